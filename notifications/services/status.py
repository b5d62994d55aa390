"""Moving a message along: the only writer of its state, with the trail it leaves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from notifications.gateways.base import Fault, Status, StatusReport
from notifications.machine import MESSAGE
from notifications.models import Message, StatusEvent
from notifications.services.prompts import withdraw
from notifications.topics import topic_named
from people.models import PhoneNumber

RECEIPT_WAIT = timedelta(hours=1)
LOST = frozenset({Message.State.FAILED, Message.State.UNKNOWN})
NEVER_READ = frozenset({Message.State.FAILED, Message.State.EXPIRED, Message.State.CANCELLED})


def advance(
    message: Message,
    event: str,
    *,
    now: datetime,
    owner: str | None = None,
    raw: str = "",
    code: str = "",
    **changes: Any,
) -> bool:
    """Move `message` by `event` if the table allows it from where the row stands; tell whether it moved.

    A conditional update: of two workers, or a worker and a report, one wins and the other changes nothing.
    With `owner`, only as long as that worker has the row in hand. When the message is lost, its topic hears
    of it in the same transaction. `raw` is the gateway's own word, kept in the trail even when nothing moved.
    """
    arrows = [m for m in MESSAGE.moves if m.event == event]
    target = arrows[0].target
    sources = frozenset[str]().union(*(m.sources for m in arrows))
    rows = Message.objects.filter(pk=message.pk, state__in=sources)
    if owner is not None:
        rows = rows.filter(lease_owner=owner)
    changes |= {"lease_owner": "", "lease_until": None}
    if target in MESSAGE.terminal:
        changes["due_at"] = None
    with transaction.atomic():
        moved = bool(rows.update(state=target, **changes))
        if moved or raw:
            StatusEvent.objects.create(message=message, status=raw or target, code=code, at=now)
        if moved:
            _take_over(message, target, changes)
            _follow(message, now)
    return moved


def apply_report(message: Message, report: StatusReport, now: datetime) -> bool:
    """Take in what a gateway reports of `message`; tell whether it changed anything.

    Reports come late, twice and in any order: only a climbing one counts.
    """
    report = _fitting(report)
    trail: dict[str, Any] = {"now": now, "raw": report.raw, "code": report.code}
    if report.provider_id:
        trail["provider_id"] = report.provider_id
    moved = False
    match report.status:
        case Status.DELIVERED:
            moved = _arrived(message, now, trail)
        case Status.FAILED:
            moved = advance(message, "fail", error=report.fault, error_code=report.code, **trail)
            if moved:
                learn_from_fault(message.number, report.fault, now)
        case Status.ACCEPTED | Status.SENT:
            due_at = now + RECEIPT_WAIT
            trail |= {"error": "", "error_code": ""}
            moved = advance(message, "accept", accepted_at=now, due_at=due_at, **trail)
        case None:
            StatusEvent.objects.create(message=message, status=report.raw, code=report.code, at=now)
    if not moved:
        _fill_in(message, report, now)
    return moved


def _fitting(report: StatusReport) -> StatusReport:
    """Return `report` as the tables have room for it: no gateway of good faith needs more."""
    return replace(
        report,
        provider_id=report.provider_id[:80],
        raw=report.raw[:20],
        code=report.code[:20],
    )


def _arrived(message: Message, now: datetime, trail: dict[str, Any]) -> bool:
    number, taken_at = message.number, message.accepted_at or now
    was_refused = message.error == Fault.NUMBER
    trail |= {"error": "", "error_code": "", "delivered_at": now, "accepted_at": taken_at}
    moved = advance(message, "deliver", **trail)
    learn_that_they_arrived([number], now)
    if moved and was_refused:
        taught = PhoneNumber.objects.filter(pk=number.pk, takes_sms=PhoneNumber.TakesSms.NO)
        taught.update(takes_sms=PhoneNumber.TakesSms.YES, verified_at=now)
    return moved


def _fill_in(message: Message, report: StatusReport, now: datetime) -> None:
    """Keep what a report that came too late to move anything tells: the id, and that the text was taken."""
    row = Message.objects.filter(pk=message.pk)
    if report.provider_id:
        row.filter(provider_id="").update(provider_id=report.provider_id)
    if report.status in {Status.ACCEPTED, Status.SENT, Status.DELIVERED}:
        row.filter(accepted_at=None).update(accepted_at=now)


def learn_that_they_arrived(numbers: Iterable[PhoneNumber], now: datetime) -> None:
    """Note that `numbers` take texts, of those of which that was not known."""
    unsure = PhoneNumber.objects.filter(takes_sms=PhoneNumber.TakesSms.UNKNOWN)
    ids = {n.pk for n in numbers if n.takes_sms == PhoneNumber.TakesSms.UNKNOWN}
    if ids:
        unsure.filter(pk__in=ids).update(takes_sms=PhoneNumber.TakesSms.YES, verified_at=now)


def learn_from_fault(number: PhoneNumber, fault: Fault, now: datetime) -> None:
    """Note what a failed text teaches of `number`: the person is phoned from then on."""
    if fault is Fault.NUMBER:
        PhoneNumber.objects.filter(pk=number.pk).update(takes_sms=PhoneNumber.TakesSms.NO)
    if fault is Fault.OPTED_OUT:
        PhoneNumber.objects.filter(pk=number.pk, stopped_at=None).update(stopped_at=now)


def _take_over(message: Message, target: str, changes: dict[str, Any]) -> None:
    message.state = target
    for name, value in changes.items():
        setattr(message, name, value)


def _follow(message: Message, now: datetime) -> None:
    """Close the question of a text that did not reach anybody, and tell its topic when it is lost."""
    if message.state in NEVER_READ:
        withdraw(message, now)
    topic = topic_named(message.topic)
    if message.state in LOST and topic is not None:
        topic.undeliverable(message, now)
