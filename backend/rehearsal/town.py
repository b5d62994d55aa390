"""The telephones of everybody outside the office: reads what arrived, answers when it is time."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count
from typing import Protocol

from backend.rehearsal.people import Asked, Question, Reply, Rung
from directory.localtime import local_date
from notifications.gateways.base import InboundSms
from notifications.models import Prompt, PromptItem
from notifications.services import inbound
from rings.models import Occurrence

GATEWAY = "demo"
ARRIVED = ("accepted", "delivered")
STAND_IN, SIGN_IN = "substitute_offer", "morning_checkin"
Item = tuple[str, int, int]


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

    def read(self, since: datetime, now: datetime) -> None:
        """Read the questions that arrived after `since` and by `now`, and think of answers."""
        for prompt in _arrived(since, now):
            asked = self._asked(prompt, now)
            reply = asked and self.people.answer(asked)
            if reply:
                heapq.heappush(self._on_the_way, (reply.at, next(self._numbers), reply))

    def _asked(self, prompt: Prompt, now: datetime) -> Asked | None:
        """Return the question as the person sees it, or None when it says nothing new to them."""
        rows = list(_occurrences(prompt))
        question = _question(prompt, now)
        fresh = {(prompt.person_id, (question, row.pk, row.tries)) for _, row in rows}
        if fresh <= self._answered:
            return None
        self._answered |= fresh
        return Asked(
            person_id=prompt.person_id,
            number=prompt.number.e164,
            language=prompt.message.language,
            question=question,
            residents=tuple(Rung(row.receiver_id, name, row.tries) for name, row in rows),
            day=_day(rows, now),
            at=now,
        )


def _arrived(since: datetime, now: datetime) -> Iterable[Prompt]:
    prompts = Prompt.objects.filter(
        state=Prompt.State.OPEN,
        message__state__in=ARRIVED,
        message__accepted_at__gt=since,
        message__accepted_at__lte=now,
    )
    return prompts.select_related("message", "number").prefetch_related("items").order_by("pk")


def _occurrences(prompt: Prompt) -> Iterator[tuple[str, Occurrence]]:
    names: dict[int, str] = {
        _number(item): item.name for item in prompt.items.all() if not item.answered_as
    }
    for row in Occurrence.objects.filter(pk__in=names).order_by("pk"):
        yield names[row.pk], row


def _number(item: PromptItem) -> int:
    """Return which occurrence "occurrence:12" is."""
    return int(item.about.rpartition(":")[2])


def _question(prompt: Prompt, now: datetime) -> Question:
    if prompt.context == STAND_IN:
        return "stand_in"
    if prompt.context == SIGN_IN:
        return "sign_in"
    return "before" if prompt.slot_at and prompt.slot_at > now else "report"


def _day(rows: list[tuple[str, Occurrence]], now: datetime) -> date:
    return max((row.nominal_date for _, row in rows), default=local_date(now))
