"""Texts that did not arrive: which, sending one again, and having somebody phoned instead."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor, staff
from directory.localtime import instant, local_date
from directory.models import AuditEntry
from notifications.machine import MESSAGE
from notifications.models import Message, PhoneInstead, Prompt
from notifications.rules.undelivered import STATES, may_go_again
from notifications.services.numbers import number_for
from notifications.services.prompts import Ask, Item, Opening, open_all
from notifications.services.trial import TEST
from notifications.topics import topic_named
from people.models import PhoneNumber

SHOWN_FOR = timedelta(days=14)


class NotAgainError(Exception):
    """The text is not sent again; `reason` says why in a sentence."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


MAY_HAVE_GONE = _("This text may have gone, or its words no longer hold. Please phone.")
NO_NUMBER = _("This person has no number that takes texts. Please phone.")
NEWER = _("A newer text has gone already.")
NOT_WANTED = _("This text is no longer needed: the matter has been settled in another way.")


def undelivered(now: datetime) -> QuerySet[Message]:
    """Return the texts of the last 14 days that did not arrive, newest first; `went_again`: a newer one stands.

    Tests that somebody sent to themselves are not among them.
    """
    lost = _lost().filter(created_at__gt=now - SHOWN_FOR)
    return lost.annotate(went_again=Exists(_later(OuterRef))).order_by("-created_at", "-pk")


def _lost() -> QuerySet[Message]:
    """Return all that did not arrive, said by what they are not: so the index on time leads to those of late."""
    others = [state for state in Message.State.values if state not in STATES]
    return Message.objects.exclude(state__in=others).exclude(purpose=TEST)


def unsettled(now: datetime) -> list[int]:
    """Return the numbers of those that wait for a call, and of those of today with which nothing has been done.

    One statement, which begins with few rows however many texts there are: Today asks it every minute.
    """
    to_phone = PhoneInstead.objects.filter(done_at=None, asked_at__gt=now - SHOWN_FOR)
    minded = to_phone.order_by().values_list("message_id", flat=True)
    unminded = unminded_today(now).order_by().values_list("pk", flat=True)
    return list(minded.union(unminded))


def unminded_today(now: datetime) -> QuerySet[Message]:
    """Return those of today with which nothing has been done, the oldest first."""
    unminded = _lost().filter(~Exists(_later(OuterRef)), phone_instead=None)
    return unminded.filter(created_at__gte=_morning(now)).order_by("pk")


def _morning(now: datetime) -> datetime:
    return instant(local_date(now), time(0))


def _later(column: type[OuterRef]) -> QuerySet[Message]:
    return Message.objects.filter(
        purpose=column("purpose"),
        about=column("about"),
        person=column("person"),
        step__gt=column("step"),
    )


def send_again(message: Message, *, by: Actor, now: datetime) -> Message:
    """Write the text of `message` anew as the next of its purpose, with what it still asks; return the new one.

    Raises `NotAgainError`. The old one stays as it is: what has ended never moves back.
    """
    if not may_go_again(message.state, message.created_at, now) or not message.body:
        raise NotAgainError(MAY_HAVE_GONE)
    number = number_for(message.person) if message.person else None
    if number is None:
        raise NotAgainError(NO_NUMBER)
    try:
        with transaction.atomic():
            return _written_anew(message, number, by, now)
    except IntegrityError:  # somebody else was first
        raise NotAgainError(NEWER) from None


def send_each_again(lost: Iterable[Message], *, user_id: int, now: datetime) -> int:
    """Send again each of `lost` for which that is possible, each whole or not at all; return how many go."""
    going = 0
    for message in lost:
        with suppress(NotAgainError):
            send_again(message, by=staff(user_id, on_behalf_of=message.person_id), now=now)
            going += 1
    return going


def _written_anew(message: Message, number: PhoneNumber, by: Actor, now: datetime) -> Message:
    fresh = _copy(message, number, now)
    fresh.save(force_insert=True)
    _ask_anew(message, fresh, now)
    topic = topic_named(fresh.topic)
    if topic is not None and not topic.still_wanted(fresh, now):
        raise NotAgainError(NOT_WANTED)
    _note(message, "again", fresh.state, by, now)
    return fresh


def _copy(message: Message, number: PhoneNumber, now: datetime) -> Message:
    same = Message.objects.filter(
        purpose=message.purpose, about=message.about, person=message.person
    )
    newest = same.aggregate(newest=Max("step"))["newest"]
    if newest > message.step:
        raise NotAgainError(NEWER)
    kept = ("topic", "purpose", "about", "person", "template", "language", "body", "parts")
    also = ("two_way", "urgent", "can_wait", "answers")
    return Message(
        **{name: getattr(message, name) for name in kept + also},
        number=number,
        step=newest + 1,
        due_at=now,
        created_at=now,
        expires_at=now + (message.expires_at - message.created_at),
    )


def _ask_anew(message: Message, fresh: Message, now: datetime) -> None:
    """Open the question that `message` asked, of what nobody has answered yet."""
    prompt = Prompt.objects.filter(message=message).first()
    if prompt is None or message.person is None:
        return
    newer = Prompt.objects.filter(
        person=prompt.person_id, topic=prompt.topic, state=Prompt.State.OPEN
    )
    if newer.exists():
        raise NotAgainError(NEWER)
    items = tuple(Item(i.about, i.name) for i in prompt.items.filter(answered_as=""))
    if not items or prompt.closes_at <= now:
        raise NotAgainError(NOT_WANTED)
    ask = Ask(prompt.context, items, prompt.closes_at, prompt.slot_at)
    open_all([Opening(fresh, message.person, ask)], now)


def phone_instead(message: Message, *, by: Actor, now: datetime) -> bool:
    """Put `message` on Today for somebody to phone, and let its topic go on without it; False when it is there.

    Nothing happens to a text that is not lost.
    """
    if message.state not in STATES:
        return False
    with transaction.atomic():
        _row, made = PhoneInstead.objects.get_or_create(
            message=message, defaults={"asked_by_id": by.user_id, "asked_at": now}
        )
        if made:
            _note(message, "phone", message.state, by, now)
            topic = topic_named(message.topic)
            if topic is not None:
                topic.undeliverable(message, now)
    return made


def phoned(message: Message, *, by: Actor, now: datetime) -> bool:
    """Note that somebody has been phoned in place of `message`, whether that was on Today or not.

    False when it was noted before, or the text is not lost.
    """
    phone_instead(message, by=by, now=now)
    waiting = PhoneInstead.objects.filter(message=message, done_at=None)
    with transaction.atomic():
        done = bool(waiting.update(done_by=by.user_id, done_at=now))
        if done:
            _note(message, "phoned", message.state, by, now)
    return done


def _note(message: Message, event: str, after: str, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject=MESSAGE.name,
        subject_id=message.pk,
        event=event,
        before=message.state,
        after=after,
        reason="",
        by=by,
        at=now,
    )
