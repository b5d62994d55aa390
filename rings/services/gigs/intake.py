"""Requests that come by a team's own link: kept apart from the register until a member of staff has taken them."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from directory.actors import Actor
from directory.calendar import finnish_holidays
from directory.localtime import local_date, local_time
from directory.machine import move
from directory.models import Referrer, User
from directory.one_by_one import one_by_one
from directory.services.offices import owner_for, still_answers
from notifications.services.outbox import NoTextChannelError, Text, put_to_staff
from people.models import Consent, Person
from rings.machines import GIG_REQUEST
from rings.models import Gig, GigRequest
from rings.rules.open_hours import OpenHours, office_hours
from rings.services.attending.daywords import at_hour
from rings.services.gigs.create import Order, create_gig
from rings.services.gigs.duplicates import e164_of
from rings.services.gigs.likely import perhaps, surely
from rings.services.gigs.receivers import as_receiver, new_receiver

__all__ = [
    "perhaps",
    "press_requests",
    "receive_request",
    "refuse_request",
    "surely",
    "take_request",
]

# The office's working time within which somebody looks at a request, and is told of it again.
PATIENCE = timedelta(hours=1)
PERSONAL = ("first_name", "last_name", "phone", "address", "birth_year", "needs", "door_code")
EMPTY: dict[str, Any] = {"first_name": "–", "last_name": "–", "birth_year": None}


@transaction.atomic
def receive_request(referrer: Referrer, fields: Mapping[str, Any], *, now: datetime) -> GigRequest:
    """Keep what a team sent by its link (`fields` as of `GigRequest`), with an owner and a time; alert the owner.

    The municipality is the team's, unless `fields` say another.
    """
    place = fields.get("municipality") or referrer.municipality
    request = GigRequest.objects.create(
        referrer=referrer,
        association=referrer.association,
        owner=owner_for(place, local_date(now)),
        due_at=_working(now).after(now, PATIENCE),
        received_at=now,
        **{**fields, "municipality": place},
    )
    if _working(now).after(now) == now:
        _alert(request, now)
    return request


@transaction.atomic
def take_request(
    request: GigRequest,
    *,
    by: Actor,
    now: datetime,
    receiver: Person | None = None,
    send_at: datetime | None = None,
) -> Gig:
    """Take the request into the register and offer it; whom it is for is `receiver`, else whoever it surely is.

    Without either a new person is written down, with the consent that the team noted. What the request said of
    the person is forgotten here: the register has it. Raises `RefusedError` and `ConcurrentMoveError`.
    """
    move(request, GIG_REQUEST, "take", by=by, now=now, due_at=None)
    person = receiver or surely(request) or _new(request, by, now)
    as_receiver(person, agreed=request.consent, by=by, now=now, channel=Consent.Channel.WRITTEN)
    order = Order(
        receiver=person,
        service_line=request.service_line,
        day=request.day,
        wall_time=request.wall_time,
        minutes=request.minutes,
        association=request.association,
        place=request.place,
        needs=request.needs or "",
        aid=request.aid,
        door_code=request.door_code or "",
        ordered_by=request.ordered_by,
        ordered_phone=request.ordered_phone,
        referrer=request.referrer,
    )
    gig = create_gig(order, by=by, now=now, send_at=send_at)
    request.gig = gig
    _forget(request)
    return gig


@transaction.atomic
def refuse_request(request: GigRequest, reason: str, *, by: Actor, now: datetime) -> None:
    """Close the request untaken, with why; what it said of the person is forgotten. The office rings the team."""
    move(request, GIG_REQUEST, "refuse", by=by, now=now, reason=reason[:80], due_at=None)
    request.reason = reason[:80]
    _forget(request)


def press_requests(now: datetime) -> int:
    """Tell the owner again of every request that nobody has looked at in time; return how many."""
    late = GigRequest.objects.filter(state=GigRequest.State.NEW, due_at__lte=now)
    waiting = late.select_related("owner", "municipality", "association")
    return one_by_one(waiting, lambda request: _press(request, now), "press request")


def _press(request: GigRequest, now: datetime) -> bool:
    day = local_date(now)
    owner: User | None = request.owner
    if owner is None or not still_answers(owner, request.municipality, request.association, day):
        owner = owner_for(request.municipality, day) or owner
    due_at = _working(now).after(now, PATIENCE)
    still_new = GigRequest.objects.filter(pk=request.pk, state=GigRequest.State.NEW)
    is_new = bool(still_new.update(owner=owner, due_at=due_at))
    if is_new:
        request.owner = owner
        _alert(request, now)
    return is_new


def _working(now: datetime) -> OpenHours:
    year = local_date(now).year
    calendar = finnish_holidays([year, year + 1])
    return office_hours(calendar.holidays | calendar.eves)


def _alert(request: GigRequest, now: datetime) -> None:
    """Tell the owner on their own telephone that requests wait: how many, and nothing of whom."""
    if request.owner is None:
        return
    waiting = GigRequest.objects.filter(owner=request.owner, state=GigRequest.State.NEW)
    values = {
        "office": request.association.short_name,
        "help_phone": request.association.phone,
        "count": waiting.count(),
        "time": at_hour(local_time(request.received_at)),
    }
    # One without a telephone for alerts has the page of requests.
    with suppress(NoTextChannelError):
        put_to_staff(
            Text("coordinator_alert", values),
            to=request.owner,
            topic="",
            purpose="request_alert",
            about=f"request:{request.pk}@{now:%Y-%m-%dT%H}",
            now=now,
            expires_at=now + PATIENCE,
        )


def _new(request: GigRequest, by: Actor, now: datetime) -> Person:
    fields = {
        "first_name": request.first_name,
        "last_name": request.last_name,
        "birth_year": request.birth_year,
        "address": request.address or "",
        "municipality": request.municipality,
    }
    number = e164_of(request.phone or "")
    return new_receiver(fields, number, by=by, now=now, channel=Consent.Channel.WRITTEN)


def _forget(request: GigRequest) -> None:
    for name in PERSONAL:
        setattr(request, name, EMPTY.get(name))
    request.save(update_fields=[*PERSONAL, "gig", "reason"])
