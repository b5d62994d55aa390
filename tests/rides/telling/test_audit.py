"""What the auditor finds in rides, and what the clock hands on."""

from datetime import time, timedelta

import pytest

from directory.localtime import instant
from directory.models import User
from rides.models import Leg, Run
from rides.services.audit import findings
from rides.services.telling.clock import mind_legs, mind_runs
from tests.people.makers import NOW, make_coordinator, make_municipality
from tests.rides.makers import THURSDAY, make_ride, make_run, seat_leg

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_coordinator(municipality=make_municipality())


@pytest.fixture
def leg(user: User) -> Leg:
    """A way in a promised car, of which the rider knows."""
    ride = make_ride(back="none", back_time=None)
    run = make_run(state=Run.State.CONFIRMED)
    found = seat_leg(ride.legs.get(), run, time(9, 20), time(9, 50), Leg.State.TOLD)
    Leg.objects.filter(pk=found.pk).update(
        told_run=run, told_pickup_at=found.pickup_at, due_at=instant(THURSDAY, time(8))
    )
    Run.objects.update(due_at=instant(THURSDAY, time(8)))
    found.refresh_from_db()
    return found


def problems(now_hour: time | None = None) -> set[tuple[str, str]]:
    """Return what is found on Monday, or at an hour of Thursday."""
    now = instant(THURSDAY, now_hour) if now_hour else NOW
    return {(found.subject, found.problem) for found in findings(now)}


def test_nothing_is_found_where_all_is_well(leg: Leg) -> None:
    assert problems() == set()


def test_what_the_clock_has_not_looked_at_is_overdue(leg: Leg) -> None:
    assert problems(time(8, 10)) == {("leg", "overdue"), ("run", "overdue")}


def test_a_way_in_a_car_that_is_not_driven_any_more(leg: Leg) -> None:
    Run.objects.update(state=Run.State.DECLINED, due_at=None)
    assert ("leg", "dead_car") in problems()


def test_a_rider_who_is_fetched_now_and_does_not_know_it(leg: Leg) -> None:
    Leg.objects.update(told_run=None, told_pickup_at=None)
    assert ("leg", "not_told") in problems(time(9, 30))
    Leg.objects.update(reminded_at=instant(THURSDAY, time(9)))
    assert ("leg", "not_told") not in problems(time(9, 30))


def test_a_rider_left_behind_by_a_closed_run() -> None:
    make_coordinator(municipality=make_municipality())
    ride = make_ride()
    run = make_run(state=Run.State.CLOSED)
    out = ride.legs.get(direction=Leg.Direction.OUT)
    seat_leg(out, run, time(9, 20), time(9, 50), Leg.State.DONE)
    Leg.objects.filter(pk=out.pk).update(due_at=None)
    assert ("run", "left_behind") in problems()


def test_the_clock_hands_on_what_belongs_to_somebody_who_has_left(leg: Leg, user: User) -> None:
    gone = make_coordinator("poissa@example.org", municipality=make_municipality())
    Leg.objects.update(owner=gone)
    Run.objects.update(owner=gone)
    gone.roles.update(valid_until=THURSDAY - timedelta(days=30))
    assert {("leg", "no_owner"), ("run", "no_owner")} <= problems()
    mind_legs(NOW)
    mind_runs(NOW)
    leg.refresh_from_db()
    assert leg.run is not None
    assert (leg.owner, leg.run.owner) == (user, user)
    assert leg.due_at == instant(THURSDAY, time(8))
    assert problems() == set()


def test_an_owner_is_not_woken_at_night_for_a_ride_still_far_away(user: User) -> None:
    ride = make_ride(back="none", back_time=None)
    night = instant(THURSDAY - timedelta(days=2), time(23))
    Leg.objects.update(due_at=night)
    mind_legs(night)
    found = ride.legs.get()
    assert found.due_at == instant(THURSDAY - timedelta(days=1), time(8))
    assert found.reminded_at is None
    mind_legs(found.due_at)
    found.refresh_from_db()
    assert found.reminded_at == instant(THURSDAY - timedelta(days=1), time(8))
