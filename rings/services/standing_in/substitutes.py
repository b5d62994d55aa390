"""Stand-ins: asking the others of the ring, and the first yes that wins."""

from datetime import datetime

from django.db import transaction

from directory.actors import CLOCK, Actor
from directory.machine import move
from directory.one_by_one import one_by_one
from notifications.services.numbers import number_for, with_numbers
from people.models import Person
from rings.machines import ASSIGNMENT, OFFER
from rings.models import Assignment, Occurrence, Offer
from rings.rules.steps import STAND_IN
from rings.rules.times import can_stand_in, offer_closes_at
from rings.services.attending.assign import assign
from rings.services.attending.bars import BarBook
from rings.services.attending.closing import locked, wait_until
from rings.services.climbing.ladders import next_step, running
from rings.services.standing_in.stand_ins import candidates, wave_size


def ask_stand_ins(
    occurrence: Occurrence, *, by: Actor, now: datetime, minutes: int, bars: BarBook
) -> list[Offer]:
    """Ask the next wave of those who have not been asked and take texts; return the open offers made.

    The helper stays responsible until one has said yes. With no offer, nothing has changed.
    """
    if not can_stand_in(occurrence.ends_at or occurrence.starts_at, now):
        return []
    holder = occurrence.holder()
    waves = dict(occurrence.offers.order_by().values_list("person_id", "wave"))
    # Whoever had it before and gave it away is not asked again.
    asked = waves.keys() | {duty.person_id for duty in occurrence.assignments.all()}
    possible = candidates(occurrence, bars, but=asked)
    with_numbers(possible)
    able = [p for p in possible if number_for(p)]
    if not able:
        return []
    if holder and holder.state == Assignment.State.HELD:
        move(holder, ASSIGNMENT, "seek", by=by, now=now)
    closes_at = offer_closes_at(now, occurrence.starts_at, minutes)
    wave = 1 + max(waves.values(), default=0)
    offers = Offer.objects.bulk_create(
        Offer(occurrence=occurrence, person=person, wave=wave, asked_at=now, due_at=closes_at)
        for person in able[: wave_size(occurrence)]
    )
    wait_until(occurrence, closes_at)
    return offers


@transaction.atomic
def claim_offer(offer_id: int, *, by: Actor, now: datetime) -> bool:
    """Give the duty to whoever said yes to the offer; return False when somebody was before them.

    Raises `NotEligibleError` when the person may have no duty any more.
    """
    offer = Offer.objects.select_related("person").get(pk=offer_id)
    occurrence = locked(offer.occurrence_id)
    # Read again under the lock: a second yes waits here until the first is done.
    offer.refresh_from_db(fields=["state"])
    if _has_it(occurrence, offer.person_id):
        return True
    if not _is_wanted(occurrence):
        if OFFER.allows(offer.state, "too_late"):
            move(offer, OFFER, "too_late", by=by, now=now, due_at=None, answered_at=now)
        return False
    # Accepted already: given back in between, and wanted after all.
    if offer.state != Offer.State.ACCEPTED:
        move(offer, OFFER, "accept", by=by, now=now, due_at=None, answered_at=now)
    origin = Assignment.Origin.SUBSTITUTE if occurrence.ring_id else Assignment.Origin.OFFER
    assign(occurrence, offer.person, origin=origin, by=by, now=now)
    return True


def _has_it(occurrence: Occurrence, person_id: int) -> bool:
    """Tell whether the duty is this person's for certain."""
    holder = occurrence.holder()
    if holder is None or holder.person_id != person_id:
        return False
    return holder.state == Assignment.State.HELD


def _is_wanted(occurrence: Occurrence) -> bool:
    """Tell whether a stand-in is still looked for: open, and nobody holds it for certain."""
    if not occurrence.is_open or occurrence.state == Occurrence.State.NO_ANSWER:
        return False
    holder = occurrence.holder()
    return holder is None or holder.state == Assignment.State.SEEKING


@transaction.atomic
def decline_offer(offer_id: int, *, by: Actor, now: datetime) -> None:
    """Note the no; when nobody is left to answer, the ladder goes on at once."""
    offer = Offer.objects.select_related("occurrence").get(pk=offer_id)
    occurrence = locked(offer.occurrence_id)
    offer.refresh_from_db(fields=["state"])
    if not OFFER.allows(offer.state, "decline"):
        return
    move(offer, OFFER, "decline", by=by, now=now, due_at=None, answered_at=now)
    _go_on_if_all_answered(occurrence, now)


def _go_on_if_all_answered(occurrence: Occurrence, now: datetime) -> None:
    waiting = occurrence.offers.filter(state=Offer.State.OPEN).exists()
    if waiting or not _is_wanted(occurrence):
        return
    if occurrence.state != Occurrence.State.ESCALATED or _has_another_wave(occurrence):
        wait_until(occurrence, now)


def _has_another_wave(occurrence: Occurrence) -> bool:
    """Tell whether the ladder asks more people although the office has it in hand already."""
    ladder = running(occurrence)
    step = next_step(ladder) if ladder else None
    return step is not None and step.action == STAND_IN


def expire_offers(now: datetime) -> int:
    """Close the offers that nobody has answered in time; a late yes still counts while nobody has it."""
    overdue = Offer.objects.filter(state=Offer.State.OPEN, due_at__lte=now)
    return one_by_one(overdue, lambda offer: _expire(offer, now), "expire offer")


def _expire(offer: Offer, now: datetime) -> bool:
    locked(offer.occurrence_id)
    offer.refresh_from_db(fields=["state"])
    is_open = offer.state == Offer.State.OPEN
    if is_open:
        move(offer, OFFER, "expire", by=CLOCK, now=now, due_at=None)
    return is_open


def open_offers(person: Person, now: datetime) -> list[Offer]:
    """Return what `person` is being asked to take over, in order of the hour."""
    rows = Offer.objects.filter(person=person, state=Offer.State.OPEN)
    return list(
        rows.select_related("occurrence__association", "occurrence__receiver").order_by(
            "occurrence__starts_at", "pk"
        )
    )
