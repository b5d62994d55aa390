"""The resident's side of a person: beginning, waiting, being served, pausing, ending."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from people.changes import Change, announce
from people.errors import RefusedError
from people.machine import RESIDENT
from people.models import Person, Resident
from people.services.facts import change_facts, known
from people.services.trail import note_change

CHANGEABLE = frozenset(
    {
        "wishes",
        "aid",
        "call_time",
        "holidays",
        "wished_gender",
        "home",
        "referred_by",
        "notes",
    }
)
CHANGES_PLANS: dict[str, Change] = {"hold": "unfit", "resume": "fit"}
END_REASONS = {
    "moved": _("Moved away"),
    "care_home": _("Moved to a care home"),
    "died": _("Died"),
    "own_wish": _("Own wish"),
    "not_suitable": _("The service does not suit"),
}
SAY_WHY = _("Choose why the service ends.")
IS_ONE = _("This person is a resident already.")


@transaction.atomic
def add_resident(
    person: Person, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> Resident:
    """Give `person` a resident's side, new and not yet in any ring."""
    if Resident.objects.filter(person=person).exists():
        raise RefusedError(IS_ONE)
    resident = Resident.objects.create(person=person, **known(fields, CHANGEABLE))
    note_change(person, "resident added", by=by, now=now)
    return resident


@transaction.atomic
def change_resident(
    resident: Resident, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> list[str]:
    """Set `fields` and return the names of those that were different before."""
    changed = change_facts(resident, resident.person, fields, CHANGEABLE, by=by, now=now)
    if "holidays" in changed:
        announce(resident.person, "wish", by=by, now=now)
    return changed


@transaction.atomic
def move_resident(
    resident: Resident, event: str, *, by: Actor, now: datetime, reason: str = ""
) -> Resident:
    """Move along `RESIDENT` by any event but "end", which wants a reason: see `end_resident`."""
    move(resident, RESIDENT, event, by=by, now=now, reason=reason)
    if event in CHANGES_PLANS:
        announce(resident.person, CHANGES_PLANS[event], by=by, now=now)
    return resident


@transaction.atomic
def end_resident(resident: Resident, why: str, *, by: Actor, now: datetime) -> Resident:
    """End the service; `why` is a key of `END_REASONS`. Every plan and unsent text ends with it."""
    if why not in END_REASONS:
        raise RefusedError(SAY_WHY, field="why")
    move(resident, RESIDENT, "end", by=by, now=now, reason=why)
    announce(resident.person, "ended", by=by, now=now)
    return resident
