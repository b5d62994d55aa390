"""One municipality with its office; reasons are read in English."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from directory.models import Municipality
from tests.rings.matching.world import make_place


@pytest.fixture
def place(db: None) -> Municipality:
    return make_place()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
