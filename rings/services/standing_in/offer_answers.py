"""What answers to stand-in offers mean, and whether what the office was told still stands."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from directory.actors import CLOCK
from directory.kept import kept
from notifications.models import Message
from notifications.topics import Answer, Outcome
from people.models import Person
from rings.eligibility import NotEligibleError
from rings.models import Occurrence, Offer
from rings.models import Outcome as Report
from rings.services.attending import wording
from rings.services.attending.abouts import id_of, ids_about
from rings.services.attending.outcomes import record_held
from rings.services.attending.remind import OFFERS
from rings.services.attending.sought import cannot_received, is_sought_for
from rings.services.climbing.office import TOPIC as OFFICE
from rings.services.standing_in.substitutes import (
    claim_held,
    decline_held,
    decline_offer,
    held_offer,
)

REPORTS = {"done": Report.Result.REACHED, "no_answer": Report.Result.NO_ANSWER}
SAYS_NO = frozenset({"decline", "cannot"})
SAYS_YES = frozenset({"accept", "done"})


class OfferTopic:
    """Questions whether one can stand in: the first yes wins, a later one is thanked."""

    name = OFFERS

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether any of the offers in the text is still open."""
        return bool(_open_among(ids_about(message, "offer")))

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Act on each answer; one reply says what the person now has, or that it is taken."""
        won: list[Occurrence] = []
        given_back: list[Occurrence] = []
        lost = False
        for answer in answers:
            occurrence, offer = held_offer(id_of(answer.about))
            if answer.intent in SAYS_NO:
                _say_no(occurrence, offer, answer, now)
                if is_sought_for(answer.person, occurrence):
                    given_back.append(occurrence)
            elif _holds(occurrence, offer) and answer.intent in REPORTS:
                _report(occurrence, answer, now)
            elif answer.intent in SAYS_YES:
                if _claim(occurrence, offer, answer, now):
                    won.append(occurrence)
                else:
                    lost = True
        if given_back and not won:
            return cannot_received(answers[0].person, given_back)
        return _reply(won, lost=lost, person=answers[0].person, now=now)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Whoever was not reached has not been asked: do not wait for them."""
        for pk in ids_about(message, "offer"):
            decline_offer(pk, by=CLOCK, now=now)


@kept
def _open_among(ids: list[int]) -> "QuerySet[Offer, int]":
    return Offer.objects.filter(pk__in=ids, state=Offer.State.OPEN).values_list("pk", flat=True)


class OfficeTopic:
    """Alerts to the coordinator's own telephone: no question, so no answer."""

    name = OFFICE

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the office still has it in hand."""
        pk = id_of(message.about.partition("@")[0])
        return Occurrence.objects.filter(pk=pk, state=Occurrence.State.ESCALATED).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Nothing was asked."""
        return Outcome(queue="not_asked")

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The Today page shows it all the same, and the next alert comes within the hour."""


def _reply(won: list[Occurrence], *, lost: bool, person: Person, now: datetime) -> Outcome:
    """Thank for what is still to come. What is due now needs none: its reminder follows within a minute."""
    later = [o for o in won if o.starts_at > now]
    if later:
        return Outcome(reply="substitute_confirmed", variables=wording.confirmed(person, later))
    if lost and not won:
        return Outcome(reply="offer_taken", variables={"first_name": person.first_name})
    return Outcome()


def _holds(occurrence: Occurrence, offer: Offer) -> bool:
    """Tell whether the duty is this person's already: then "ok" reports how it went."""
    holder = occurrence.holder()
    return holder is not None and holder.person_id == offer.person_id


def _claim(occurrence: Occurrence, offer: Offer, answer: Answer, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return claim_held(occurrence, offer, by=answer.by, now=now)
    except NotEligibleError:
        return False


def _say_no(occurrence: Occurrence, offer: Offer, answer: Answer, now: datetime) -> None:
    """A no before anything was taken declines; after a yes it gives the duty back."""
    by = answer.by
    if _holds(occurrence, offer):
        record_held(occurrence, Report.Result.CANNOT, by=by, now=now, reported_by=answer.person)
    else:
        decline_held(occurrence, offer, by=by, now=now)


def _report(occurrence: Occurrence, answer: Answer, now: datetime) -> None:
    result = REPORTS[answer.intent]
    record_held(occurrence, result, by=answer.by, now=now, reported_by=answer.person)
