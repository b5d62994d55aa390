"""The question and the answer of the reader."""

from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 0.7  # below this a person reads the message


class Intent(StrEnum):
    """What the coordinator should act on first."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    CANNOT = "cannot"
    ACCEPT = "accept"
    DECLINE = "decline"
    HELP = "help"
    STOP = "stop"
    CONCERN = "concern"
    UNCLEAR = "unclear"


# What closes a duty or claims one; the others go to a person anyway.
_CLOSING = frozenset(set(Intent) - {Intent.CONCERN, Intent.HELP, Intent.UNCLEAR})


@dataclass(frozen=True)
class Asked:
    """The prompt a reply answers.

    `context` is a table name of contexts.toml; `names` the first names of the residents the prompt
    listed; `language` the recipient's (fi, sv, en); `sender_names` may stand as a signature.
    `no_means` is what the prompt itself offered for a bare "no" (EI), where it offered one.
    """

    context: str
    before_slot: bool
    names: tuple[str, ...]
    language: str
    sender_names: tuple[str, ...] = ()
    no_means: str = ""


@dataclass(frozen=True)
class NamedReading:
    """What the reply says of one of the named residents."""

    name: str
    intent: Intent
    confidence: float


@dataclass(frozen=True)
class Reading:
    """One reading. `confidence` is 0..1; `names` are the residents the intent is about;
    `parts` is filled when a reply says something of several; `rule` names what decided; `unread` holds
    the words, folded, that nothing explains."""

    intent: Intent
    confidence: float
    names: tuple[str, ...] = ()
    parts: tuple[NamedReading, ...] = ()
    rule: str = ""
    unread: tuple[str, ...] = ()

    @property
    def needs_eyes(self) -> bool:
        """Whether the answer may be acted on but a person is to read the words too."""
        return self.intent in _CLOSING and bool(self.unread)
