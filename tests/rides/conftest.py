"""Rides begin with the known rates and the usual policy, as `set_up` gives them to every office."""

import pytest

from rides.services.seed import load_rates


@pytest.fixture(autouse=True)
def _what_rides_begin_with(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        load_rates()
