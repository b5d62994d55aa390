"""Texts in the hands of a process that has died: others need not wait until its lease is over."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from directory.kept import kept
from notifications.gateways.registry import gateway_named
from notifications.models import Message
from notifications.services.claims import MARGIN
from notifications.services.owners import has_died


def let_go(now: datetime) -> int:
    """Have others see to the texts of whoever has died: at once, or as soon as the gateway can be asked.

    Returns how many. A call that the dead made may still be on its way: its time, and the time until the gateway's
    own list has caught up, go by before anybody asks.
    """
    dead = left_by()
    return sum(_let_go(dead, name, now) for name in _ways(dead)) if dead else 0


def left_by() -> list[str]:
    """Return the names of those who have died with texts in hand."""
    return [owner for owner in _owners() if has_died(owner)]


def _let_go(dead: list[str], name: str, now: datetime) -> int:
    gateway = gateway_named(name)
    wait = timedelta(0)
    if gateway is not None:
        wait = timedelta(seconds=gateway.timeout + gateway.listing_lag) + MARGIN
    theirs = Message.objects.in_hand().filter(lease_owner__in=dead, gateway=name)
    return theirs.update(due_at=now + wait, lease_until=now + wait, lease_owner="")


def _ways(dead: list[str]) -> list[str]:
    theirs = Message.objects.in_hand().filter(lease_owner__in=dead)
    return list(theirs.order_by().values_list("gateway", flat=True).distinct())


@kept
def _owners() -> "QuerySet[Message, str]":
    return Message.objects.in_hand().order_by().values_list("lease_owner", flat=True).distinct()
