"""The automatic answers: at most one to a text that came in, and none that could start a loop."""

import logging
import re
from datetime import datetime, timedelta
from typing import Any

from directory.localtime import local_time
from directory.models import Municipality, User
from directory.services.offices import office_of
from directory.telephones import mobile
from notifications.models import Inbound, Message
from notifications.services.numbers import bare_number
from notifications.services.outbox import (
    Ask,
    NoTextChannelError,
    Text,
    put,
    put_to_number,
    put_to_staff,
)
from notifications.services.stopping import CONFIRMS
from people.models import Person

log = logging.getLogger(__name__)

WORTH_ANSWERING = timedelta(hours=2)
SAME_LINE_AGAIN = timedelta(hours=12)
MOST_AN_HOUR = 12
ALERT_AGAIN = timedelta(hours=1)
NEUTRAL = frozenset({"unclear_received", "unknown_sender"})
_WRITABLE = re.compile(r"\+\d{8,15}")


def reply(
    inbound: Inbound,
    template: str,
    variables: dict[str, Any] | None,
    *,
    now: datetime,
    ask: Ask | None = None,
    ask_topic: str = "",
) -> Message | None:
    """Answer `inbound` with `template`, unless it was answered; the office's name and telephone are filled in.

    `ask` is the question that the answer asks, of `ask_topic` or else of the topic that `inbound` answers.

    Returns None when nothing may or can be sent: to short codes and names, a second neutral line within 12
    hours or very many answers in one (another machine may be writing), or before any office has been entered.
    """
    office = office_of(inbound.person.municipality if inbound.person else None)
    if office is None or not is_writable(inbound.sender):
        return None
    if template in NEUTRAL and _lately_sent(inbound, template, now):
        return None
    if template != CONFIRMS and _answered_too_often(inbound, now):
        return None
    known = {"office": office.short_name, "help_phone": office.phone}
    if inbound.person:
        known["first_name"] = inbound.person.first_name
    topic = ask_topic or (inbound.prompt.topic if ask and inbound.prompt else "")
    return _put(inbound, Text(template, known | (variables or {})), ask, topic, now)


def is_writable(sender: str) -> bool:
    """Tell whether `sender` is a telephone that one can write to: no short number of a service and no name."""
    return _WRITABLE.fullmatch(sender) is not None


def _put(
    inbound: Inbound, text: Text, ask: Ask | None, topic: str, now: datetime
) -> Message | None:
    purpose = CONFIRMS if text.template == CONFIRMS else "reply"
    about, expires_at = f"inbound:{inbound.pk}", now + WORTH_ANSWERING
    if inbound.automatic_answers.exists():
        return None
    try:
        if inbound.person is None:
            return put_to_number(
                text,
                number=bare_number(inbound.sender),
                language=_language_of(inbound),
                purpose=purpose,
                about=about,
                now=now,
                expires_at=expires_at,
                answers=inbound,
            )
        return put(
            text,
            to=inbound.person,
            topic=topic,
            purpose=purpose,
            about=about,
            now=now,
            expires_at=expires_at,
            ask=ask,
            answers=inbound,
        )
    except NoTextChannelError:
        return None


def _language_of(inbound: Inbound) -> str:
    """Return the language of whoever holds the number, when the text was nobody's in particular."""
    holder = Person.objects.filter(numbers__number__e164=inbound.sender).first()
    return holder.language if holder else "fi"


def _lately_sent(inbound: Inbound, template: str, now: datetime) -> bool:
    sent = Message.objects.filter(number__e164=inbound.sender, template=template)
    return sent.filter(created_at__gt=now - SAME_LINE_AGAIN).exists()


def _answered_too_often(inbound: Inbound, now: datetime) -> bool:
    answers = Message.objects.filter(number__e164=inbound.sender, answers__isnull=False)
    return answers.filter(created_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR


def alert(
    owner: User, inbound: Inbound, municipality: Municipality | None, *, now: datetime
) -> Message | None:
    """Tell `owner` on their own telephone that a worry waits to be read; None when they have given no number.

    Once an hour for each sender, however many texts they write: the alert says how many wait.
    """
    if not mobile(owner.phone):
        log.warning("User %s has no telephone for alerts", owner.pk)
        return None
    office = office_of(municipality)
    if office is None:
        return None
    queued = Inbound.objects.filter(owner=owner, state=Inbound.State.QUEUED, intent="concern")
    worries = list(queued.order_by("received_at", "pk"))
    first = next((worry for worry in worries if worry.sender == inbound.sender), inbound)
    variables = {
        "office": office.short_name,
        "help_phone": office.phone,
        "count": len(worries),
        "time": f"{local_time(inbound.received_at):%H.%M}",
    }
    return put_to_staff(
        Text("coordinator_alert", variables),
        to=owner,
        topic="",
        purpose="worry_alert",
        about=f"inbound:{first.pk}",
        now=now,
        expires_at=now + WORTH_ANSWERING,
        step=1 + int((now - first.received_at) / ALERT_AGAIN),
    )
