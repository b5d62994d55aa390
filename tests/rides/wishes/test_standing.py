"""Rides that come again: their days two weeks ahead, holidays, absences, changes, a rest and the end."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from directory.actors import Actor
from people.changes import announce
from people.errors import RefusedError
from people.models import Person, Resident
from people.services.absences import cancel_absence, record_absence
from people.services.residents import end_resident
from rides.models import Leg, RideRequest, StandingRide
from rides.services.wishes.cancelling import cancel_leg
from rides.services.wishes.changing import change_ride
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import (
    behind,
    end_standing,
    extend_standing_rides,
    go_on_standing,
    pause_standing,
    save_standing,
)
from rides.services.wishes.taking import take_ride
from tests.people.makers import NOW, TODAY, make_coordinator
from tests.rides.makers import make_destination, make_office, make_rider, make_run, seat_leg

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = 1, 4


@pytest.fixture
def kirsi() -> Actor:
    return Actor(kind="staff", channel="web", user_id=make_coordinator().pk)


@pytest.fixture
def aino() -> Person:
    return make_rider("Aino")


@pytest.fixture
def wish(aino: Person, kirsi: Actor) -> Wish:
    return Wish(aino, make_office(), make_destination(), time(10), back_time=time(14))


def new(weekdays: tuple[int, ...] = (TUESDAY, FRIDAY), **fields: object) -> StandingRide:
    values = {"weekdays": list(weekdays), "anchor": TODAY, "valid_from": TODAY, **fields}
    return StandingRide(**values)


def days(standing: StandingRide, **only: object) -> list[str]:
    rows = RideRequest.objects.filter(standing=standing, **only).distinct().order_by("day")
    return [f"{ride.day:%-d.%-m.}" for ride in rows]


def first_of(standing: StandingRide) -> RideRequest:
    return standing.requests.order_by("day")[0]


def open_days(standing: StandingRide) -> list[str]:
    return days(standing, legs__state__in=["requested", "on_call", "planned", "told", "confirmed"])


def test_two_weeks_of_days_are_taken_down_at_once_and_never_twice(wish: Wish, kirsi: Actor) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    assert days(row) == ["24.11.", "27.11.", "1.12.", "4.12."]
    assert Leg.objects.count() == 8
    extend_standing_rides(NOW)
    assert RideRequest.objects.count() == 4


def test_the_clock_fills_in_the_next_days_and_then_has_nothing_to_do(
    wish: Wish, kirsi: Actor
) -> None:
    row = save_standing(new((TUESDAY,)), wish, by=kirsi, now=NOW)
    assert not behind(TODAY).exists()
    later = NOW + timedelta(days=3)
    assert behind(later.date()).get() == row
    assert extend_standing_rides(later) == 1
    assert days(row) == ["24.11.", "1.12.", "8.12."]
    extend_standing_rides(NOW + timedelta(days=7))
    assert days(row) == ["24.11.", "1.12.", "8.12."]
    assert not behind((NOW + timedelta(days=7)).date()).exists()


def test_every_other_week_is_counted_from_its_anchor_over_the_turn_of_the_year(
    wish: Wish, kirsi: Actor
) -> None:
    row = save_standing(new((TUESDAY,), interval_weeks=2), wish, by=kirsi, now=NOW)
    for week in range(1, 9):
        extend_standing_rides(NOW + timedelta(weeks=week))
    assert days(row) == ["24.11.", "8.12.", "22.12.", "5.1.", "19.1."]


def test_public_holidays_go_by_unless_the_ride_runs_on_them_too(wish: Wish, kirsi: Actor) -> None:
    christmas = datetime(2026, 12, 17, 8, tzinfo=UTC)
    off = save_standing(new((FRIDAY,)), wish, by=kirsi, now=christmas)
    other = replace(wish, rider=make_rider("Dialyysi"))
    on = save_standing(new((FRIDAY,), holidays="run"), other, by=kirsi, now=christmas)
    assert days(off) == ["18.12."]
    assert days(on) == ["18.12.", "25.12."]


def test_its_last_day_is_its_last(wish: Wish, kirsi: Actor) -> None:
    row = save_standing(new(valid_until=date(2026, 11, 27)), wish, by=kirsi, now=NOW)
    assert days(row) == ["24.11.", "27.11."]
    with pytest.raises(RefusedError):
        save_standing(new(valid_until=date(2026, 11, 1)), wish, by=kirsi, now=NOW)
    with pytest.raises(RefusedError):
        save_standing(new(()), wish, by=kirsi, now=NOW)


def test_a_rider_who_is_away_is_not_driven_and_who_comes_home_early_is(
    wish: Wish, kirsi: Actor, aino: Person
) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    seat_leg(first_of(row).legs.all()[0], make_run(day=date(2026, 11, 24)), time(9), time(10))
    absence = record_absence(aino, TODAY, date(2026, 12, 2), by=kirsi, now=NOW)
    assert open_days(row) == ["4.12."]
    assert set(Leg.objects.filter(state="cancelled").values_list("reason", flat=True)) == {"away"}
    cancel_absence(absence, by=kirsi, now=NOW)
    assert open_days(row) == ["24.11.", "27.11.", "1.12.", "4.12."]
    assert not Leg.objects.exclude(told_at=None).exists()


def test_a_single_day_that_was_cancelled_stays_cancelled(
    wish: Wish, kirsi: Actor, aino: Person
) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    cancel_leg(first_of(row).legs.all()[0], "other_ride", by=kirsi, now=NOW, both=True)
    announce(aino, "fit", by=kirsi, now=NOW)
    extend_standing_rides(NOW + timedelta(days=1))
    assert open_days(row)[0] == "27.11."


def test_a_rest_cancels_the_days_to_come_and_going_on_brings_them_back(
    wish: Wish, kirsi: Actor
) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    assert pause_standing(row, by=kirsi, now=NOW) == 4
    assert open_days(row) == []
    assert extend_standing_rides(NOW + timedelta(days=5)) == 0
    assert go_on_standing(row, by=kirsi, now=NOW + timedelta(days=3)) == 4
    assert open_days(row) == ["27.11.", "1.12.", "4.12.", "8.12."]


def test_an_end_is_for_good(wish: Wish, kirsi: Actor) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    assert end_standing(row, by=kirsi, now=NOW) == 4
    assert extend_standing_rides(NOW + timedelta(days=5)) == 0
    assert open_days(row) == []


def test_when_the_service_ends_nothing_of_it_is_left_open(
    wish: Wish, kirsi: Actor, aino: Person
) -> None:
    row = save_standing(new(), wish, by=kirsi, now=NOW)
    take_ride(replace(wish, wall_time=time(16), back="none"), TODAY, by=kirsi, now=NOW)
    end_resident(Resident.objects.get(person=aino), "died", by=kirsi, now=NOW)
    row.refresh_from_db()
    assert row.state == StandingRide.State.ENDED
    assert not Leg.objects.open().exists()
    assert set(Leg.objects.values_list("reason", flat=True)) == {"ended"}


def test_another_hour_reaches_every_day_but_those_that_were_changed_by_hand(
    wish: Wish, kirsi: Actor
) -> None:
    row = save_standing(new((TUESDAY,)), wish, by=kirsi, now=NOW)
    first, second = row.requests.order_by("day")
    change_ride(first, {"wall_time": time(9)}, by=kirsi, now=NOW)
    save_standing(row, replace(wish, wall_time=time(11), seats=2), by=kirsi, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.wall_time, first.seats) == (time(9), 2)
    assert (second.wall_time, second.seats) == (time(11), 2)


def test_other_weekdays_cancel_the_old_days_and_take_down_the_new(wish: Wish, kirsi: Actor) -> None:
    row = save_standing(new((TUESDAY,)), wish, by=kirsi, now=NOW)
    row.weekdays = [FRIDAY]
    save_standing(row, wish, by=kirsi, now=NOW)
    assert open_days(row) == ["27.11.", "4.12."]


def test_a_single_day_does_not_wander_to_another_date(wish: Wish, kirsi: Actor) -> None:
    row = save_standing(new((TUESDAY,)), wish, by=kirsi, now=NOW)
    with pytest.raises(RefusedError) as refusal:
        change_ride(first_of(row), {"day": date(2026, 11, 25)}, by=kirsi, now=NOW)
    assert refusal.value.field == "day"
