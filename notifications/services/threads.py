"""Conversations as people see them on a phone: what we wrote and what they wrote, in order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from notifications.models import Inbound, Message
from people.models import Person

TONES = {
    Message.State.DELIVERED: "done",
    Message.State.SENT: "done",
    Message.State.ACCEPTED: "waiting",
    Message.State.FAILED: "alarm",
    Message.State.UNKNOWN: "alarm",
    Message.State.EXPIRED: "warning",
}


@dataclass(frozen=True)
class Bubble:
    """One text of a conversation. `is_reply` when they wrote it; `state` in words with its `tone`.

    `pk` is the number of the message or of what came in; `is_hidden`: its words are not for this reader.
    """

    text: str
    at: datetime
    is_reply: bool
    state: str
    tone: str
    pk: int
    is_hidden: bool = False


def thread_of(person: Person, limit: int = 20) -> list[Bubble]:
    """Return the last `limit` texts between the office and `person`, the oldest first."""
    sent = Message.objects.filter(person=person).order_by("-created_at", "-pk")[:limit]
    came = Inbound.objects.filter(person=person).order_by("-received_at", "-pk")[:limit]
    return _in_order([*map(_sent, sent), *map(_came, came)])[-limit:]


def threads_on(
    e164s: Iterable[str], *, limit: int, only_sent: bool = False
) -> dict[str, list[Bubble]]:
    """Return for each number its last `limit` texts, the oldest first, in two queries.

    With `only_sent` as the phone itself shows them: what never reached it is left out.
    """
    numbers = list(e164s)
    bubbles: dict[str, list[Bubble]] = defaultdict(list)
    sent = Message.objects.filter(number__e164__in=numbers).select_related("number")
    if only_sent:
        sent = sent.filter(Q(state=Message.State.DELIVERED) | Q(state=Message.State.SENT))
    for message in sent:
        bubbles[message.number.e164].append(_sent(message))
    for inbound in Inbound.objects.filter(sender__in=numbers):
        bubbles[inbound.sender].append(_came(inbound))
    return {number: _in_order(texts)[-limit:] for number, texts in bubbles.items()}


def _sent(message: Message) -> Bubble:
    at = message.delivered_at or message.accepted_at or message.created_at
    tone = TONES.get(Message.State(message.state), "quiet")
    return Bubble(message.body, at, False, message.get_state_display(), tone, message.pk)


def _came(inbound: Inbound) -> Bubble:
    tone = "warning" if inbound.state == Inbound.State.QUEUED else "quiet"
    state = inbound.get_state_display()
    return Bubble(inbound.body, inbound.received_at, True, state, tone, inbound.pk)


def _in_order(bubbles: list[Bubble]) -> list[Bubble]:
    # An automatic answer may go in the very moment of what it answers: that stands first.
    return sorted(bubbles, key=lambda bubble: (bubble.at, not bubble.is_reply))
