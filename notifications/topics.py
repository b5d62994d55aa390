"""The registry by which the upper apps hear of answers: they register a `Topic` in `AppConfig.ready`.

This app knows no ring. It asks the topic whether a text is still wanted right before it is sent, and hands it
what the answer was taken to mean.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from directory.actors import Actor
from directory.actors import person as by_person
from notifications.models import Inbound, Message, Prompt
from notifications.reading import Asked, Reading, read_reply
from notifications.services.prompts import Ask
from people.models import Person


@dataclass(frozen=True)
class Answer:
    """What one reply means for one thing: `about` is the key that the prompt item carried."""

    about: str
    intent: str
    inbound: Inbound
    prompt: Prompt
    person: Person

    @property
    def by(self) -> Actor:
        """Return who acts by this answer."""
        return by_person(self.person.pk, answering=self.prompt.pk)


@dataclass(frozen=True)
class Outcome:
    """What the topic did with the answers.

    `reply` names the template of the one automatic answer (with `variables`), or is empty. `queue` says
    why a person must look as well (a short code, at most 40 characters), or is empty; `owner_id` is that
    person, if the topic knows better than "a coordinator of the municipality". `ask` is the question that
    the reply asks, if it asks one, and `ask_topic` the topic of it, if not that of the question answered.
    `keep_open` leaves the question standing: the answer settled nothing yet ("who of the two?").
    """

    reply: str = ""
    variables: dict[str, Any] | None = None
    ask: Ask | None = None
    ask_topic: str = ""
    queue: str = ""
    owner_id: int | None = None
    keep_open: bool = False


class Topic(Protocol):
    """What an upper app offers for the prompts and messages that it sends."""

    name: str

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether `message` still makes sense: asked right before it is handed to a gateway."""
        ...

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Act on the answers of one reply, in the transaction that marks the inbound handled."""
        ...

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Hear that `message` failed for good, or that nobody can say whether it went.

        May come twice for one message: first "nobody can say", later "it failed".
        """
        ...


@dataclass(frozen=True)
class Standing:
    """A question to `person` that stands without a text: read in `context`; `hear` acts on its intent."""

    person: Person
    context: str
    hear: Callable[[Inbound, str, datetime], Outcome]


StandingFinder = Callable[[list[Person], datetime], Standing | None]
ConcernHandler = Callable[[Inbound, datetime], object]

Reader = Callable[[str, Asked], Reading]

_topics: dict[str, Topic] = {}
_readers: dict[str, Reader] = {}
_concern_handlers: list[ConcernHandler] = []
_finders: list[StandingFinder] = []


def register(topic: Topic) -> None:
    """Make `topic` known; called once from an `AppConfig.ready`."""
    _topics[topic.name] = topic


def register_reader(topic: str, reader: Reader) -> None:
    """Have answers to `topic` read by `reader`: it knows words that only this question gives a meaning to."""
    _readers[topic] = reader


def reader_of(topic: str) -> Reader:
    """Return what reads the answers to `topic`: its own reader, else the common one."""
    return _readers.get(topic, read_reply)


def topic_named(name: str) -> Topic | None:
    """Return the topic of that name, or None when its app is not installed."""
    return _topics.get(name)


def on_concern(handler: ConcernHandler) -> None:
    """Have `handler` told of every text that is read as a worry, in the transaction that reads it."""
    _concern_handlers.append(handler)


def announce_concern(inbound: Inbound, now: datetime) -> None:
    """Tell every handler that `inbound` is a worry, as read by Rinki or as corrected by a person."""
    for handler in _concern_handlers:
        handler(inbound, now)


def on_unasked(finder: StandingFinder) -> None:
    """Have `finder` asked which question stands for the holders of a number when no text has asked any."""
    _finders.append(finder)


def standing_question(holders: list[Person], at: datetime) -> Standing | None:
    """Return the one question that stands for any of `holders`; None when there is none, or several."""
    found = [question for finder in _finders if (question := finder(holders, at))]
    return found[0] if len(found) == 1 else None
