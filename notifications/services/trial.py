"""A test text: through the gateway that was chosen, to whoever asked for it, marked as a test."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from directory.actors import Actor
from directory.models import AuditEntry, User
from notifications import texts
from notifications.gateways.base import Fault, Gateway, SendResult
from notifications.machine import MESSAGE
from notifications.models import Message
from notifications.services import breaker
from notifications.services.claims import LEASE, MARGIN, Lease
from notifications.services.numbers import staff_number
from notifications.services.outbox import NoTextChannelError
from notifications.services.routing import note_result
from notifications.services.sending import pace
from notifications.services.sending.calls import Call, make
from notifications.services.sending.recording import is_plain, record_taken
from notifications.services.sending.results import adopt
from notifications.services.settling import leave_open
from notifications.services.sms import sms_of
from notifications.services.status import advance, learn_from_fault
from notifications.services.stopping import is_silenced
from notifications.services.wording import render
from people.models import PhoneNumber

TEST = "test"
# Nobody tries it again: after this it is too late, and what failed is seen to have failed.
LIVES = timedelta(minutes=1)
# So long the network may take.
ARRIVES_IN = timedelta(minutes=10)


class BusyError(Exception):
    """Another text to that telephone is on its way, or the gateway takes no more just now."""


def send_test(user: User, gateway: Gateway, *, by: Actor, now: datetime) -> Message:
    """Hand a test text to `gateway` for `user`, on their telephone for alerts, at once; return it as it stands.

    It is a text like others: a receipt moves it on, and a lost answer is asked for by the clock. Outside any
    transaction. Raises `NoTextChannelError` and `BusyError`.
    """
    number = staff_number(user)
    if number is None or is_silenced(number, TEST):
        raise NoTextChannelError(f"user {user.pk} has no telephone for alerts that takes texts")
    if not pace.take(gateway, 1, now)[0]:
        raise BusyError
    lease = Lease.take()
    message = _draft(user, number, gateway, lease, now)
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            _note(message, by, now)
    except IntegrityError:
        raise BusyError from None
    sms = replace(sms_of(message, now), expires_at=now + ARRIVES_IN)
    answer = make(Call(message, sms, gateway, lease))
    result = answer.result or SendResult(fault=Fault.TEMPORARY)
    breaker.look(has_rows=True)
    note_result(gateway.name, result.fault, now, result.code)
    _record(message, gateway, result, lease, now)
    message.refresh_from_db()
    return message


def _draft(
    user: User, number: PhoneNumber, gateway: Gateway, lease: Lease, now: datetime
) -> Message:
    """Return the unsaved message, in hand already and marked: the sender leaves it alone."""
    words = {"office": "Rinki", "help_phone": settings.HELP_PHONE}
    body = render("test_text", user.language, words)
    return Message(
        purpose=TEST,
        about=f"{TEST}:{now:%Y-%m-%dT%H:%M:%S.%f}",
        number=number,
        template="test_text",
        language=user.language,
        body=body,
        parts=texts.count(body).parts,
        urgent=True,
        state=Message.State.SENDING,
        due_at=now + LEASE + MARGIN,
        expires_at=now + LIVES,
        created_at=now,
        gateway=gateway.name,
        attempts=1,
        lease_owner=lease.owner,
        lease_until=now + LEASE,
    )


def _note(message: Message, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject=MESSAGE.name,
        subject_id=message.pk,
        event=TEST,
        before="",
        after=message.state,
        reason=message.gateway,
        by=by,
        at=now,
    )


def _record(
    message: Message, gateway: Gateway, result: SendResult, lease: Lease, now: datetime
) -> None:
    if is_plain(result):
        with transaction.atomic():
            overtaken = record_taken([(message, result)], lease.owner, now)
        for _message, known in overtaken:
            adopt(message, known, now)
    elif result.fault is Fault.NONE:
        adopt(message, result, now)
    elif result.fault is Fault.AMBIGUOUS:
        leave_open(message, gateway, lease, now)
    else:
        code = result.code[:20]
        why = {"error": result.fault, "error_code": code}
        if advance(message, "fail", now=now, owner=lease.owner, code=code, **why):
            learn_from_fault(message.number, result.fault, now)
