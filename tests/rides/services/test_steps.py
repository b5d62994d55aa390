"""One step of a leg or a run: its state, its next hour, its place in the car."""

from datetime import time, timedelta

import pytest

from directory.actors import CLOCK
from directory.localtime import instant
from directory.machine import IllegalMoveError
from directory.models import AuditEntry
from rides.machines import LEG, RUN
from rides.models import Leg, Run
from rides.services.steps import go_leg, go_run, locked_leg, locked_run
from tests.people.makers import NOW, office
from tests.rides.makers import THURSDAY, make_ride, make_run, seat_leg

pytestmark = pytest.mark.django_db
Direction = Leg.Direction


def leg_of(state: str = Leg.State.PLANNED) -> Leg:
    ride, run = make_ride(), make_run()
    return seat_leg(ride.legs.get(direction=Direction.OUT), run, time(9, 20), time(9, 50), state)


def test_a_leg_that_leaves_the_car_keeps_no_place_in_it() -> None:
    leg = locked_leg(leg_of(Leg.State.CONFIRMED).pk)
    go_leg(leg, "unseat", by=office(), now=NOW, reason="the driver cannot")
    leg.refresh_from_db()
    assert (leg.state, leg.run, leg.pickup_at, leg.pickup_order) == ("requested", None, None, None)
    assert leg.due_at is not None
    assert leg.due_at > NOW
    assert AuditEntry.objects.get(subject=LEG.name, subject_id=leg.pk).reason == "the driver cannot"


def test_an_outcome_ends_the_waiting() -> None:
    leg = locked_leg(leg_of(Leg.State.CONFIRMED).pk)
    go_leg(leg, "done", by=office(), now=NOW)
    leg.refresh_from_db()
    assert (leg.state, leg.due_at, leg.ended_at) == ("done", None, NOW)


def test_told_means_to_be_asked_again_the_evening_before() -> None:
    leg = locked_leg(leg_of().pk)
    go_leg(leg, "tell", by=office(), now=NOW)
    assert leg.due_at == instant(THURSDAY - timedelta(days=1), time(18))


def test_a_promised_run_is_due_the_evening_before_then_waits_for_its_report() -> None:
    run = locked_run(make_run(state=Run.State.ASKED).pk)
    go_run(run, "confirm", by=office(), now=NOW, confirmed_at=NOW)
    assert run.due_at == instant(THURSDAY - timedelta(days=1), time(18))
    go_run(run, "due", by=CLOCK, now=instant(THURSDAY, time(9)))
    assert run.due_at == instant(THURSDAY, time(16))


def test_a_next_hour_may_be_said_with_the_step() -> None:
    leg = locked_leg(leg_of(Leg.State.TOLD).pk)
    go_leg(leg, "due", by=office(), now=NOW, due_at=NOW + timedelta(minutes=30))
    assert leg.due_at == NOW + timedelta(minutes=30)


def test_a_driver_cannot_be_asked_by_the_clock_to_close_what_never_began() -> None:
    run = locked_run(make_run(state=Run.State.DECLINED).pk)
    with pytest.raises(IllegalMoveError):
        go_run(run, "close", by=CLOCK, now=NOW)
    assert RUN.terminal >= {"declined"}
