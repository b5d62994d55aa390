"""The texts that wait for a person: putting one there, closing it with one click, asking again."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from directory.actors import CLOCK, Actor
from directory.kept import kept, update
from directory.localtime import local_date
from directory.machine import move
from directory.models import Municipality
from directory.one_by_one import one_by_one
from directory.services.offices import owner_for
from notifications.machine import INBOUND
from notifications.models import Inbound, Prompt
from notifications.reading import Intent, Reading
from notifications.services import handling
from notifications.services.replying import alert, reply
from notifications.services.stopping import stop
from notifications.topics import announce_concern

WORRY_DUE = timedelta(minutes=10)
DUE = timedelta(minutes=30)
READ = ("intent", "confidence", "rule", "prompt", "person")


def what_was_read(inbound: Inbound) -> dict[str, Any]:
    """Return what `inbound` was read as, to be written with its move."""
    return {name: getattr(inbound, name) for name in READ}


def enqueue(inbound: Inbound, because: str, *, now: datetime, owner_id: int | None = None) -> None:
    """Hand `inbound` to a person: an owner and a time by which it must be read, sooner for a worry."""
    municipality = _municipality_of(inbound)
    owner = None if owner_id else owner_for(municipality, local_date(now))
    move(
        inbound,
        INBOUND,
        "queue",
        by=CLOCK,
        now=now,
        reason=because,
        due_at=now + _patience(inbound),
        owner_id=owner_id or (owner.pk if owner else None),
        queued_because=because[:40],
        **what_was_read(inbound),
    )
    if inbound.intent == Inbound.Intent.CONCERN and inbound.owner:
        alert(inbound.owner, inbound, municipality, now=now)


def close(
    inbound: Inbound,
    *,
    by: Actor,
    now: datetime,
    intent: str = "",
    prompt: Prompt | None = None,
) -> None:
    """Close `inbound` as seen by a person. With `intent`, act on it as if the text had said so.

    `prompt` says which question it answers, when that was not clear. The reading first made stays beside the
    corrected one. Raises `IllegalMoveError` or `ConcurrentMoveError` when somebody closed it first.
    """
    with transaction.atomic():
        changes: dict[str, Any] = {"closed_by_id": by.user_id, "closed_at": now, "due_at": None}
        if intent:
            changes["corrected_intent"] = intent
        if prompt is not None:
            changes |= {"prompt": prompt, "person_id": prompt.person_id}
        move(inbound, INBOUND, "close", by=by, now=now, reason=intent, **changes)
        if intent == Inbound.Intent.STOP:
            stop(inbound.sender, now)
        if intent and inbound.prompt:
            corrected = Reading(Intent(intent), 1.0, rule="corrected")
            outcome = handling.act(inbound, inbound.prompt, corrected, now=now)
            if intent == Inbound.Intent.CONCERN:
                announce_concern(inbound, now)
            if outcome.reply:
                reply(inbound, outcome.reply, outcome.variables, now=now, ask=outcome.ask)


def rearm(now: datetime) -> int:
    """Make what nobody has read in time due again, and alert of a worry once an hour; return how many."""
    waiting = _late(now)
    plain = {inbound.pk for inbound in waiting if _needs_but_time(inbound)}
    done = update(Inbound, plain, {"due_at": now + DUE}, state=Inbound.State.QUEUED)
    others = [inbound for inbound in waiting if inbound.pk not in plain]
    return done + one_by_one(others, lambda inbound: _rearm(inbound, now), "rearm inbound")


@kept
def _late(now: datetime) -> QuerySet[Inbound]:
    late = Inbound.objects.filter(state=Inbound.State.QUEUED, due_at__lte=now)
    return late.select_related("owner", "person__municipality").order_by()


def _needs_but_time(inbound: Inbound) -> bool:
    """Tell whether `inbound` waits on as it is, as most do: with its owner, and without an alert."""
    owner = inbound.owner
    return owner is not None and owner.is_active and inbound.intent != Inbound.Intent.CONCERN


def _rearm(inbound: Inbound, now: datetime) -> bool:
    owner, place = inbound.owner, _municipality_of(inbound)
    if owner is None or not owner.is_active:
        owner = owner_for(place, local_date(now))
    still = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.QUEUED)
    # Whoever has closed it meanwhile is not told of it again.
    is_waiting = bool(still.update(due_at=now + _patience(inbound), owner=owner))
    if is_waiting and owner and inbound.intent == Inbound.Intent.CONCERN:
        alert(owner, inbound, place, now=now)
    return is_waiting


def _patience(inbound: Inbound) -> timedelta:
    return WORRY_DUE if inbound.intent == Inbound.Intent.CONCERN else DUE


def _municipality_of(inbound: Inbound) -> Municipality | None:
    return inbound.person.municipality if inbound.person else None
