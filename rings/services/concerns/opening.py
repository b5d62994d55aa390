"""Opening a worry, whoever says it: one open worry a person and office, whatever comes on top is its note."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.machine import move
from directory.models import Association, AuditEntry
from directory.services.offices import office_of
from notifications.models import Inbound
from people.models import Person
from rings.machines import CONCERN
from rings.models import Concern, ConcernNote, Occurrence
from rings.rules.worries import due_at, graver
from rings.services.concerns.alerts import tell_owner
from rings.services.concerns.owners import owner_of


@dataclass(frozen=True)
class Worry:
    """What worries about whom: `raised_by` is whose word it is, `occurrence` the call where it came up."""

    person: Person
    what: str
    severity: str
    occurrence: Occurrence | None = None
    raised_by: Person | None = None
    inbound: Inbound | None = None


@transaction.atomic
def open_concern(worry: Worry, *, by: Actor, now: datetime, mine: bool = False) -> Concern:
    """Open a worry with an owner and a clock; with `mine` it is taken at once by who opens it.

    While one about the same person is open in the same office, this becomes its note, and how soon it
    must be looked into only climbs. Whoever is to look into it is told by text, unless they opened it.
    """
    # Two texts may come at the same moment: the second must see the worry that the first opens.
    Person.objects.select_for_update().get(pk=worry.person.pk)
    association = _association(worry)
    same = Concern.objects.open().filter(person=worry.person, association=association)
    known = same.select_for_update(of=("self",)).order_by("pk").first()
    if known is not None:
        return _add_to(known, worry, by=by, now=now)
    concern = _new(worry, association, by=by, now=now)
    if mine and by.user_id:
        move(concern, CONCERN, "take", by=by, now=now, owner_id=by.user_id)
    elif worry.inbound is None:
        # Of a text that came in, the queue of replies tells at once.
        tell_owner([concern], now)
    return concern


def _association(worry: Worry) -> Association | None:
    return (
        worry.occurrence.association if worry.occurrence else office_of(worry.person.municipality)
    )


def _new(worry: Worry, association: Association | None, *, by: Actor, now: datetime) -> Concern:
    concern = Concern(
        person=worry.person,
        municipality=worry.occurrence.municipality
        if worry.occurrence
        else worry.person.municipality,
        association=association,
        occurrence=worry.occurrence,
        inbound=worry.inbound,
        raised_by=worry.raised_by,
        opened_by_id=by.user_id,
        raised_at=now,
        what=worry.what,
        severity=worry.severity,
        due_at=due_at(worry.severity, now),
    )
    concern.owner = owner_of(concern, now)
    concern.save(force_insert=True)
    AuditEntry.objects.record(
        subject=CONCERN.name,
        subject_id=concern.pk,
        event="open",
        before="",
        after=concern.state,
        reason=concern.severity,
        by=by,
        at=now,
    )
    return concern


def _add_to(concern: Concern, worry: Worry, *, by: Actor, now: datetime) -> Concern:
    """Write the worry beside the one that is open: it must be looked into no later than it would be alone."""
    severity = graver(concern.severity, worry.severity)
    assert concern.due_at is not None  # noqa: S101  # an open worry has a due time, by constraint
    soonest = min(concern.due_at, due_at(severity, now))
    move(concern, CONCERN, "note", by=by, now=now, severity=severity, due_at=soonest)
    ConcernNote.objects.create(
        concern=concern, inbound=worry.inbound, text=worry.what, by_id=by.user_id, at=now
    )
    return concern
