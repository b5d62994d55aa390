"""How many texts a gateway may be handed now: its rate, shared by all workers through one row a gateway.

A bucket that holds what the gateway takes in a second. Taking from it is a conditional update: of two workers one
wins, and the other looks again. So however many workers there are, in any stretch of time no more goes than the
rate allows and one bucket.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.gateways.base import Gateway
from notifications.models import GatewayPace

BUCKET_SECONDS = 1.0
TRIES = 3


@dataclass(frozen=True)
class Grant:
    """How many may go, the seconds until one more may, and what then stands in the row."""

    count: int
    wait: float
    free_at: datetime


def granted(free_at: datetime, wanted: int, rate: float, now: datetime) -> Grant:
    """Return how many of `wanted` texts may go at `now` by `rate` (texts a second).

    `free_at` is when all that was let through before would have gone one after another. A clock that was wrong
    costs no more than a bucket.
    """
    room = max(BUCKET_SECONDS, 1 / rate)
    owed = min(max((free_at - now).total_seconds(), 0.0), room)
    count = min(wanted, math.floor((room - owed) * rate + 1e-6))
    owed += count / rate
    wait = max(owed + 1 / rate - room, 0.0)
    return Grant(count, wait, now + timedelta(seconds=owed))


def take(gateway: Gateway, wanted: int, now: datetime) -> tuple[int, float]:
    """Take up to `wanted` from what `gateway` is good for; return how many, and the seconds until one more."""
    if not wanted or math.isinf(gateway.rate):
        return wanted, 0.0
    for _try in range(TRIES):
        row, _made = GatewayPace.objects.get_or_create(
            gateway=gateway.name, defaults={"free_at": now}
        )
        grant = granted(row.free_at, wanted, gateway.rate, now)
        same = GatewayPace.objects.filter(pk=row.pk, free_at=row.free_at)
        if not grant.count or same.update(free_at=grant.free_at):
            return grant.count, grant.wait
    return 0, 1 / gateway.rate
