"""The questions that a text may answer: the open ones on its number, and those that ended lately."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from directory.kept import kept
from directory.localtime import local_date
from notifications.choosing import Candidate
from notifications.models import Inbound, Prompt
from notifications.reading import Asked, Reading, read_reply
from notifications.reading.keypad import read_key
from notifications.services.prompts import ITEMS
from notifications.texts import spec
from notifications.timing import noon_after
from notifications.topics import reader_of
from people.models import Person, PhoneNumber

# No question stays open longer.
OPEN_AT_MOST = timedelta(days=90)
# One that has ended may be answered until noon of the day after its hour: see `answerable`.
ENDED_LATELY = timedelta(days=2)
ENDED_BUT_ANSWERABLE = (Prompt.State.ANSWERED, Prompt.State.EXPIRED, Prompt.State.CLOSED)


def prompts_on(e164s: Iterable[str], at: datetime) -> dict[str, list[Prompt]]:
    """Return for each number the questions that were not asked anew, the last asked first."""
    found: defaultdict[str, list[Prompt]] = defaultdict(list)
    for prompt in _last_first(_on(set(e164s), at - ENDED_LATELY, at - OPEN_AT_MOST)):
        found[prompt.number.e164].append(prompt)
    return found


def asked_of(holders: Collection[Person], number: PhoneNumber, at: datetime) -> list[Prompt]:
    """Return the questions on `number` that `holders` were asked, not those before them; the last asked first."""
    people = {person.pk: person for person in holders}
    found = _last_first(_of(list(people), number.pk, at - ENDED_LATELY, at - OPEN_AT_MOST))
    for prompt in found:
        prompt.person, prompt.number = people[prompt.person_id], number
    return found


@kept
def _on(e164s: Collection[str], ended: datetime, opened: datetime) -> QuerySet[Prompt]:
    rows = _asked(ended, opened).filter(number__e164__in=e164s)
    return rows.select_related("person__municipality", "message", "number")


@kept
def _of(people: list[int], number: int, ended: datetime, opened: datetime) -> QuerySet[Prompt]:
    rows = _asked(ended, opened).filter(number=number, person__in=people)
    return rows.select_related("message")


def _asked(ended: datetime, opened: datetime) -> QuerySet[Prompt]:
    """Return the questions opened since `opened` that stand or have ended since `ended`."""
    of_late = Q(slot_at__gte=ended) | Q(slot_at=None, opened_at__gte=ended)
    return Prompt.objects.filter(
        Q(state=Prompt.State.OPEN) | Q(state__in=ENDED_BUT_ANSWERABLE) & of_late,
        opened_at__gte=opened,
    ).order_by()


def _last_first(asked: list[Prompt]) -> list[Prompt]:
    ITEMS.read_for(asked)
    return sorted(asked, key=lambda p: (p.opened_at, p.pk), reverse=True)


def answerable(prompts: Iterable[Prompt], inbound: Inbound) -> list[Prompt]:
    """Return those of `prompts` that `inbound` may answer, the open ones first.

    One that has ended may still be answered, or the answer put right, until noon of the next day.
    """
    earlier = [prompt for prompt in prompts if prompt.opened_at <= inbound.received_at]
    if inbound.channel == Inbound.Channel.KEYPAD:
        # On a call nothing is asked but whether all is well.
        earlier = [prompt for prompt in earlier if prompt.context == "morning_checkin"]
    still_open = [prompt for prompt in earlier if prompt.state == Prompt.State.OPEN]
    ended = [
        prompt
        for prompt in earlier
        if prompt.state in ENDED_BUT_ANSWERABLE
        and inbound.received_at <= noon_after(prompt.slot_at or prompt.opened_at)
    ]
    return still_open + ended


def candidate_of(prompt: Prompt, inbound: Inbound, holders: list[Person]) -> Candidate:
    """Return `prompt` with what `inbound` would mean as its answer."""
    return Candidate(
        prompt_id=prompt.pk,
        person_id=prompt.person_id,
        person_name=prompt.person.first_name,
        is_open=prompt.state == Prompt.State.OPEN,
        opened_at=prompt.opened_at,
        reading=_reading(prompt, inbound, holders),
    )


def _reading(prompt: Prompt, inbound: Inbound, holders: list[Person]) -> Reading:
    if inbound.channel == Inbound.Channel.KEYPAD:
        return read_key(inbound.body)
    return reader_of(prompt.topic)(inbound.body, asked_by(prompt, inbound, holders))


def asked_by(prompt: Prompt, inbound: Inbound, holders: list[Person]) -> Asked:
    """Return what the reader must know of `prompt` to read `inbound` as its answer."""
    return Asked(
        context=_context_at(prompt, inbound),
        before_slot=is_before_slot(prompt, inbound),
        names=tuple(item.name for item in prompt.items.all() if item.name),
        language=prompt.message.language,
        sender_names=tuple(person.first_name for person in holders),
        no_means=spec(prompt.message.template).no_means,
    )


def is_before_slot(prompt: Prompt, inbound: Inbound) -> bool:
    """Tell whether `inbound` came before the hour that `prompt` is about: an "ok" then only acknowledges."""
    return prompt.slot_at is not None and inbound.received_at < prompt.slot_at


def unasked(inbound: Inbound, holders: list[Person]) -> Reading:
    """Return what `inbound` means when nobody asked anything."""
    if inbound.channel == Inbound.Channel.KEYPAD:
        return read_key(inbound.body)
    names = tuple(person.first_name for person in holders)
    language = holders[0].language if holders else "fi"
    return read_reply(inbound.body, Asked("unsolicited", False, (), language, names))


def _context_at(prompt: Prompt, inbound: Inbound) -> str:
    """Return the context of `prompt`; on a later day a reminder is answered in the past tense."""
    if prompt.slot_at is None or prompt.context != "call_reminder":
        return prompt.context
    asked_on = local_date(prompt.slot_at)
    return "next_day" if local_date(inbound.received_at) > asked_on else prompt.context
