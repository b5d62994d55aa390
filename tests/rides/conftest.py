"""Rides begin with the known rates and the usual policy, as `set_up` gives them; refusals are read in English."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from rides.services.seed import load_rates


@pytest.fixture(autouse=True)
def _what_rides_begin_with(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        load_rates()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield
