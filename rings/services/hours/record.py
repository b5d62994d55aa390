"""Adding work that no ring planned, and putting the sum of a month right."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import Association
from people.errors import RefusedError
from people.models import Person
from rings.models import ExtraWork
from rings.rules.hours import last_day
from rings.services.hours.log import MonthLog, log_for_office

NOT_YET = _("That day is still to come.")


@dataclass(frozen=True)
class Told:
    """Work as a volunteer told it: on which local day, of which kind, how many minutes."""

    day: date
    kind: str
    minutes: int
    note: str = ""


def add_work(
    person: Person, told: Told, association: Association, *, by: Actor, now: datetime
) -> ExtraWork:
    """Write down work that no ring or request planned. Raises `RefusedError` for a day still to come."""
    if told.day > local_date(now):
        raise RefusedError(NOT_YET, field="day")
    return _write(person, told, association, by=by, now=now)


@transaction.atomic
def put_right(
    person: Person, month: date, minutes: int, association: Association, *, by: Actor, now: datetime
) -> ExtraWork | None:
    """Make the sum of `month` for `association` come to `minutes`, by one correction; None if it does already."""
    Person.objects.select_for_update().get(pk=person.pk)
    log = log_for_office(person, month, association.pk)
    missing = minutes - sum(row.minutes for row in log.rows)
    if not missing:
        return None
    told = Told(last_day(month), _mostly(log), missing)
    return _write(person, told, association, by=by, now=now, is_correction=True)


def _mostly(log: MonthLog) -> str:
    """Return the kind that most of the month went to: the correction belongs there."""
    spent: Counter[str] = Counter()
    for row in log.rows:
        spent[row.kind] += row.minutes
    return max(spent, key=lambda kind: (spent[kind], kind), default=ExtraWork.Kind.OTHER)


def _write(
    person: Person,
    told: Told,
    association: Association,
    *,
    by: Actor,
    now: datetime,
    is_correction: bool = False,
) -> ExtraWork:
    return ExtraWork.objects.create(
        person=person,
        association=association,
        municipality=person.municipality,
        day=told.day,
        kind=told.kind,
        minutes=told.minutes,
        note=told.note,
        is_correction=is_correction,
        recorded_by_id=by.user_id,
        recorded_at=now,
    )
