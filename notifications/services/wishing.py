"""Whether a text wishes for something of its own, instead of answering what was asked."""

from notifications.choosing import Choice
from notifications.models import Inbound
from notifications.reading import Intent
from notifications.services.candidates import unasked
from notifications.wishes import Wish, wish_in
from people.models import Person

# Whatever else such a text says comes first.
FIRST = frozenset({Intent.CONCERN, Intent.STOP})


def wished_in(inbound: Inbound, choice: Choice, holders: list[Person]) -> Wish | None:
    """Return what `inbound` wishes for, unless it is a worry, a key pressed, or wants no more messages."""
    if inbound.channel == Inbound.Channel.KEYPAD:
        return None
    wish = wish_in(inbound.body, inbound.received_at)
    if wish is None or (choice.candidate and choice.candidate.reading.intent in FIRST):
        return None
    return None if unasked(inbound, holders).intent in FIRST else wish
