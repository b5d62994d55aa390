"""Open questions: opening, superseding, closing and expiring them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from directory.actors import CLOCK, Actor
from directory.kept import Hanging, kept, update
from directory.machine import ConcurrentMoveError, move
from notifications.machine import PROMPT
from notifications.models import Message, Prompt, PromptItem
from people.models import Person

ITEMS = Hanging(PromptItem.objects.all(), "prompt")


@dataclass(frozen=True)
class Item:
    """One thing a question is about, with the first name the text uses for it."""

    about: str
    name: str = ""


@dataclass(frozen=True)
class Ask:
    """The question a text asks: its context for the reader, its items, and until when an answer counts.

    `slot_at` is the instant of the slot; an "ok" before it acknowledges, after it reports.
    """

    context: str
    items: tuple[Item, ...]
    closes_at: datetime
    slot_at: datetime | None = None


@dataclass(frozen=True)
class Opening:
    """The question that `message` asks `person`."""

    message: Message
    person: Person
    ask: Ask


def open_all(openings: Sequence[Opening], now: datetime) -> None:
    """Open the questions, at most one a person and topic; an older one of the same is superseded.

    The newer text lists whatever still stands from the older, so a bare "ok" always answers the last text.
    """
    if not openings:
        return
    people = {opening.person.pk for opening in openings}
    # Two workers may write to one person at once; the lock lets the second supersede the first.
    _hold(people)
    _supersede({(o.person.pk, o.message.topic) for o in openings}, now)
    prompts = [_prompt(opening, now) for opening in openings]
    Prompt.objects.bulk_create(prompts)
    PromptItem.objects.bulk_create(
        PromptItem(prompt=prompt, about=item.about, name=item.name)
        for prompt, opening in zip(prompts, openings, strict=True)
        for item in opening.ask.items
    )


@kept
def _hold(people: Collection[int]) -> "QuerySet[Person, tuple[int]]":
    held = Person.objects.select_for_update().filter(pk__in=people)
    return held.order_by("pk").values_list("pk")


def _supersede(asked: set[tuple[int, str]], now: datetime) -> None:
    people, topics = {person for person, _topic in asked}, {topic for _person, topic in asked}
    for prompt in _open_of(people, topics):
        if (prompt.person_id, prompt.topic) in asked:
            with suppress(ConcurrentMoveError):  # answered just now
                move(prompt, PROMPT, "supersede", by=CLOCK, now=now)


@kept
def _open_of(people: Collection[int], topics: Collection[str]) -> QuerySet[Prompt]:
    older = Prompt.objects.filter(person__in=people, topic__in=topics, state=Prompt.State.OPEN)
    return older.order_by()


def _prompt(opening: Opening, now: datetime) -> Prompt:
    message, ask = opening.message, opening.ask
    return Prompt(
        message=message,
        person=opening.person,
        number=message.number,
        topic=message.topic,
        context=ask.context,
        slot_at=ask.slot_at,
        opened_at=now,
        closes_at=ask.closes_at,
    )


def close_about(abouts: Collection[str], *, by: Actor, now: datetime) -> int:
    """Take `abouts` off every open question, because they were settled in another way; return how many closed.

    A question that still has other things to ask stays open, and the one being answered settles itself.
    """
    items = [item for item in _asking(abouts) if item.prompt_id != by.answering]
    if not items:
        return 0
    update(PromptItem, [item.pk for item in items], {"answered_as": "closed"})
    prompts = {item.prompt_id: item.prompt for item in items}
    return sum(_close_if_empty(prompt, by, now) for prompt in prompts.values())


@kept
def _asking(abouts: Collection[str]) -> QuerySet[PromptItem]:
    items = PromptItem.objects.filter(about__in=abouts, answered_as="")
    return items.filter(prompt__state=Prompt.State.OPEN).select_related("prompt").order_by()


def standing(abouts: Collection[str]) -> list[int]:
    """Return the numbers of the questions' items that still ask about any of `abouts`: see `reopen`."""
    asked = PromptItem.objects.filter(about__in=abouts, answered_as="")
    return list(asked.filter(prompt__state=Prompt.State.OPEN).values_list("pk", flat=True))


def reopen(
    item_ids: Collection[int], abouts: Collection[str], *, by: Actor, now: datetime
) -> list[Message]:
    """Ask anew what `close_about` had settled of `abouts`; return the texts that carry those questions.

    A question whose time is over, or that a newer one of the same topic has followed, stays closed.
    """
    items = PromptItem.objects.filter(pk__in=item_ids, about__in=abouts, answered_as="closed")
    prompts = list(Prompt.objects.filter(items__in=items).select_related("message").distinct())
    items.update(answered_as="")
    for prompt in prompts:
        newer = Prompt.objects.filter(
            person=prompt.person_id, topic=prompt.topic, state=Prompt.State.OPEN
        )
        is_shut = prompt.state == Prompt.State.CLOSED and prompt.closes_at > now
        if is_shut and not newer.exists():
            move(prompt, PROMPT, "reopen", by=by, now=now)
    return [prompt.message for prompt in prompts]


def withdraw(message: Message, now: datetime) -> None:
    """Close the question of a text that never reached anybody: no answer can be meant for it."""
    for prompt in Prompt.objects.filter(message=message, state=Prompt.State.OPEN):
        with suppress(ConcurrentMoveError):
            move(prompt, PROMPT, "close", by=CLOCK, now=now, reason="the text did not go")


def _close_if_empty(prompt: Prompt, by: Actor, now: datetime) -> bool:
    """Close `prompt` when nothing of it stands; tell whether it was closed here."""
    if prompt.items.filter(answered_as="").exists():
        return False
    try:
        move(prompt, PROMPT, "close", by=by, now=now, reason="settled in another way")
    except ConcurrentMoveError:
        return False
    return True


def mark_answered(prompt: Prompt, said: Mapping[str, str], *, by: Actor, now: datetime) -> None:
    """Note the intent with which each thing in `said` was answered; when all are, the question is answered."""
    for intent in dict.fromkeys(said.values()):
        abouts = [about for about, meant in said.items() if meant == intent]
        prompt.items.filter(about__in=abouts).update(answered_as=intent)
    if _still_asks(prompt, said):
        return
    if PROMPT.allows(prompt.state, "answer"):
        try:
            move(prompt, PROMPT, "answer", by=by, now=now)
        except ConcurrentMoveError:
            # The topic has closed the question itself while it acted on the answer.
            prompt.refresh_from_db(fields=["state"])
            if PROMPT.allows(prompt.state, "answer"):
                move(prompt, PROMPT, "answer", by=by, now=now)


def _still_asks(prompt: Prompt, said: Mapping[str, str]) -> bool:
    """Tell whether more stands than `said`: the table is asked only when more did as the question was read."""
    left = [i for i in prompt.items.all() if not i.answered_as and i.about not in said]
    return bool(left) and prompt.items.filter(answered_as="").exists()


def expire(now: datetime) -> int:
    """Close the questions whose time for an answer is over; return how many."""
    over = Prompt.objects.filter(state=Prompt.State.OPEN, closes_at__lte=now).order_by()
    done = 0
    for prompt in over:
        try:
            move(prompt, PROMPT, "expire", by=CLOCK, now=now)
            done += 1
        except ConcurrentMoveError:  # an answer came in between
            continue
    return done
