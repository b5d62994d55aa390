"""Yes and no to a request, by text, by link or by telephone: the first yes has it."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from directory.actors import Actor
from notifications.models import Inbound
from notifications.services.outbox import NoTextChannelError
from people.models import Person
from rings.eligibility import NotEligibleError
from rings.models import Assignment, Gig, Occurrence, Offer, Outcome
from rings.services.attending.assign import assign
from rings.services.attending.closing import locked
from rings.services.attending.outcomes import record_outcome
from rings.services.busy.conflicts import conflicts, slot_of
from rings.services.gigs.stage import Stage, stage_of
from rings.services.gigs.texts import tell_holder, tell_requester
from rings.services.standing_in.substitutes import claim_offer, decline_offer


class Claim(StrEnum):
    """What became of a yes."""

    YOURS = "yours"
    TAKEN = "taken"
    NOT_NEEDED = "not_needed"
    NOT_ELIGIBLE = "not_eligible"
    BUSY = "busy"


@transaction.atomic
def claim(offer_id: int, *, by: Actor, now: datetime, answers: Inbound | None = None) -> Claim:
    """Give the request to whoever says yes to the offer, if nobody was before them.

    The winner gets the name, the address and the number by text, the requester hears that somebody was found,
    and nobody else hears anything. `answers`: the text that said yes. The same yes twice is one.
    """
    offer = Offer.objects.select_related("person").get(pk=offer_id)
    # Held first: of two yes at one moment the second waits here until the first is done.
    occurrence = locked(offer.occurrence_id)
    holder = occurrence.holder()
    is_free = holder is None or holder.state == Assignment.State.SEEKING
    if occurrence.is_open and is_free and _is_busy(occurrence, offer.person_id):
        return Claim.BUSY
    try:
        won = claim_offer(offer_id, by=by, now=now)
    except NotEligibleError:
        return Claim.NOT_ELIGIBLE
    if not won:
        return _why_lost(occurrence)
    if is_free:
        _tell(occurrence.pk, offer.person, now, answers)
    return Claim.YOURS


@transaction.atomic
def say_no(offer_id: int, *, by: Actor, now: datetime) -> None:
    """Note a no. From whoever has the request already, it gives it back and others are asked."""
    offer = Offer.objects.select_related("person").get(pk=offer_id)
    gig = _held_gig(offer.occurrence_id)
    if _has(gig, offer.person_id):
        record_outcome(
            gig.occurrence, Outcome.Result.CANNOT, by=by, now=now, reported_by=offer.person
        )
    else:
        decline_offer(offer_id, by=by, now=now)


@transaction.atomic
def give(gig: Gig, person: Person, *, by: Actor, now: datetime) -> bool:
    """Make `person` responsible, as a coordinator has agreed with them; whoever had it before is released.

    Returns False when the person takes no texts: tell them the name and the address on the telephone.
    Raises `NotEligibleError` and `directory.machine.IllegalMoveError`.
    """
    held = _held_gig(gig.pk)
    assign(held.occurrence, person, origin=Assignment.Origin.MANUAL, by=by, now=now)
    return _tell(held.pk, person, now)


def _held_gig(occurrence_id: int) -> Gig:
    """Return the request, its occurrence held for the running transaction."""
    held = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    rows = Gig.objects.select_related(
        "service_line",
        "occurrence__ring",
        "occurrence__association",
        "occurrence__receiver__municipality",
    )
    return rows.get(pk=held.pk)


def _has(gig: Gig, person_id: int) -> bool:
    live = gig.occurrence.assignments.filter(person=person_id, state=Assignment.State.HELD)
    return live.exists()


def _is_busy(occurrence: Occurrence, person_id: int) -> bool:
    """Tell whether the person has taken another duty of that hour since they were asked."""
    return bool(conflicts([person_id], slot_of(occurrence), but=[occurrence.pk]))


def _why_lost(occurrence: Occurrence) -> Claim:
    """Somebody else was first, unless nobody is to come at all."""
    ended = {Stage.CANCELLED, Stage.UNMET}
    return Claim.NOT_NEEDED if stage_of(occurrence) in ended else Claim.TAKEN


def _tell(gig_id: int, person: Person, now: datetime, answers: Inbound | None = None) -> bool:
    """Tell the new holder all, and the requester that somebody was found; False when the holder takes no texts."""
    gig = _held_gig(gig_id)
    tell_requester("gig_found", gig, now)
    try:
        tell_holder("gig_yours", person, gig, now, answers=answers)
    except NoTextChannelError:
        return False
    return True
