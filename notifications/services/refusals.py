"""What follows when a gateway surely did not take a text: another gateway, or another time."""

from dataclasses import dataclass, replace
from datetime import datetime

from notifications.gateways.base import Fault
from notifications.models import Message
from notifications.services.in_hand import InHand
from notifications.services.routing import Wait, refusals
from notifications.timing import retry_at


@dataclass(frozen=True)
class Again:
    """When a text is tried again, how many attempts count as used, and who has refused it since it last waited."""

    due_at: datetime
    attempts: int
    refused_by: str = ""


def after_refusal(message: Message, fault: Fault, now: datetime) -> Again | None:
    """Return when `message` is tried again after `fault`, or None when it was tried enough.

    Another gateway that may carry it is tried at once, each once; that uses up no attempt, nor do wrong settings.
    A text whose answer was lost never goes to another gateway. When no answer was, its worker died before the
    call, and nothing is wrong with the gateway: it goes at once.
    """
    if fault is Fault.AMBIGUOUS:
        return _unsent(message, now)
    routes = InHand([message], now).routes
    refused = [*refusals(message), message.gateway]
    others = [n for n in routes.names(message) if n not in refused and routes.works(n)]
    spared = max(message.attempts - 1, 0)
    if others:
        return Again(now, spared, ",".join(refused))
    if fault is Fault.CONFIGURATION:
        way = routes.route(message)
        return Again(way.until if isinstance(way, Wait) else now, spared)
    return _later(message, now)


def _unsent(message: Message, now: datetime) -> Again | None:
    again = _later(message, now)
    if again is None or message.error == Fault.AMBIGUOUS:
        return again
    return replace(again, due_at=now)


def _later(message: Message, now: datetime) -> Again | None:
    due_at = retry_at(now, message.attempts, message.pk)
    return Again(due_at, message.attempts) if due_at else None
