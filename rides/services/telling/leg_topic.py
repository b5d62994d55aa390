"""What riders write of their rides: fine, cancelled, ready to go home, not ready yet, one more comes along."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from directory.localtime import local_date
from notifications.models import Message, Prompt
from notifications.topics import Answer, Outcome
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Leg
from rides.rules.replies import days_in, ways_in
from rides.services.steps import locked_leg
from rides.services.telling import topics, words
from rides.services.telling.back import ready_early, rider_ready
from rides.services.telling.riders import confirm_leg, not_reached
from rides.services.telling.trouble import rider_missing
from rides.services.wishes.cancelling import cancel_leg

NO = frozenset({"decline", "cannot"})
KNOWN = frozenset({Leg.State.TOLD, Leg.State.CONFIRMED})


class LegTopic:
    """One question about all coming rides of a rider; a bare no is about the ride told of last."""

    name = topics.RIDERS

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the rider still has a place in a car by this ride, and no newer text says where."""
        ride = topics.number_in(message.about)
        return topics.is_newest(message) and Leg.objects.seated().filter(request=ride).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Act on one answer to all of it; what is not plain a person reads, and the question stays open."""
        answer = answers[0]
        legs = _legs(answers)
        owner = legs[0].owner_id if legs else None
        if answer.intent == "accept":
            return _fine(legs, answer, now)
        if answer.intent in NO:
            return _cancel(legs, answer, now)
        if answer.intent == "done":
            return _ready(legs, answer, now)
        if answer.intent == "no_answer":
            today = [leg for leg in legs if leg.request.day == local_date(now)]
            rider_missing(today, by=answer.by, now=now)
            return Outcome("help_received", queue="rider_missing", owner_id=owner, keep_open=True)
        if answer.intent == "help":
            because = "brings_more" if answer.inbound.rule == "brings_more" else "help"
            return Outcome(queue=because, owner_id=owner, keep_open=True)
        return Outcome("unclear_received", queue="unclear", owner_id=owner, keep_open=True)

    @transaction.atomic
    def undeliverable(self, message: Message, now: datetime) -> None:
        """Whoever the text has not reached is rung."""
        prompt = Prompt.objects.filter(message=message).first()
        if prompt is None or not topics.is_newest(message):
            return
        ride = Leg.objects.seated().filter(request=topics.number_in(message.about))
        for leg in ride.filter(told_at__lte=message.created_at):
            not_reached(locked_leg(leg.pk), by=topics.SYSTEM, now=now)


def _fine(legs: list[Leg], answer: Answer, now: datetime) -> Outcome:
    for leg in legs:
        if leg.state in KNOWN and _is_ahead(leg, now):
            confirm_leg(leg, by=answer.by, now=now)
    return Outcome()


def _cancel(legs: list[Leg], answer: Answer, now: datetime) -> Outcome:
    """Cancel what is meant: both ways unless one is named, of the ride told last unless a day is named."""
    body = answer.inbound.body
    meant = _meant([leg for leg in legs if _is_ahead(leg, now)], body)
    if len({leg.request_id for leg in meant}) != 1:
        owner = legs[0].owner_id if legs else None
        return Outcome("unclear_received", queue="which_ride", owner_id=owner, keep_open=True)
    named = ways_in(body)
    ways = [leg for leg in meant if leg.direction in named] if len(named) == 1 else meant
    if not ways:
        return Outcome("unclear_received", queue="which_ride", keep_open=True)
    reason = Leg.Reason.ILL if answer.inbound.rule == "ill" else Leg.Reason.NOT_NEEDED
    cancel_leg(ways[0], reason, by=answer.by, now=now, both=len(ways) > 1)
    which = ways[0].direction if len(ways) == 1 and len(meant) > 1 else ""
    text = words.about_ride("ride_cancelled", ways[0].request, which=which)
    return Outcome(text.template, text.variables, keep_open=len(ways) < len(legs))


def _ready(legs: list[Leg], answer: Answer, now: datetime) -> Outcome:
    """Fetch whoever waits for the way home; before the way there "I am ready" only says that all is fine."""
    today = [leg for leg in legs if leg.request.day == local_date(now)]
    waiting = [leg for leg in today if leg.state == Leg.State.ON_CALL and _is_there(leg, now)]
    if not waiting:
        return _early(today, answer, now) or _fine(legs, answer, now)
    try:
        leg = rider_ready(waiting[0], Leg.How.SMS, by=answer.by, now=now)
    except RefusedError:
        return Outcome("unclear_received", queue="not_asked", owner_id=waiting[0].owner_id)
    if leg.state in SEATED:
        return Outcome("ride_fetched", words.fetched(leg), keep_open=True)
    return Outcome("ride_wait", {}, keep_open=True)


def _early(today: list[Leg], answer: Answer, now: datetime) -> Outcome | None:
    """Have somebody see to a rider whose way home is planned for later; None when there is none."""
    back = [leg for leg in today if leg.direction == Leg.Direction.BACK and leg.state in SEATED]
    there = [leg for leg in back if _is_ahead(leg, now) and _is_there(leg, now)]
    if not there:
        return None
    ready_early(there[0], by=answer.by, now=now)
    return Outcome("ride_wait", {}, keep_open=True)


def _legs(answers: list[Answer]) -> list[Leg]:
    """Return the open ways asked about as they stand now, held for the running transaction."""
    legs = [locked_leg(topics.number_in(answer.about)) for answer in answers]
    return sorted((leg for leg in legs if leg.is_open), key=lambda leg: (leg.request.day, leg.pk))


def _meant(legs: list[Leg], body: str) -> list[Leg]:
    named = days_in(body, {leg.request.day for leg in legs})
    if named:
        return [leg for leg in legs if leg.request.day in named]
    newest = max((leg.told_at for leg in legs if leg.told_at), default=None)
    told = {leg.request_id for leg in legs if leg.told_at == newest}
    return [leg for leg in legs if leg.request_id in told]


def _is_ahead(leg: Leg, now: datetime) -> bool:
    """Tell whether the rider has not been fetched yet by the hours planned."""
    return leg.pickup_at is None or leg.pickup_at > now


def _is_there(leg: Leg, now: datetime) -> bool:
    """Tell whether the way there of the same ride has begun, by the hours planned."""
    there: Iterable[Leg] = leg.request.legs.filter(direction=Leg.Direction.OUT)
    return any(not _is_ahead(each, now) or each.state == Leg.State.DONE for each in there)
