"""What comes in: stored first, word for word; read and acted on after, once, whoever does it."""

import logging
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from directory.actors import CLOCK
from directory.kept import kept
from directory.machine import move
from directory.models.audit import one_trail
from notifications.choosing import Choice, choose, is_sure
from notifications.gateways.base import InboundSms
from notifications.machine import INBOUND
from notifications.models import Inbound, Prompt
from notifications.reading import Intent, Reading
from notifications.rules.opting import asks_to_start, asks_to_stop
from notifications.services import handling
from notifications.services.candidates import answerable, asked_of, candidate_of, unasked
from notifications.services.queue import enqueue, what_was_read
from notifications.services.replying import is_writable, reply
from notifications.services.standing import Heard, standing_for
from notifications.services.stopping import CONFIRMS, start_again, stop
from notifications.services.wishing import wished_in
from notifications.topics import Outcome, announce_concern
from notifications.wishes import Wish
from people.models import Person, PersonNumber, PhoneNumber

log = logging.getLogger(__name__)

# These a person sees however the rest reads.
QUEUED_ANYWAY = {"concern": "concern", "help": "help", "stop": "stop"}
OWN_REPLIES = {"concern": "concern_received", "help": "help_received"}


def receive(
    gateway: str, sms: InboundSms, now: datetime, channel: str = Inbound.Channel.SMS
) -> Inbound:
    """Store `sms`, or a key pressed on a call, once.

    The same provider's id again returns the first, also when both come at the same moment.
    """
    inbound = Inbound(
        gateway=gateway,
        provider_id=sms.provider_id,
        sender=sms.sender[:20],
        recipient=sms.recipient[:20],
        # PostgreSQL keeps no such character, and nobody writes one.
        body=sms.body.replace("\x00", ""),
        channel=channel,
        stopped_by_carrier=sms.stopped_by_carrier,
        received_at=now,
        due_at=now,
    )
    # Written without looking first: a second copy is rare, and the table itself refuses it.
    try:
        with transaction.atomic():
            inbound.save(force_insert=True)
    except IntegrityError:
        return Inbound.objects.get(gateway=gateway, provider_id=sms.provider_id)
    return inbound


def process_new(now: datetime) -> int:
    """Read every stored text that has not been read; return how many. One that cannot be goes to a person.

    What comes in meanwhile is read too: nobody is called for a text that finds an older one unread (`waking`).
    """
    read: set[int] = set()
    while waiting := {pk: at for pk, at in _unread() if pk not in read}:
        for pk, received_at in waiting.items():
            process_safely(pk, max(now, received_at))
        read.update(waiting)
    return len(read)


@kept
def _unread() -> "QuerySet[Inbound, tuple[int, datetime]]":
    return Inbound.objects.filter(state=Inbound.State.NEW).values_list("pk", "received_at")


def process_safely(inbound_id: int, now: datetime) -> None:
    """Read one stored text; an error of ours must not keep it from being seen."""
    try:
        process(inbound_id, now)
    except Exception:
        log.exception("Could not act on inbound %s", inbound_id)
        with transaction.atomic():
            inbound = Inbound.objects.select_for_update().get(pk=inbound_id)
            if inbound.state == Inbound.State.NEW:
                enqueue(inbound, "error", now=now)


@one_trail()
def process(inbound_id: int, now: datetime) -> Inbound:
    """Read one stored text and act on it in one transaction; one that was read already is left alone."""
    (inbound,) = _held(inbound_id)
    if inbound.state != Inbound.State.NEW:
        return inbound
    if inbound.stopped_by_carrier and is_writable(inbound.sender):
        stop(inbound.sender, now)
    elif asks_to_start(inbound.body) and start_again(inbound, now=now):
        _finish(inbound, Outcome("start_confirmed", queue="start"), now)
        return inbound
    number, holders = _who_has(inbound.sender)
    if number is None:
        _from_a_stranger(inbound, now)
    else:
        _from_somebody(inbound, number, holders, now)
    return inbound


@kept
def _held(inbound_id: int) -> QuerySet[Inbound]:
    return Inbound.objects.select_for_update().filter(pk=inbound_id).order_by()


def _who_has(e164: str) -> tuple[PhoneNumber | None, list[Person]]:
    """Return the number and everybody who has it by name, or None when nobody has."""
    held = _held_by_name(e164)
    people = sorted((row.person for row in held), key=lambda p: (p.last_name, p.first_name, p.pk))
    return (held[0].number if held else None), people


@kept
def _held_by_name(e164: str) -> QuerySet[PersonNumber]:
    rows = PersonNumber.objects.filter(number__e164=e164)
    return rows.select_related("number", "person__municipality").order_by()


def _from_a_stranger(inbound: Inbound, now: datetime) -> None:
    """A text from a number that is nobody's: one neutral line, and a person looks."""
    reading = _to_stop(inbound) or unasked(inbound, [])
    _note(inbound, reading)
    if reading.intent is Intent.STOP and is_sure(reading) and is_writable(inbound.sender):
        _finish(inbound, _stopped(inbound, now), now)
        return
    _finish(inbound, Outcome(reply="unknown_sender", queue="unknown_sender"), now)


def _from_somebody(
    inbound: Inbound, number: PhoneNumber, holders: list[Person], now: datetime
) -> None:
    asked = asked_of(holders, number, inbound.received_at)
    prompts = {prompt.pk: prompt for prompt in answerable(asked, inbound)}
    choice = choose([candidate_of(p, inbound, holders) for p in prompts.values()], inbound.body)
    prompt = prompts[choice.candidate.prompt_id] if choice.candidate else None
    to_stop = _to_stop(inbound)
    if to_stop is None and _is_heard_unasked(inbound, prompt, choice, holders, now):
        return
    read = choice.candidate.reading if choice.candidate else unasked(inbound, holders)
    reading = to_stop or read
    inbound.prompt = prompt
    if prompt or len(holders) == 1:
        inbound.person = prompt.person if prompt else holders[0]
    _note(inbound, reading)
    if reading.intent is Intent.STOP and is_sure(reading):
        heard = handling.act(inbound, prompt, reading, now=now) if prompt else Outcome()
        _finish(inbound, replace(_stopped(inbound, now), owner_id=heard.owner_id), now)
    else:
        _finish(inbound, _outcome(inbound, prompt, reading, choice, now), now)


def _to_stop(inbound: Inbound) -> Reading | None:
    """Return the reading of a text that is a word to stop, whatever else it might have answered."""
    return Reading(Intent.STOP, 1.0, rule="stop_word") if asks_to_stop(inbound.body) else None


def _stopped(inbound: Inbound, now: datetime) -> Outcome:
    """Stop the number; a second stop is not confirmed."""
    return Outcome(CONFIRMS if stop(inbound.sender, now) else "", queue="stop")


def _is_heard_unasked(
    inbound: Inbound,
    prompt: Prompt | None,
    choice: Choice,
    holders: list[Person],
    now: datetime,
) -> bool:
    """Act on a text that wishes for something new, or answers what was not asked yet; tell whether it was one."""
    wish = wished_in(inbound, choice, holders)
    if wish is not None:
        _take_for_wish(inbound, wish, holders, now)
        return True
    standing = standing_for(prompt, choice, inbound, holders)
    if standing is not None:
        _hear_unasked(inbound, standing, prompt, now)
    return standing is not None


def _take_for_wish(inbound: Inbound, wish: Wish, holders: list[Person], now: datetime) -> None:
    """Acknowledge a text that wishes for something new; what had been asked stays asked."""
    if len(holders) == 1:
        inbound.person = holders[0]
    _note(inbound, Reading(Intent.HELP, 1.0, rule=wish.code))
    _finish(inbound, Outcome(reply=wish.reply, queue=wish.code), now)


def _hear_unasked(inbound: Inbound, standing: Heard, prompt: Prompt | None, now: datetime) -> None:
    """Act on a text that says of itself what would have been asked; it may answer an older question too."""
    inbound.person, inbound.prompt = standing.question.person, prompt
    _note(inbound, standing.reading)
    outcome = standing.question.hear(inbound, standing.reading.intent, now)
    if prompt is not None and prompt.state == Prompt.State.OPEN:
        handling.act(inbound, prompt, standing.reading, now=now)
    if standing.reading.needs_eyes and not outcome.queue:
        outcome = replace(outcome, queue="unread_words")
    _finish(inbound, outcome, now)


def _outcome(
    inbound: Inbound, prompt: Prompt | None, reading: Reading, choice: Choice, now: datetime
) -> Outcome:
    """Return what is to follow: from the topic when it is sure what was answered, else a person looks."""
    if choice.doubt:
        return Outcome(reply="unclear_received", queue=choice.doubt)
    if not is_sure(reading):
        return Outcome(reply="unclear_received", queue="unclear")
    if prompt is None:
        return Outcome(reply="unclear_received", queue="not_asked")
    outcome = handling.act(inbound, prompt, reading, now=now)
    if reading.needs_eyes and not outcome.queue:
        return replace(outcome, queue="unread_words")
    return outcome


def _note(inbound: Inbound, reading: Reading) -> None:
    """Keep what the text was read as; it is written with the text's own move."""
    inbound.intent = reading.intent
    inbound.confidence = reading.confidence
    inbound.rule = reading.rule[:60]


def _finish(inbound: Inbound, outcome: Outcome, now: datetime) -> None:
    """Answer the text and hand it to a person, or mark it handled."""
    because = outcome.queue or QUEUED_ANYWAY.get(inbound.intent, "")
    if inbound.stopped_by_carrier:
        because = because or "stop"
    if because:
        enqueue(inbound, because, now=now, owner_id=outcome.owner_id)
    else:
        move(inbound, INBOUND, "handle", by=CLOCK, now=now, due_at=None, **what_was_read(inbound))
    if inbound.intent == Intent.CONCERN:
        announce_concern(inbound, now)
    if inbound.channel == Inbound.Channel.KEYPAD or inbound.stopped_by_carrier:
        return  # who presses a key is answered on the telephone; a carrier that stops lets nothing through
    template = outcome.reply
    if inbound.person and template in {"", "unclear_received"}:
        template = OWN_REPLIES.get(inbound.intent, template)
    if template:
        reply(
            inbound,
            template,
            outcome.variables,
            now=now,
            ask=outcome.ask,
            ask_topic=outcome.ask_topic,
        )
