"""The car of a volunteer and what it takes, as the office writes it down; who stops driving, who begins again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import ServiceLine
from people.errors import RefusedError
from people.models import Person
from people.services.facts import change_facts, known
from people.services.trail import note_change
from rides.models import Driver, Need
from volunteers.models import Volunteer
from volunteers.services.lifecycle import change_volunteer

CHANGEABLE = frozenset(
    {
        "seats",
        "boot",
        "wheelchair_places",
        "takes",
        "most_km",
        "in_the_dark",
        "in_winter",
        "shares_costs",
        "note",
    }
)
# What goes into the boot.
IN_THE_BOOT = frozenset({Need.ROLLATOR.value, Need.FOLDING.value})
NO_BOOT = _("Say how many fit in the boot, or leave the rollator and the wheelchair out.")
HAS_RUNS = _(
    "This driver has runs ahead. Let another driver take them, or cancel them, and then come back."
)


@transaction.atomic
def write_driver(
    volunteer: Volunteer, facts: Mapping[str, Any], *, by: Actor, now: datetime
) -> Driver:
    """Write down the car of `volunteer`, or what has changed of it: `facts` of `CHANGEABLE`.

    Whoever has a car written down does rides. Raises `RefusedError` for aids that fit in no boot.
    """
    wanted = _made_whole(known(facts, CHANGEABLE))
    # Two who write at the same moment take turns: a volunteer has one car here.
    Person.objects.select_for_update().get(pk=volunteer.person_id)
    driver = Driver.objects.filter(volunteer=volunteer).first()
    if driver is None:
        driver = Driver.objects.create(volunteer=volunteer, recorded_at=now, **wanted)
        note_change(volunteer.person, "driver added", by=by, now=now)
    else:
        change_facts(driver, volunteer.person, wanted, CHANGEABLE, by=by, now=now)
    _does_rides(volunteer, by, now)
    return driver


@transaction.atomic
def stop_driving(driver: Driver, *, by: Actor, now: datetime) -> None:
    """Let `driver` be asked for no more runs; the car stays written down. Does nothing when it is so already.

    Raises `RefusedError` while runs lie ahead: their riders must not be left without knowing.
    """
    _set_drives(driver, "driver stopped", by, now, drives=False)


@transaction.atomic
def drive_again(driver: Driver, *, by: Actor, now: datetime) -> None:
    """Let `driver` be asked for runs again. Does nothing when it is so already."""
    _set_drives(driver, "driver began again", by, now, drives=True)


def _set_drives(driver: Driver, event: str, by: Actor, now: datetime, *, drives: bool) -> None:
    locked = Driver.objects.select_for_update(of=("self",)).get(pk=driver.pk)
    if locked.drives == drives:
        return
    if not drives and locked.runs.live().exists():
        raise RefusedError(HAS_RUNS)
    Driver.objects.filter(pk=driver.pk).update(drives=drives)
    driver.drives = drives
    note_change(driver.person, event, by=by, now=now)


def _made_whole(facts: dict[str, Any]) -> dict[str, Any]:
    """Return `facts` with the wheelchair among the aids exactly when there is a place for it."""
    if "takes" not in facts:
        return facts
    takes = set(facts["takes"]) - {Need.WHEELCHAIR.value}
    if takes & IN_THE_BOOT and not facts.get("boot", 1):
        raise RefusedError(NO_BOOT, field="boot")
    if facts.get("wheelchair_places"):
        takes.add(Need.WHEELCHAIR.value)
    return facts | {"takes": [need for need in Need.values if need in takes]}


def _does_rides(volunteer: Volunteer, by: Actor, now: datetime) -> None:
    """Add rides to what the volunteer does, so that lists and suggestions know it too."""
    ride = ServiceLine.Kind.RIDE.value
    if ride not in volunteer.tasks or not volunteer.has_car:
        tasks = volunteer.tasks if ride in volunteer.tasks else [*volunteer.tasks, ride]
        change_volunteer(volunteer, {"tasks": tasks, "has_car": True}, by=by, now=now)
