"""The end of a pair: why, what becomes of its ring, and who tells the two."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import AuditEntry
from notifications.services import prompts
from people.changes import Change
from people.machine import RESIDENT
from people.models import Person, Resident
from rings.models import Pair
from rings.rules.pairs import needs_farewell, working_day_after
from rings.services.pairs.notes import with_note
from rings.services.pairs.ring import stop_ring
from rings.services.pairs.steps import are_apart, free_days, go, locked_pair
from volunteers.models import Preference, Volunteer
from volunteers.services.preferences import record_wish

Reason = Pair.Reason
# How a service ended (`people.services.residents.END_REASONS`), as the end of a pair.
BECAUSE: dict[str, str] = {
    "died": Reason.DIED,
    "moved": Reason.MOVED,
    "care_home": Reason.MOVED,
    "own_wish": Reason.RESIDENT_NO,
    "not_suitable": Reason.NOT_SUITED,
}
KEEP = "keep"


@transaction.atomic
def end_pair(
    pair: Pair, reason: str, *, ring: str, by: Actor, now: datetime, note: str = ""
) -> Pair:
    """End the pair for `reason` (a `Pair.Reason`), and its ring as `ring` says: "end", "pause" or "keep".

    Whoever knows of the other is told by a person: a step of the owner until somebody says that it is done. Ended
    because of a worry, the two are kept apart from now on.
    """
    pair = locked_pair(pair.pk)
    is_told = needs_farewell(pair.state, (pair.resident_says, pair.volunteer_says))
    due_at = working_day_after(now, 1, free_days(now)) if is_told else None
    changes = with_note(pair, note, local_date(now)) | {"ended_for": reason, "ended_at": now}
    go(pair, "end", by=by, now=now, due_at=due_at, reason=reason, **changes)
    prompts.close_about([pair.about], by=by, now=now)
    if ring != KEEP:
        stop_ring(pair, ring, by=by, now=now)
    if reason == Reason.CONCERN and not are_apart(pair.resident, pair.volunteer):
        record_wish(
            pair.resident,
            pair.volunteer,
            Preference.Kind.APART,
            said_by=Preference.SaidBy.OFFICE,
            by=by,
            now=now,
        )
    return pair


@transaction.atomic
def say_farewell(pair: Pair, note: str, *, by: Actor, now: datetime) -> Pair:
    """Write down that the two have been told and thanked: nothing is left to do."""
    pair = locked_pair(pair.pk)
    changes = with_note(pair, note, local_date(now)) | {"farewell_done_at": now}
    go(pair, "farewell", by=by, now=now, due_at=None, **changes)
    return pair


def follow_change(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """When somebody has died, left or been erased, their pairs end with it.

    The ring of a volunteer who leaves goes on: its turns look for somebody else, for the resident counts on them.
    """
    if change != "ended":
        return
    mine = Q(resident=person) | Q(volunteer=person)
    for pair in Pair.objects.live().filter(mine).order_by("pk"):
        why = _why(pair, person)
        if why:
            goes_on = KEEP if pair.volunteer_id == person.pk else "end"
            end_pair(pair, why, ring=goes_on, by=by, now=now)


def _why(pair: Pair, person: Person) -> str:
    """Return why the pair is over for `person`; nothing when it was their other side that has ended."""
    if person.erased_at:
        return Reason.ERASED
    if pair.resident_id == person.pk:
        ended = Resident.objects.filter(person=person, state=Resident.State.ENDED).first()
        return _ended_because(ended) if ended else ""
    left = Volunteer.objects.filter(person=person, state=Volunteer.State.LEFT)
    return Reason.HEALTH if left.exists() else ""


def _ended_because(resident: Resident) -> str:
    entries = AuditEntry.objects.filter(subject=RESIDENT.name, subject_id=resident.pk, event="end")
    said = entries.order_by("-pk").values_list("reason", flat=True).first()
    return BECAUSE.get(said or "", Reason.FINISHED)
