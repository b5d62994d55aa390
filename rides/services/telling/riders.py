"""The rider's side: who fetches them and when, told by text or telephone, and what they say to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q

from directory.actors import Actor
from directory.localtime import instant, local_date
from directory.models import AuditEntry
from notifications.services.numbers import number_for
from notifications.services.outbox import Ask, Item, put
from notifications.timing import quiet_until
from rides.machines import LEG, SEATED
from rides.models import Leg, RideRequest
from rides.services.steps import NOTHING_TOLD, go_leg
from rides.services.telling import topics, words
from rides.services.telling.standing import change_for_rider, is_promised
from rides.services.telling.topics import as_office

# Nearer than this a text alone will not do: somebody rings as well.
TOO_NEAR = timedelta(hours=3)


@dataclass
class Heard:
    """The ways of which riders were told, and those to be told by telephone."""

    told: list[Leg] = field(default_factory=list)
    to_ring: list[Leg] = field(default_factory=list)


def tell_riders(legs: Iterable[Leg], *, by: Actor, now: datetime) -> Heard:
    """Tell the riders of promised `legs` what they do not know yet."""
    rides: dict[RideRequest, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.state in SEATED and leg.run is not None and is_promised(leg.run):
            rides[leg.request].append(leg)
    heard = Heard()
    for ride, ways in rides.items():
        news = [leg for leg in ways if change_for_rider(leg)]
        for leg in ways:
            if leg not in news and leg.state == Leg.State.PLANNED:
                _as_before(leg, by, now)
        if news:
            _tell(ride, news, heard, by, now)
    return heard


def told_now(leg: Leg, how: str, *, by: Actor, now: datetime) -> None:
    """Note that the rider has just been told how `leg` stands, or that it has no car yet; `how`: a `Leg.How`."""
    event = "tell" if leg.state in SEATED else "due"
    go_leg(leg, event, by=as_office(by), now=now, **_told(leg, how, by, now))


def confirm_leg(leg: Leg, *, by: Actor, now: datetime) -> bool:
    """Take the rider's yes to what they were told; return False when it has been planned anew since."""
    if not LEG.allows(leg.state, "confirm"):
        return False
    go_leg(leg, "confirm", by=by, now=now)
    return True


def not_reached(leg: Leg, *, by: Actor, now: datetime) -> None:
    """The text has not arrived: nothing is told, and somebody rings."""
    if leg.state in SEATED and leg.told_how == Leg.How.SMS:
        go_leg(leg, "plan", by=by, now=now, reason="text lost", reminded_at=now, **NOTHING_TOLD)


def _tell(ride: RideRequest, news: list[Leg], heard: Heard, by: Actor, now: datetime) -> None:
    """Tell of `news`, ways of one ride; what is near is said on the telephone as well."""
    office = as_office(by)
    if number_for(ride.rider) is None:
        heard.to_ring += news
        for leg in news:
            go_leg(leg, "due", by=office, now=now, reminded_at=now)
        return
    is_change = any(leg.told_at for leg in news)
    near = [leg for leg in news if leg.pickup_at and leg.pickup_at - _read_at(now) < TOO_NEAR]
    for leg in news:
        told = _told(leg, Leg.How.SMS, by, now) | {"reminded_at": now if leg in near else None}
        go_leg(leg, "tell", by=office, now=now, **told)
    heard.told += news
    heard.to_ring += near
    _write(ride, is_change, now)


def _write(ride: RideRequest, is_change: bool, now: datetime) -> None:
    seated = ride.legs.seated().select_related("run__driver__volunteer__person")
    known = [leg for leg in seated if leg.run and is_promised(leg.run)]
    pickups = [leg.pickup_at for leg in known if leg.pickup_at]
    about = topics.about_ride(ride)
    put(
        words.to_rider(ride, known, is_change=is_change),
        to=ride.rider,
        topic=topics.RIDERS,
        purpose=topics.FOUND,
        about=about,
        step=topics.next_step(topics.FOUND, about),
        now=now,
        expires_at=max(*pickups, now + timedelta(minutes=30)),
        urgent=local_date(now) == ride.day,
        ask=_ask(ride, min(pickups), now),
    )


def _ask(ride: RideRequest, slot_at: datetime, now: datetime) -> Ask:
    """The newest question is about every ride of the rider that is still to come: an older one it replaces."""
    known = Q(told_at__isnull=False) | Q(request=ride)
    rows = Leg.objects.open().filter(known, request__rider=ride.rider)
    legs = rows.filter(request__day__gte=local_date(now)).select_related("request")
    last = max(leg.request.day for leg in legs)
    items = tuple(Item(leg.about) for leg in legs)
    return Ask("ride_confirm", items, instant(last + timedelta(days=1), time(0)), slot_at)


def _as_before(leg: Leg, by: Actor, now: datetime) -> None:
    """Planned anew to the same hour and driver: what the rider knows and has said still holds."""
    told_at = leg.told_at or now
    said = AuditEntry.objects.filter(subject=LEG.name, subject_id=leg.pk, event="confirm")
    go_leg(leg, "tell", by=as_office(by), now=now, reason="as before")
    if said.filter(at__gte=told_at).exists():
        go_leg(leg, "confirm", by=as_office(by), now=now, reason="as before")


def _told(leg: Leg, how: str, by: Actor, now: datetime) -> dict[str, Any]:
    return {
        "told_run_id": leg.run_id,
        "told_pickup_at": leg.pickup_at,
        "told_at": now,
        "told_how": how,
        "told_by_id": by.user_id,
    }


def _read_at(now: datetime) -> datetime:
    """Return when a text written now is read at the earliest."""
    return quiet_until(now) or now
