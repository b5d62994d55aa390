"""The telephones of everybody outside the office: reads what arrived, answers when it is time."""

import heapq
from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import count
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet

from backend.rehearsal.people import Asked, Question, Reply, Rung
from directory.kept import kept
from directory.localtime import local_date
from notifications.gateways.base import InboundSms
from notifications.models import Message, Prompt, PromptItem
from notifications.services import inbound
from rings.models import Occurrence, Offer

GATEWAY = "demo"
STAND_IN, SIGN_IN = "substitute_offer", "morning_checkin"
WHICH_ONE = "which_one"
# One-off requests: whoever plays them answers for their people.
REQUESTS = "gigs"
DELIVERED = "delivered"
# What of a text and of its question is looked at.
_OF_PROMPT = ("message", "person", "topic", "context", "slot_at")
_READ = (
    "template",
    "language",
    "number__e164",
    *(f"prompt__{name}" for name in _OF_PROMPT),
    *(f"answers__prompt__{name}" for name in _OF_PROMPT),
)
Item = tuple[str, int, int]
Rows = list[tuple[str, Occurrence]]


class Answers(Protocol):
    """Who decides what people write."""

    def answer(self, asked: Asked) -> Reply | None:
        """Return what comes back, or None when nothing does."""
        ...


class Town:
    """Holds the answers on their way. Knows nothing that the texts did not say."""

    def __init__(self, people: Answers) -> None:
        self.people = people
        self._on_the_way: list[tuple[datetime, int, Reply]] = []
        self._answered: set[tuple[int, Item]] = set()
        self._numbers = count(1)
        self._read_until = 0

    @property
    def next_at(self) -> datetime | None:
        """Return when the next answer comes in, or None when none is on its way."""
        return self._on_the_way[0][0] if self._on_the_way else None

    def deliver(self, now: datetime) -> None:
        """Hand in what has come by `now`, twice where the gateway does."""
        while self._on_the_way and self._on_the_way[0][0] <= now:
            _, number, reply = heapq.heappop(self._on_the_way)
            sms = InboundSms(f"rehearsal-{number}", reply.sender, "", reply.body)
            for _copy in range(reply.copies):
                inbound.receive(GATEWAY, sms, now)

    def read(self, now: datetime) -> None:
        """Read the questions that have arrived since it last looked, and think of answers."""
        messages = _questions(self._read_until)
        if not messages:
            return
        self._read_until = max(message.arrival for message in messages)
        prompts = {m.pk: prompt for m in messages if (prompt := _prompt_of(m))}
        standing = _standing(prompts.values())
        for message in messages:
            prompt = prompts.get(message.pk)
            asked = prompt and self._asked(message, prompt, standing[prompt.pk], now)
            reply = asked and self.people.answer(asked)
            if reply:
                heapq.heappush(self._on_the_way, (reply.at, next(self._numbers), reply))

    def _asked(self, message: Message, prompt: Prompt, rows: Rows, now: datetime) -> Asked | None:
        """Return the question as the person sees it, or None when it says nothing new to them."""
        if prompt.topic.startswith(REQUESTS):
            return None
        question = _question(prompt, now, is_which=message.template == WHICH_ONE)
        fresh = {(prompt.person_id, (question, row.pk, row.tries)) for _, row in rows}
        if fresh <= self._answered:
            return None
        self._answered |= fresh
        return Asked(
            person_id=prompt.person_id,
            number=message.number.e164,
            language=message.language,
            question=question,
            residents=tuple(Rung(row.receiver_id, name, row.tries) for name, row in rows),
            day=_day(rows, now),
            at=now,
        )


@kept
def _questions(read_until: int) -> QuerySet[Any]:
    """Return the questions that arrived since, each with its `arrival`; "who of them?" after a "no" is one."""
    asks = Q(prompt__state=Prompt.State.OPEN) | Q(template=WHICH_ONE)
    arrived = Message.objects.filter(asks, events__pk__gt=read_until, events__status=DELIVERED)
    wide = arrived.select_related("number", "prompt", "answers__prompt").only(*_READ)
    return wide.annotate(arrival=F("events__pk")).order_by("pk")


def _prompt_of(message: Message) -> Prompt | None:
    if message.template == WHICH_ONE:
        return message.answers.prompt if message.answers else None
    return message.prompt


def _standing(prompts: Collection[Prompt]) -> dict[int, Rows]:
    """Return by question what it is still about, with the names it used: duties, or duties on offer."""
    names: dict[int, dict[str, str]] = {prompt.pk: {} for prompt in prompts}
    for item in _items(list(names)):
        names[item.prompt_id][item.about] = item.name
    abouts = {about for some in names.values() for about in some}
    found = {offer.about: offer.occurrence for offer in _offers(_numbers(abouts, "offer"))}
    found |= {row.about: row for row in _duties(_numbers(abouts, "occurrence"))}
    return {
        pk: [(name, found[about]) for about, name in some.items() if about in found]
        for pk, some in names.items()
    }


@kept
def _items(prompts: list[int]) -> QuerySet[PromptItem]:
    return PromptItem.objects.filter(prompt__in=prompts, answered_as="").order_by("pk")


@kept
def _offers(ids: list[int]) -> QuerySet[Offer]:
    return Offer.objects.filter(pk__in=ids).select_related("occurrence").order_by()


@kept
def _duties(ids: list[int]) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(pk__in=ids).order_by()


def _numbers(abouts: Iterable[str], kind: str) -> list[int]:
    """Return the numbers of those of `abouts` that are of `kind`: "occurrence:12" is number 12."""
    parts = (about.partition(":") for about in abouts)
    return [int(number) for found, _, number in parts if found == kind]


def _question(prompt: Prompt, now: datetime, *, is_which: bool) -> Question:
    if is_which:
        return "which"
    if prompt.context == STAND_IN:
        return "stand_in"
    if prompt.context == SIGN_IN:
        return "sign_in"
    return "before" if prompt.slot_at and prompt.slot_at > now else "report"


def _day(rows: Rows, now: datetime) -> date:
    return max((row.nominal_date for _, row in rows), default=local_date(now))
