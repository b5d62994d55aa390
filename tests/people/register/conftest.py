"""Reasons are read in English here, whatever language the settings begin with."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _reasons_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
