"""A coordinator at a desk on Thursday afternoon, when the cars are home."""

import pytest
from django.utils import timezone

from tests.people.makers import make_coordinator
from tests.rides.after import HOME
from tests.rides.wishes.conftest import Desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a coordinator of everywhere, once the runs of the day are over."""
    monkeypatch.setattr(timezone, "now", lambda: HOME)
    return Desk(make_coordinator())
