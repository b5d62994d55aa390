"""Offering a request: the next people in turn, or the office when texts will not do."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from people.errors import RefusedError
from people.models import Person
from rings.machines import ASSIGNMENT, OCCURRENCE, OFFER
from rings.models import Assignment, Gig, Occurrence, Offer
from rings.rules.waves import Ask, Next, Wait, next_wave
from rings.services.attending.closing import locked, wait_until
from rings.services.climbing.office import alert, hand_to_office
from rings.services.gigs.candidates import Candidate, candidates, need_of, policy_for
from rings.services.gigs.stage import LOOKING, gig_of, stage
from rings.services.gigs.texts import ask_about

NOT_LOOKING = _("Nobody is looked for any more.")


@transaction.atomic
def send_out(gig: Gig, *, by: Actor, now: datetime) -> list[Offer]:
    """Ask the next people now, whoever is still thinking; return the new questions.

    Nobody is written to at night: then they are asked in the morning. When texts will not do, the office
    has the request at once. Raises `RefusedError` when nobody is looked for.
    """
    occurrence = locked(gig.pk)
    gig = _fresh(gig, occurrence)
    if stage(gig) not in LOOKING:
        raise RefusedError(NOT_LOOKING)
    if occurrence.state == Occurrence.State.ESCALATED:
        changes: dict[str, Any] = {"because": "", "office_owner": None, "due_at": now}
        move(occurrence, OCCURRENCE, "plan_again", by=by, now=now, **changes)
    offers = offer_next(gig, by=by, now=now)
    for offer in offers:
        ask_about(offer.person, [offer], now)
    if occurrence.state == Occurrence.State.ESCALATED:
        alert([occurrence], now)
    return offers


def offer_next(gig: Gig, *, by: Actor, now: datetime) -> list[Offer]:
    """Take the next step for `gig`, of which the occurrence is held: make questions, wait, or ring round.

    Returns the questions made; whoever calls writes the texts, one a person.
    """
    occurrence = gig.occurrence
    found = candidates(need_of(gig), now)
    step = _next(gig, found, now)
    if isinstance(step, Wait):
        wait_until(occurrence, step.until)
        return []
    _let_go(occurrence, by=by, now=now)
    if not isinstance(step, Ask):
        hand_to_office(occurrence, Occurrence.Because.NOBODY, by=by, now=now)
        return []
    people = {each.person.pk: each.person for each in found}
    gig.wave += 1
    gig.save(update_fields=["wave"])
    offers = [_ask(gig, people[pk], step, by=by, now=now) for pk in step.people]
    wait_until(occurrence, step.closes_at)
    return offers


def look_again(occurrence: Occurrence, *, by: Actor, now: datetime) -> list[Offer]:
    """Take the next step of a due occurrence that is a request without anybody; held by the caller."""
    gig = gig_of(occurrence)
    if gig is None:
        return []
    return offer_next(_fresh(gig, occurrence), by=by, now=now)


def _next(gig: Gig, found: Iterable[Candidate], now: datetime) -> Next:
    found = list(found)
    return next_wave(
        [each.person.pk for each in found if each.may_be_asked],
        asked_waves=gig.wave,
        resting=any(each.rests for each in found),
        policy=policy_for(gig.occurrence.association),
        starts_at=gig.occurrence.starts_at,
        now=now,
    )


def _ask(gig: Gig, person: Person, step: Ask, *, by: Actor, now: datetime) -> Offer:
    """Make the question, or put it anew to somebody whom it was taken back from."""
    values: dict[str, Any] = {"wave": gig.wave, "asked_at": now, "due_at": step.closes_at}
    offer = Offer.objects.filter(occurrence=gig.occurrence, person=person).first()
    if offer is None:
        return Offer.objects.create(occurrence=gig.occurrence, person=person, **values)
    move(offer, OFFER, "ask_again", by=by, now=now, answered_at=None, **values)
    return offer


def _let_go(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Whoever cannot do it stays responsible, and is shown as looking for a stand-in."""
    holder = occurrence.holder()
    if holder and holder.state == Assignment.State.HELD:
        move(holder, ASSIGNMENT, "seek", by=by, now=now)


def _fresh(gig: Gig, occurrence: Occurrence) -> Gig:
    """Return `gig` as it stands, with the occurrence that the caller holds."""
    gig.refresh_from_db(fields=["wave"])
    gig.occurrence = occurrence
    return gig
