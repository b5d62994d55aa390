"""What answers about requests mean: to the question who can, and to the question how it went."""

from datetime import datetime

from directory.actors import CLOCK
from directory.machine import move
from notifications.models import Message
from notifications.topics import Answer, Outcome
from people.models import Person
from rings.machines import OFFER
from rings.models import Occurrence, Offer
from rings.models import Outcome as Report
from rings.rules.gig_replies import letters_in, minutes_in
from rings.services.attending.abouts import id_of, ids_about
from rings.services.attending.answers import DutyTopic
from rings.services.attending.closing import locked, wait_until
from rings.services.attending.outcomes import record_outcome
from rings.services.climbing.office import alert, hand_to_office
from rings.services.gigs import wording
from rings.services.gigs.claim import Claim, claim, say_no
from rings.services.gigs.texts import OFFERS

SAYS_YES = frozenset({"accept", "done"})
SAYS_NO = frozenset({"decline", "cannot"})
FAILED = frozenset({"no_answer", "cannot", "decline"})
REPLIES = {Claim.TAKEN: "offer_taken", Claim.NOT_NEEDED: "gig_not_needed"}
QUEUED = {Claim.NOT_ELIGIBLE: "not_eligible", Claim.BUSY: "busy_then"}


class GigTopic:
    """Questions who can: the first yes wins, a later one is thanked, a yes to one of two is asked which."""

    name = OFFERS

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether any of the questions in the text is still open."""
        offers = Offer.objects.filter(pk__in=ids_about(message, "offer"), state=Offer.State.OPEN)
        return offers.exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Act on each answer. A yes that does not say to which of two is asked back, never guessed."""
        yes = [answer for answer in answers if answer.intent in SAYS_YES]
        if len(yes) > 1 and not letters_in(yes[0].inbound.body, tuple(wording.LETTERS)):
            if any(_is_open(answer) for answer in yes):
                return _ask_which(yes)
            yes = yes[:1]
        for answer in answers:
            if answer.intent in SAYS_NO:
                say_no(id_of(answer.about), by=answer.by, now=now)
        claims = [_claim(answer, now) for answer in yes]
        return _reply(claims, answers[0].person)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Whoever was not reached has not been asked: do not wait for them."""
        for pk in ids_about(message, "offer"):
            offer = Offer.objects.get(pk=pk)
            occurrence = locked(offer.occurrence_id)
            offer.refresh_from_db(fields=["state"])
            if offer.state != Offer.State.OPEN:
                continue
            move(offer, OFFER, "expire", by=CLOCK, now=now, due_at=None)
            is_waiting = occurrence.offers.filter(state=Offer.State.OPEN).exists()
            if not is_waiting and occurrence.state == Occurrence.State.PLANNED:
                wait_until(occurrence, now)


class ReportTopic(DutyTopic):
    """What the holder says of a request they have: that they cannot, how it went, how long it took."""

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Note what was done and for how long. What did not work out goes to the office, once it has begun."""
        begun = [answer for answer in answers if _has_begun(answer, now)]
        for answer in begun:
            if answer.intent == "done":
                _done(answer, now)
            elif answer.intent in FAILED:
                _failed(answer, now)
        settled = [a for a in begun if a.intent == "done" or a.intent in FAILED]
        rest = [answer for answer in answers if answer not in settled]
        return super().answered(rest, now) if rest else Outcome()


def _is_open(answer: Answer) -> bool:
    return Offer.objects.filter(pk=id_of(answer.about), state=Offer.State.OPEN).exists()


def _ask_which(answers: list[Answer]) -> Outcome:
    """Ask back for those that are still open, each by the letter it had: a yes was for what was read then."""
    ids = [id_of(answer.about) for answer in answers]
    rows = Offer.objects.filter(pk__in=ids, state=Offer.State.OPEN).select_related(
        "occurrence__gig__service_line", "occurrence__receiver__municipality"
    )
    found = {offer.pk: offer.occurrence.gig for offer in rows}
    listed = [found.get(pk) for pk in ids]
    values = wording.which(answers[0].person, listed)
    return Outcome(reply="gig_which", variables=values, keep_open=True)


def _claim(answer: Answer, now: datetime) -> Claim:
    by = answer.by
    return claim(id_of(answer.about), by=by, now=now, answers=answer.inbound)


def _reply(claims: list[Claim], person: Person) -> Outcome:
    """The winner's text is on its way already; who was too late is thanked; the odd cases a person reads."""
    for result in claims:
        if result in QUEUED:
            return Outcome(reply="unclear_received", queue=QUEUED[result])
    lost = next((result for result in claims if result in REPLIES), None)
    if lost and Claim.YOURS not in claims:
        return Outcome(reply=REPLIES[lost], variables={"first_name": person.first_name})
    return Outcome()


def _has_begun(answer: Answer, now: datetime) -> bool:
    occurrence = Occurrence.objects.only("starts_at").get(pk=id_of(answer.about))
    return occurrence.starts_at <= now


def _done(answer: Answer, now: datetime) -> None:
    record_outcome(
        locked(id_of(answer.about)),
        Report.Result.REACHED,
        by=answer.by,
        now=now,
        reported_by=answer.person,
        minutes=minutes_in(answer.inbound.body),
    )


def _failed(answer: Answer, now: datetime) -> None:
    """It did not work out: the office hears of it at once, and what was written is kept."""
    occurrence = locked(id_of(answer.about))
    by = answer.by
    if occurrence.is_open and occurrence.state != Occurrence.State.ESCALATED:
        hand_to_office(occurrence, Occurrence.Because.NO_ANSWER, by=by, now=now)
        alert([occurrence], now)
    record_outcome(occurrence, Report.Result.NO_ANSWER, by=by, now=now, reported_by=answer.person)
