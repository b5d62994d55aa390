"""When two duties of one person collide: half-open times and the way between places."""

from datetime import UTC, datetime, timedelta

from rings.rules.nearness import Place, km_between, travel_minutes
from rings.rules.overlap import Slot, collide, slot_end

KARSTULA = Place(1, 62.87, 24.80)
KEURUU = Place(2, 62.26, 24.71)
TEN = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def slot(starts: datetime, minutes: int = 60, place: Place | None = None, tie: str = "") -> Slot:
    return Slot(starts, starts + timedelta(minutes=minutes), place, tie)


def test_duties_that_overlap_by_a_minute_collide_both_ways() -> None:
    first, second = slot(TEN, 61), slot(TEN + HOUR)
    assert collide(first, second)
    assert collide(second, first)


def test_edge_8_visits_that_touch_next_door_are_fine() -> None:
    """edge 8: a visit 10–11 and a visit 11–12 next door: fine."""
    assert not collide(slot(TEN, place=KARSTULA), slot(TEN + HOUR, place=KARSTULA))


def test_edge_8_visits_that_touch_far_apart_collide_for_the_way() -> None:
    """edge 8: 11–12 twenty kilometres away: there is no time for the way."""
    twenty_km_north = Place(3, 62.87 + 20 / 111.2, 24.80)
    assert round(km_between(KARSTULA, twenty_km_north)) == 20
    assert travel_minutes(KARSTULA, twenty_km_north) == 32
    there = slot(TEN + HOUR, place=twenty_km_north)
    assert collide(slot(TEN, place=KARSTULA), there)
    in_time = slot(TEN + HOUR + timedelta(minutes=32), place=twenty_km_north)
    assert not collide(slot(TEN, place=KARSTULA), in_time)
    too_early = slot(TEN + HOUR + timedelta(minutes=31), place=twenty_km_north)
    assert collide(too_early, slot(TEN, place=KARSTULA))


def test_a_call_is_made_from_anywhere() -> None:
    assert not collide(slot(TEN, place=KARSTULA), slot(TEN + HOUR, 15))


def test_calls_of_one_round_are_made_one_after_the_other() -> None:
    assert not collide(slot(TEN, 15, tie="7/2026-11-23"), slot(TEN, 15, tie="7/2026-11-23"))
    assert collide(slot(TEN, 15, tie="7/2026-11-23"), slot(TEN, 15, tie="8/2026-11-23"))
    assert collide(slot(TEN, 15), slot(TEN, 15))


def test_distance_is_none_within_a_village_and_by_the_centres_between_municipalities() -> None:
    home, neighbour = Place(1, 62.87, 24.80, "Kyyjärvi"), Place(1, 62.87, 24.80, " kyyjärvi ")
    assert km_between(home, neighbour) == 0
    assert km_between(home, KARSTULA) == 0  # no village named: nothing known against it
    assert km_between(home, Place(1, 62.87, 24.80, "Kimingin kylä")) == 10
    assert 67 < km_between(KARSTULA, KEURUU) < 69


def test_a_call_takes_a_quarter_of_an_hour_and_a_visit_an_hour_at_least() -> None:
    assert slot_end("call", TEN, TEN) == TEN + timedelta(minutes=15)
    assert slot_end("call", TEN, None, 30) == TEN + timedelta(minutes=30)
    assert slot_end("visit", TEN, TEN + timedelta(minutes=30)) == TEN + HOUR
    assert slot_end("visit", TEN, TEN + 2 * HOUR) == TEN + 2 * HOUR
    assert slot_end("help", TEN, TEN + timedelta(minutes=30)) == TEN + timedelta(minutes=30)
    assert slot_end("ride", TEN, None) == TEN + HOUR
