"""A volunteer from the first word to the last: the only writer of a volunteer's state."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from directory.actors import CLOCK, Actor
from directory.machine import move
from directory.one_by_one import one_by_one
from people.changes import announce
from people.errors import RefusedError
from people.models import Person
from people.services.facts import change_facts, known
from people.services.trail import note_change
from volunteers.hours import Window
from volunteers.machine import VOLUNTEER
from volunteers.models import AvailableWindow, Credential, Volunteer

CHANGEABLE = frozenset(
    {
        "tasks",
        "has_car",
        "trained_on",
        "is_trained",
        "availability_note",
        "capacity",
        "radius_km",
        "avoids",
        "notes",
    }
)
IS_ONE = _("This person is a volunteer already.")
ENDS_BEFORE_IT_STARTS = _("The end of the hours must be after their beginning.")
RETURN_IN_THE_PAST = _("The day of return must be in the future.")


@transaction.atomic
def add_volunteer(
    person: Person, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> Volunteer:
    """Give `person` a volunteer's side, as somebody who has applied."""
    if Volunteer.objects.filter(person=person).exists():
        raise RefusedError(IS_ONE)
    volunteer = Volunteer.objects.create(person=person, **known(fields, CHANGEABLE))
    note_change(person, "volunteer added", by=by, now=now)
    return volunteer


@transaction.atomic
def change_volunteer(
    volunteer: Volunteer, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> list[str]:
    """Set `fields` and return the names of those that were different before."""
    return change_facts(volunteer, volunteer.person, fields, CHANGEABLE, by=by, now=now)


@transaction.atomic
def move_volunteer(
    volunteer: Volunteer,
    event: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    paused_until: date | None = None,
) -> Volunteer:
    """Move along `VOLUNTEER`; whoever stops being active is freed from every duty.

    `paused_until`: the day on which a break is meant to end. A person, not the clock, ends it.
    """
    if paused_until is not None and paused_until <= localdate(now):
        raise RefusedError(RETURN_IN_THE_PAST, field="paused_until")
    was_active = volunteer.state == Volunteer.State.ACTIVE
    until = paused_until if event == "pause" else None
    move(volunteer, VOLUNTEER, event, by=by, now=now, reason=reason, paused_until=until)
    if was_active:
        announce(volunteer.person, "ended" if event == "leave" else "unfit", by=by, now=now)
    return volunteer


@transaction.atomic
def set_windows(
    volunteer: Volunteer, windows: Iterable[tuple[int, time, time]], *, by: Actor, now: datetime
) -> None:
    """Replace the weekly free hours: (weekday 0 = Monday, from, until) in local wall time."""
    wanted = sorted({Window(*window) for window in windows})
    if any(window.ends <= window.starts for window in wanted):
        raise RefusedError(ENDS_BEFORE_IT_STARTS)
    volunteer.windows.all().delete()
    AvailableWindow.objects.bulk_create(
        AvailableWindow(volunteer=volunteer, **window._asdict()) for window in wanted
    )
    note_change(volunteer.person, "free hours", by=by, now=now)


@transaction.atomic
def show_credential(
    volunteer: Volunteer,
    kind: str,
    *,
    seen_on: date,
    by: Actor,
    now: datetime,
    valid_until: date | None = None,
    required: bool = False,
) -> Credential:
    """Record that a paper was shown: the date, never what it said."""
    credential = Credential.objects.create(
        volunteer=volunteer,
        kind=kind,
        seen_on=seen_on,
        valid_until=valid_until,
        required=required,
    )
    note_change(volunteer.person, "credential shown", by=by, now=now, what=kind)
    return credential


def pause_lapsed(now: datetime) -> int:
    """Pause every active volunteer with a lapsed required credential; return how many."""
    today = localdate(now)
    if not Credential.objects.filter(required=True, valid_until__lt=today).exists():
        return 0  # asked every minute, so the dear question comes only after a cheap one
    lapsed = Credential.objects.lapsed_on(today).values("volunteer")
    found = Volunteer.objects.filter(state=Volunteer.State.ACTIVE, pk__in=lapsed)
    return one_by_one(
        found.select_related("person"), lambda volunteer: _lapse(volunteer, now), "pause volunteer"
    )


def _lapse(volunteer: Volunteer, now: datetime) -> Volunteer:
    return move_volunteer(volunteer, "lapse", by=CLOCK, now=now, reason="credential lapsed")
