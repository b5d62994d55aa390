"""What is done about a way or a run after ringing somebody, as data: each is recorded on behalf of who said it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from notifications.services import prompts
from people.models import Person
from rides.machines import RUN
from rides.models import Leg, Run
from rides.rules.calls import Call
from rides.services.steps import go_leg, go_run, locked_leg, locked_run
from rides.services.telling.back import rider_ready
from rides.services.telling.drivers import hear_yes, heard_changes
from rides.services.telling.riders import confirm_leg, told_now
from rides.services.telling.trouble import break_down, driver_cannot, note_missing
from rides.services.wishes.cancelling import cancel_leg

# Whoever was missing is found, or goes home as planned: nothing that was said before counts any more.
FINE = "fine"
RING_AGAIN = timedelta(minutes=30)
Row = TypeVar("Row", Leg, Run)


@dataclass(frozen=True)
class Act(Generic[Row]):
    """One button: its word, what it does, and what is said after it."""

    word: str | Promise
    do: Callable[[Row, Actor, datetime], object]
    done: str | Promise


def _told(leg: Leg, by: Actor, now: datetime) -> None:
    told_now(leg, Leg.How.PHONE, by=by, now=now)


def _agrees(leg: Leg, by: Actor, now: datetime) -> None:
    told_now(leg, Leg.How.PHONE, by=by, now=now)
    confirm_leg(leg, by=by, now=now)
    prompts.close_about([leg.about], by=by, now=now)


def _fine(leg: Leg, by: Actor, now: datetime) -> None:
    go_leg(leg, "due", by=by, now=now, reason=FINE)


def _missing(leg: Leg, by: Actor, now: datetime) -> None:
    note_missing(leg, by=by, now=now)


def _ready(leg: Leg, by: Actor, now: datetime) -> None:
    rider_ready(leg, Leg.How.PHONE, by=by, now=now)


def _off(leg: Leg, by: Actor, now: datetime) -> None:
    """Both ways when the way there is not wanted; nobody is driven home who was not driven there."""
    both = leg.direction == Leg.Direction.OUT
    cancel_leg(leg, Leg.Reason.NOT_NEEDED, by=by, now=now, both=both)


def _arrived(leg: Leg, by: Actor, now: datetime) -> None:
    go_leg(leg, "done", by=by, now=now)


def _later_leg(leg: Leg, by: Actor, now: datetime) -> None:
    go_leg(leg, "due", by=by, now=now, reason="not reached", due_at=now + RING_AGAIN)


def _later_run(run: Run, by: Actor, now: datetime) -> None:
    go_run(run, "due", by=by, now=now, reason="not reached", due_at=now + RING_AGAIN)


def _yes(run: Run, by: Actor, now: datetime) -> None:
    hear_yes(run, by=by, now=now)


def _no(run: Run, by: Actor, now: datetime) -> None:
    driver_cannot(run, by=by, now=now)


def _heard(run: Run, by: Actor, now: datetime) -> None:
    heard_changes(run, by=by, now=now)


def _run_off(run: Run, by: Actor, now: datetime) -> None:
    event = "cancel" if RUN.allows(run.state, "cancel") else "due"
    go_run(run, event, by=by, now=now, told=[])


LEG_ACTS: Mapping[str, Act[Leg]] = {
    "agrees": Act(_("Knows and agrees"), _agrees, _("Written down: the rider agrees.")),
    "told": Act(_("Knows it"), _told, _("Written down: the rider knows.")),
    "ready": Act(_("Is ready to go home"), _ready, _("The rider is ready to go home.")),
    "missing": Act(_("Is not ready"), _missing, _("Written down. Ring the rider and the driver.")),
    "fine": Act(_("Is settled"), _fine, _("Written down.")),
    "arrived": Act(_("Has arrived"), _arrived, _("Written down: the rider has arrived.")),
    "later": Act(_("Not reached"), _later_leg, _("Ring again in half an hour.")),
    "off": Act(_("Does not need the ride"), _off, _("The ride is cancelled.")),
}
RUN_ACTS: Mapping[str, Act[Run]] = {
    "yes": Act(_("Said yes"), _yes, _("The driver has promised to drive.")),
    "heard": Act(_("Knows the list"), _heard, _("Written down: the driver knows.")),
    "no": Act(_("Cannot drive"), _no, _("The riders wait for another car.")),
    "later": Act(_("Not reached"), _later_run, _("Ring again in half an hour.")),
    "off": Act(_("Knows that it is off"), _run_off, _("The run is cancelled.")),
}
_CAR = ("told", "later", "off")
OFFERED: Mapping[Call, tuple[str, ...]] = {
    Call.HOME: _CAR,
    Call.STRANDED: _CAR,
    Call.LOST: _CAR,
    Call.NO_CAR: _CAR,
    Call.LOOK: ("later", "off"),
    Call.MISSING: ("fine", "later", "off"),
    Call.EARLY: ("fine", "later"),
    Call.ARRIVED: ("arrived", "later"),
    Call.TELL: ("agrees", "told", "later", "off"),
    Call.CONFIRM: ("agrees", "later", "off"),
    Call.RING_BACK: ("ready", "later", "off"),
    Call.WAITS: ("later",),
}
OFFERED_DRIVER: Mapping[Call, tuple[str, ...]] = {
    Call.ANSWER: ("yes", "no", "later"),
    Call.ASK: ("yes", "no", "later"),
    Call.LIST: ("heard", "no", "later"),
    Call.CHANGE: ("heard", "no", "later"),
    Call.READ: ("heard", "no", "later"),
    Call.OFF: ("off", "later"),
    Call.DRAFT: ("later",),
    Call.REPORT: ("later",),
}


@transaction.atomic
def say_of_leg(leg_id: int, act: str, *, by: Actor, now: datetime) -> Leg:
    """Do what `act` (a key of `LEG_ACTS`) says after ringing the rider. Raises `RefusedError`."""
    leg = locked_leg(leg_id)
    LEG_ACTS[act].do(leg, _for(by, leg.request.rider), now)
    return leg


@transaction.atomic
def say_of_run(run_id: int, act: str, *, by: Actor, now: datetime) -> Run:
    """Do what `act` (a key of `RUN_ACTS`) says after ringing the driver. Raises `RefusedError`."""
    run = locked_run(run_id)
    RUN_ACTS[act].do(run, _for(by, run.driver.person), now)
    return run


@transaction.atomic
def break_off(run_id: int, *, by: Actor, now: datetime) -> list[Leg]:
    """Break a run off whose car goes no further; returns the ways that need another car at once."""
    run = locked_run(run_id)
    return break_down(run, by=_for(by, run.driver.person), now=now)


def _for(by: Actor, person: Person) -> Actor:
    return replace(by, channel="phone", on_behalf_of=person.pk)
