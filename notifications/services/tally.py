"""How the texts of late have gone, in numbers only: for who scrapes us, and for the page of operations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from notifications.models import Inbound, Message

A_DAY = timedelta(hours=24)
AN_HOUR = timedelta(hours=1)
# A success longer ago than this says nothing of how a gateway does.
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Pile:
    """`count` texts of the last 24 hours alike; `gateway` is empty before one is chosen, `fault` without one."""

    gateway: str
    state: str
    fault: str
    count: int

    @property
    def outcome(self) -> str:
        """Return what became of them at their gateway: the fault, or else their state."""
        return self.fault or self.state


def piles(now: datetime) -> list[Pile]:
    """Return the texts written in the 24 hours before `now`, put together by gateway, state and fault."""
    written = Message.objects.filter(created_at__gt=now - A_DAY).order_by()
    alike = written.values_list("gateway", "state", "error").annotate(count=Count("pk"))
    return [Pile(*row) for row in alike.order_by("gateway", "state", "error")]


def waiting(now: datetime) -> dict[str, tuple[int, int]]:
    """Return by state how many texts have a next step, and for how many of them it is due."""
    still = Message.objects.open().order_by().values_list("state")
    counted = still.annotate(all=Count("pk"), due=Count("pk", filter=Q(due_at__lte=now)))
    found = {state: (total, due) for state, total, due in counted}
    return {state: found.get(state, (0, 0)) for state in Message.OPEN}


def replies(now: datetime) -> dict[str, int]:
    """Return by reading how many texts came in during the 24 hours before `now`; "" was not read yet."""
    came = Inbound.objects.filter(received_at__gt=now - A_DAY).order_by()
    return dict(came.values_list("intent").annotate(Count("pk")).order_by("intent"))


@dataclass(frozen=True)
class Passed:
    """What a gateway has taken: how many texts in the last hour, and when the last."""

    last_hour: int
    last_at: datetime | None


def passed(names: Iterable[str], now: datetime) -> dict[str, Passed]:
    """Return for each gateway what it has taken; a last one from more than 14 days ago is not looked for."""
    taken = Message.objects.filter(accepted_at__gt=now - LATELY).order_by().values_list("gateway")
    hour = Count("pk", filter=Q(accepted_at__gt=now - AN_HOUR))
    counted = taken.annotate(hour=hour, last=Max("accepted_at"))
    found = {name: Passed(n, last) for name, n, last in counted}
    return {name: found.get(name, Passed(0, None)) for name in names}
