"""How many minutes a run has to spare."""

from datetime import datetime, timedelta

from rides.rules.slack import spare_minutes
from tests.people.makers import NOW


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_a_stop_has_no_more_to_spare_than_what_follows_it() -> None:
    stops = [(at(0), at(30)), (at(20), at(28)), (at(40), at(60))]
    assert spare_minutes(stops) == [8, 8, 20]


def test_a_stop_after_which_no_hour_is_wished_for_has_no_number() -> None:
    assert spare_minutes([(at(0), at(10)), (at(20), None)]) == [10, None]


def test_a_stop_that_is_late_as_planned_is_less_than_nothing() -> None:
    assert spare_minutes([(at(0), None), (at(20), at(15))]) == [-5, -5]


def test_no_stops_have_no_numbers() -> None:
    assert spare_minutes([]) == []
