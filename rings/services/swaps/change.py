"""The swap itself: both turns change hands in one step, if both still stand as they were."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from notifications.services.outbox import NoTextChannelError, Text, put
from people.errors import RefusedError
from people.models import Person
from rings.eligibility import NotEligibleError, duty_blockers
from rings.machines import SWAP
from rings.models import Assignment, Occurrence, Swap
from rings.services.attending.assign import assign
from rings.services.attending.closing import locked

TOPIC = "swaps"
GONE = _("One of the turns has changed meanwhile. Look at both again.")
AWAY = _("Is away.")
TOLD_WITHIN = timedelta(hours=12)


def lock(*turns: Assignment) -> None:
    """Hold the occurrences of `turns`, always in the same order, and read both turns as they stand now."""
    for pk in sorted(turn.occurrence_id for turn in turns):
        locked(pk)
    for turn in turns:
        turn.refresh_from_db(fields=["state"])
        turn.occurrence.refresh_from_db(fields=["state", "starts_at", "ends_at"])


def can_change(turn: Assignment, now: datetime) -> bool:
    """Tell whether `turn` is still its holder's, open and to come."""
    occurrence = turn.occurrence
    return turn.is_live and occurrence.is_open and occurrence.starts_at > now


def check(given: Assignment, wanted: Assignment, now: datetime) -> None:
    """Raise `RefusedError` when a turn has changed, `NotEligibleError` when one may not have the other's."""
    is_same = given.person_id == wanted.person_id
    if is_same or not (can_change(given, now) and can_change(wanted, now)):
        raise RefusedError(GONE)
    for turn, person in ((given, wanted.person), (wanted, given.person)):
        reasons = _reasons(turn.occurrence, person)
        if reasons:
            raise NotEligibleError(reasons)


def change(swap: Swap, *, by: Actor, now: datetime) -> None:
    """Give each of the two the other's turn; both occurrences are held by the caller."""
    taker, giver = swap.wanted.person, swap.given.person
    move(swap, SWAP, "agree", by=by, now=now, due_at=None, answered_at=now)
    origin = Assignment.Origin.SUBSTITUTE
    assign(swap.given.occurrence, taker, origin=origin, by=by, now=now)
    assign(swap.wanted.occurrence, giver, origin=origin, by=by, now=now)


def tell(swap: Swap, person: Person, text: Text, now: datetime) -> None:
    """Tell one of the two how it came out; whoever takes no texts was told by telephone."""
    with suppress(NoTextChannelError):
        put(
            text,
            to=person,
            topic=TOPIC,
            purpose="swap_result",
            about=swap.about,
            now=now,
            expires_at=now + TOLD_WITHIN,
        )


def _reasons(occurrence: Occurrence, person: Person) -> list[Promise]:
    day, receiver_id = occurrence.nominal_date, occurrence.receiver_id
    found = duty_blockers(person, day, topology=occurrence.topology, receiver_id=receiver_id)
    if Person.objects.filter(pk=person.pk).away_on(day).exists():
        return [*found, AWAY]
    return found
