"""Stand-ins: asking the others of the ring, and the first yes that wins."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects

from directory.actors import CLOCK, Actor
from directory.kept import kept
from directory.moves import Moves, move_all
from directory.one_by_one import together
from people.models import Person
from rings.machines import ASSIGNMENT, OFFER
from rings.models import Assignment, Occurrence, Offer
from rings.rules.steps import STAND_IN, Step
from rings.rules.times import can_stand_in, offer_closes_at
from rings.services.attending.assign import assign_in
from rings.services.attending.bars import BarBook
from rings.services.attending.closing import DUTIES, OFFERS, wait_until
from rings.services.climbing.ladders import next_step, running
from rings.services.standing_in.stand_ins import StandInBook


@dataclass(frozen=True)
class Search:
    """Somebody is looked for who does `occurrence`, and has until the step `after` to say so.

    `step` asks for it, or nothing when the office has it in hand already.
    """

    occurrence: Occurrence
    after: Step
    step: Step | None = None


def ask_stand_ins(
    searches: Iterable[Search], *, moves: Moves, bars: BarBook
) -> Mapping[int, Sequence[Offer]]:
    """For each of `searches` ask the next wave of those who have not been asked and take texts.

    Return the open offers made, by occurrence. The helper stays responsible until one has said yes: that they
    look for another is among `moves`, for the caller to write. With no offer, nothing has changed.
    """
    able = [s for s in searches if can_stand_in(s.occurrence.ends_at, moves.now)]
    if not able:
        return {}
    book = StandInBook([s.occurrence for s in able], bars)
    offers = [offer for search in able for offer in _next_wave(search, book, moves)]
    found: dict[int, list[Offer]] = defaultdict(list)
    for offer in Offer.objects.bulk_create(offers):
        found[offer.occurrence_id].append(offer)
    return found


def _next_wave(search: Search, book: StandInBook, moves: Moves) -> list[Offer]:
    occurrence, now = search.occurrence, moves.now
    people = book.next_wave(occurrence, now)
    holder = occurrence.holder()
    if people and holder and holder.state == Assignment.State.HELD:
        moves.add(holder, ASSIGNMENT, "seek")
    minutes = int(search.after.delay.total_seconds() // 60)
    closes_at = offer_closes_at(now, occurrence.starts_at, minutes)
    wave = 1 + book.last_wave(occurrence)
    return [
        Offer(occurrence=occurrence, person=person, wave=wave, asked_at=now, due_at=closes_at)
        for person in people
    ]


@transaction.atomic
def claim_offer(offer_id: int, *, by: Actor, now: datetime) -> bool:
    """Give the duty to whoever said yes to the offer; return False when somebody was before them.

    Raises `NotEligibleError` when the person may have no duty any more.
    """
    return claim_held(*held_offer(offer_id), by=by, now=now)


def claim_held(occurrence: Occurrence, offer: Offer, *, by: Actor, now: datetime) -> bool:
    """Do what `claim_offer` does with what `held_offer` has returned; whatever is raised, undo it all."""
    moves = Moves(by, now)
    if _has_it(occurrence, offer.person_id):
        return True
    answered = {"due_at": None, "answered_at": now}
    if not _is_wanted(occurrence):
        if OFFER.allows(offer.state, "too_late"):
            moves.add(offer, OFFER, "too_late", answered)
            moves.write()
        return False
    # Accepted already: given back in between, and wanted after all.
    if offer.state != Offer.State.ACCEPTED:
        moves.add(offer, OFFER, "accept", answered)
    origin = Assignment.Origin.SUBSTITUTE if occurrence.ring_id else Assignment.Origin.OFFER
    assign_in(moves, occurrence, offer.person, origin)
    return True


def held_offer(offer_id: int) -> tuple[Occurrence, Offer]:
    """Return the occurrence of an offer, held, and the offer: a second yes waits here until the first is done."""
    held = _held_by_offer(offer_id)
    DUTIES.read_for(held)
    OFFERS.read_for(held)
    for offer in OFFERS.of(held[0]) if held else ():
        if offer.pk == offer_id:
            return held[0], offer
    raise Offer.DoesNotExist(offer_id)


@kept
def _held_by_offer(offer_id: int) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(offers=offer_id).select_related("ring", "receiver")
    return rows.select_for_update(of=("self",)).order_by()


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
    decline_held(*held_offer(offer_id), by=by, now=now)


def decline_held(occurrence: Occurrence, offer: Offer, *, by: Actor, now: datetime) -> None:
    """Do what `decline_offer` does with what `held_offer` has returned."""
    if OFFER.allows(offer.state, "decline"):
        answered = {"due_at": None, "answered_at": now}
        move_all([offer], OFFER, "decline", answered, by=by, now=now)
        _go_on_if_all_answered(occurrence, now)


def _go_on_if_all_answered(occurrence: Occurrence, now: datetime) -> None:
    waiting = any(offer.state == Offer.State.OPEN for offer in occurrence.offers.all())
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
    return together(overdue, lambda offers: _expire(offers, now), "expire offer")


def _expire(offers: Sequence[Offer], now: datetime) -> int:
    """Expire those of `offers` that are still open; return how many. Held as for an answer, which comes first."""
    asked = Occurrence.objects.filter(pk__in={offer.occurrence_id for offer in offers})
    list(asked.select_for_update().order_by("pk").values_list("pk"))
    still = Offer.objects.filter(pk__in=[offer.pk for offer in offers], state=Offer.State.OPEN)
    standing = list(still)
    move_all(standing, OFFER, "expire", {"due_at": None}, by=CLOCK, now=now)
    return len(standing)


def open_offers(new: Mapping[Person, Collection[Offer]]) -> Mapping[int, Sequence[Offer]]:
    """Return what each is being asked to take over, `new` and what stands from before, in order of the hour."""
    made = [o for offers in new.values() for o in offers if o.state == Offer.State.OPEN]
    prefetch_related_objects([offer.occurrence for offer in made], "association", "receiver")
    just_made = {offer.pk for offer in made}
    older = [offer for offer in _open_for(list(new)) if offer.pk not in just_made]
    found: dict[int, list[Offer]] = defaultdict(list)
    for offer in sorted([*older, *made], key=lambda o: (o.occurrence.starts_at, o.pk)):
        found[offer.person_id].append(offer)
    return found


@kept
def _open_for(people: list[Person]) -> QuerySet[Offer]:
    rows = Offer.objects.filter(person__in=people, state=Offer.State.OPEN)
    return rows.select_related("occurrence__association", "occurrence__receiver").order_by()
