"""How everything stood before it was called off, written down so that it can stand so again."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from directory.actors import Actor
from directory.machine import move
from notifications.services import prompts
from notifications.services.taking_back import send_after_all
from rings.machines import ASSIGNMENT, ESCALATION, OCCURRENCE, OFFER, UNDO
from rings.models import Assignment, BulkCancel, Escalation, Occurrence, Offer, Ring

Memory = dict[str, Any]


def remember(occurrences: Iterable[Occurrence]) -> Memory:
    """Return, as JSON, how `occurrences` and all that hangs on them stand; five queries for all."""
    listed = list(occurrences)
    ids = [o.pk for o in listed]
    duties = Assignment.objects.filter(occurrence__in=ids, state__in=Assignment.LIVE)
    offers = Offer.objects.filter(occurrence__in=ids, state=Offer.State.OPEN)
    ladders = Escalation.objects.filter(occurrence__in=ids, state=Escalation.State.RUNNING)
    return {
        "occurrences": {str(o.pk): _standing(o) for o in listed},
        "duties": {str(pk): state for pk, state in duties.values_list("pk", "state")},
        "offers": {str(pk): _text(at) for pk, at in offers.values_list("pk", "due_at")},
        "ladders": list(ladders.values_list("pk", flat=True)),
        "questions": prompts.standing([o.about for o in listed]),
    }


def put_back(bulk: BulkCancel, *, by: Actor, now: datetime) -> int:
    """Let all that `bulk` called off stand as it stood; return how many occurrences.

    What belongs to a ring that was stopped meanwhile stays cancelled.
    """
    memory: Memory = bulk.before
    rows = _occurrences(bulk, memory, by, now)
    ids = [row.pk for row in rows]
    put_back_duties(memory["duties"], ids, by=by, now=now)
    for offer in _cancelled(Offer, memory["offers"], ids, Offer.State.WITHDRAWN):
        due_at = parse_datetime(memory["offers"][str(offer.pk)])
        move(offer, OFFER, f"{UNDO}open", by=by, now=now, due_at=due_at)
    for ladder in _cancelled(Escalation, memory["ladders"], ids, Escalation.State.ENDED):
        move(ladder, ESCALATION, f"{UNDO}running", by=by, now=now, ended_at=None)
    abouts = [row.about for row in rows]
    texts = prompts.reopen(memory["questions"], abouts, by=by, now=now)
    send_after_all(texts, now=now)
    return len(rows)


def put_back_duties(
    duties: dict[str, str], occurrence_ids: Collection[int], *, by: Actor, now: datetime
) -> None:
    """Make those responsible again who were: `duties` is each assignment's number with its state."""
    for duty in _cancelled(Assignment, duties, occurrence_ids, Assignment.State.CANCELLED):
        move(duty, ASSIGNMENT, f"{UNDO}{duties[str(duty.pk)]}", by=by, now=now, ended_at=None)


def _occurrences(bulk: BulkCancel, memory: Memory, by: Actor, now: datetime) -> list[Occurrence]:
    rows = list(called_off_by(bulk).select_for_update(of=("self",)))
    for row in rows:
        was = dict(memory["occurrences"][str(row.pk)])
        event = UNDO + was.pop("state")
        was["due_at"] = parse_datetime(was["due_at"])
        move(row, OCCURRENCE, event, by=by, now=now, closed_at=None, **was)
    forget(rows)
    return rows


def called_off_by(bulk: BulkCancel) -> QuerySet[Occurrence]:
    """Return what `bulk` called off in rings that still run, and nobody has planned again since."""
    rows = bulk.occurrences.filter(
        state=Occurrence.State.CANCELLED, ring__state=Ring.State.PUBLISHED
    )
    return rows.select_related("ring").order_by("starts_at", "pk")


def forget(rows: Iterable[Occurrence]) -> None:
    """Take the mark of having been called off from `rows`."""
    ids = [row.pk for row in rows]
    Occurrence.objects.filter(pk__in=ids).update(reason="", bulk_cancel=None)


def _standing(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "state": occurrence.state,
        "due_at": _text(occurrence.due_at),
        "because": occurrence.because,
        "office_owner_id": occurrence.office_owner_id,
    }


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _cancelled(
    model: type[Assignment | Offer | Escalation],
    ids: Iterable[str | int],
    occurrence_ids: Collection[int],
    state: str,
) -> Iterable[Any]:
    """Return those of `ids` that hang on what is put back and still stand as the calling-off left them."""
    rows = model._default_manager.filter(pk__in=[int(pk) for pk in ids], state=state)
    return rows.filter(occurrence__in=occurrence_ids).order_by("pk")
