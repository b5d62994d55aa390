"""What people have to hear when a plan stands otherwise than they were told."""

from datetime import UTC, datetime, timedelta

import pytest

from rides.rules.changes import Seat, Stop, Stops, What, driver_change, rider_change, stop_changes

TEN = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def stop(leg: int, minutes: int = 0, length: int = 20) -> Stop:
    return Stop(leg, TEN + minutes * MINUTE, TEN + (minutes + length) * MINUTE)


def test_a_rider_who_knows_nothing_hears_of_the_car() -> None:
    assert rider_change(None, Seat(1, TEN)) == What.NEW
    assert rider_change(None, None) is None


def test_a_few_minutes_are_not_worth_a_text_and_five_are() -> None:
    known = Seat(1, TEN)
    assert rider_change(known, Seat(1, TEN + 4 * MINUTE)) is None
    assert rider_change(known, Seat(1, TEN + 5 * MINUTE)) == What.HOUR
    assert rider_change(known, Seat(1, TEN - 5 * MINUTE)) == What.HOUR


def test_another_driver_is_told_even_at_the_same_hour_and_a_lost_car_too() -> None:
    assert rider_change(Seat(1, TEN), Seat(2, TEN)) == What.DRIVER
    assert rider_change(Seat(1, TEN), None) == What.LOST


def test_the_stops_of_a_driver_differ_by_who_is_new_gone_or_at_another_hour() -> None:
    told = [stop(1), stop(2, 30), stop(3, 60)]
    planned = [stop(1), stop(3, 70), stop(4, 80)]
    found = stop_changes(told, planned)
    assert (found.new, found.gone, found.moved) == ((4,), (2,), (3,))
    assert found.longer == 20 * MINUTE
    assert not stop_changes(told, told)


def test_earlier_hours_are_longer_hours_and_fewer_are_not() -> None:
    assert stop_changes([stop(1)], [stop(1, -45)]).longer == 45 * MINUTE
    assert stop_changes([stop(1), stop(2, 60)], [stop(1)]).longer == timedelta(0)


@pytest.mark.parametrize(
    ("state", "has_list", "stops", "what"),
    [
        ("draft", False, Stops(new=(1,)), What.ASK),
        ("asked", False, Stops(new=(1,)), None),
        ("asked", False, Stops(new=(1,), longer=30 * MINUTE), What.ASK_AGAIN),
        ("confirmed", False, Stops(moved=(1,), longer=29 * MINUTE), None),
        ("confirmed", False, Stops(moved=(1,), longer=31 * MINUTE), What.ASK_AGAIN),
        ("confirmed", True, Stops(gone=(1,)), What.CHANGED),
        ("out", True, Stops(new=(1,), longer=60 * MINUTE), What.CHANGED),
        ("confirmed", True, Stops(), None),
    ],
)
def test_a_driver_is_asked_anew_only_for_longer_hours_and_told_every_change_of_the_list(
    state: str, has_list: bool, stops: Stops, what: What | None
) -> None:
    assert driver_change(state, stops, is_empty=False, has_list=has_list) == what


def test_a_run_that_nobody_is_in_any_more_is_called_off_unless_it_is_a_draft() -> None:
    gone = Stops(gone=(1,))
    assert driver_change("confirmed", gone, is_empty=True, has_list=False) == What.CALL_OFF
    assert driver_change("draft", gone, is_empty=True, has_list=False) is None
