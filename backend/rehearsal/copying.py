"""Taking the plan of the present database along: who and what there is; no history, no notes."""

from collections.abc import Iterator
from pathlib import Path

from django.core import serializers
from django.db import models, transaction

from directory.models import (
    Association,
    Municipality,
    MunicipalityAlias,
    ServiceLine,
    StaffRole,
    User,
)
from people.models import Absence, Consent, Contact, Person, PersonNumber, PhoneNumber, Resident
from rings.models import Ladder, LadderStep, Ring, RingMember, ScheduleRule
from volunteers.models import AvailableWindow, Credential, Volunteer

# In the order in which each finds what it points at.
TAKEN: tuple[type[models.Model], ...] = (
    Municipality,
    MunicipalityAlias,
    Association,
    ServiceLine,
    User,
    StaffRole,
    Person,
    PhoneNumber,
    PersonNumber,
    Resident,
    Contact,
    Consent,
    Absence,
    Volunteer,
    AvailableWindow,
    Credential,
    Ladder,
    LadderStep,
    Ring,
    RingMember,
    ScheduleRule,
)
# Nothing in a rehearsal reads them, so they stay where they are. A ring plans anew from the first day.
LEFT_OUT: dict[str, object] = {"notes": None, "password": "!", "generated_until": None}


def write_plan(path: Path) -> None:
    """Write the present database's plan to `path`, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        serializers.serialize("jsonl", _rows(), stream=file)


@transaction.atomic
def load_plan(path: Path) -> None:
    """Fill the database at hand, empty so far, with the plan in `path`."""
    with path.open(encoding="utf-8") as file:
        for row in serializers.deserialize("jsonl", file):
            row.save()


def _rows() -> Iterator[models.Model]:
    for model in TAKEN:
        names = {field.name for field in model._meta.concrete_fields}
        for row in model._default_manager.order_by("pk").iterator():
            for name in names & LEFT_OUT.keys():
                setattr(row, name, LEFT_OUT[name])
            yield row
