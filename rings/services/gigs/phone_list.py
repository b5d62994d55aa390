"""Ringing round: whom to ring, in order, and what each said."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.db import transaction

from directory.actors import Actor
from directory.machine import move
from directory.scope import Scope
from people.models import Person
from rings.machines import OFFER
from rings.models import Gig, Offer
from rings.rules.gates import phone_order
from rings.services.attending.closing import locked
from rings.services.gigs.candidates import Candidate, candidates, need_of
from rings.services.gigs.claim import Claim, claim, say_no

Said = Literal["yes", "no", "no_reply"]
ASKED_BEFORE = frozenset({"expired", "withdrawn", "declined", "too_late"})


def to_ring(gig: Gig, now: datetime, *, scope: Scope | None = None) -> list[Candidate]:
    """Return whom to ring: without texts first, then unasked, then the silent ones, then those asked too often."""
    found = [each for each in candidates(need_of(gig), now, scope=scope) if each.may_be_rung]
    return sorted(found, key=lambda each: phone_order(each.helper, each.bars))


@transaction.atomic
def record_call(gig: Gig, person: Person, said: Said, *, by: Actor, now: datetime) -> Claim | None:
    """Note what `person` said on the telephone; a yes claims the request, and what became of it is returned.

    The call counts as a question like a text does.
    """
    locked(gig.pk)
    told = replace(by, channel="phone", on_behalf_of=person.pk)
    offer = _question(gig, person, told, now)
    if said == "yes":
        return claim(offer.pk, by=told, now=now)
    if said == "no":
        say_no(offer.pk, by=told, now=now)
    elif offer.state == Offer.State.OPEN:
        move(offer, OFFER, "expire", by=told, now=now, due_at=None)
    return None


def _question(gig: Gig, person: Person, by: Actor, now: datetime) -> Offer:
    """Return the question put to `person`: the one there is, asked anew, or a new one."""
    offer = Offer.objects.filter(occurrence=gig.pk, person=person).first()
    if offer is None:
        return Offer.objects.create(
            occurrence_id=gig.pk, person=person, wave=max(gig.wave, 1), asked_at=now, due_at=now
        )
    if offer.state in ASKED_BEFORE:
        changes = {"asked_at": now, "due_at": now, "answered_at": None}
        move(offer, OFFER, "ask_again", by=by, now=now, **changes)  # type: ignore[arg-type]  # named columns
    return offer
