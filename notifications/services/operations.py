"""How each gateway stands, for the page of operations."""

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.gateways.base import Capabilities, Gateway, Watched
from notifications.gateways.registry import gateways
from notifications.models import GatewayState, Message
from notifications.rules.undelivered import FAULTS
from notifications.services.tally import Passed, Pile, passed, piles

TONES = {
    GatewayState.State.CLOSED: "done",
    GatewayState.State.OPEN: "alarm",
    GatewayState.State.HALF_OPEN: "warning",
}
CAN: tuple[tuple[str, str | Promise], ...] = (
    ("two_way", _("answers come back")),
    ("alphanumeric", _("the sender may be a name")),
    ("receipts", _("it tells what has arrived")),
    ("look_up", _("it can be asked whether it took a text")),
)
ON_THE_WAY = (Message.State.SENDING, Message.State.ACCEPTED)


@dataclass(frozen=True)
class Standing:
    """One gateway. `rate` is in texts a second, None without limit; `errors` are of the last 24 hours.

    `on_the_way` counts what it is being handed and what it has taken without a receipt yet.
    """

    name: str
    state: str | Promise
    tone: str
    next_try_at: datetime | None
    trouble: str
    can: list[str | Promise]
    rate: float | None
    passed: Passed
    on_the_way: int
    errors: list[tuple[str | Promise, int]]


def standings(now: datetime) -> list[Standing]:
    """Return how each gateway in use stands at `now`, in their order."""
    rows = {row.gateway: row for row in GatewayState.objects.all()}
    heaps: dict[str, list[Pile]] = defaultdict(list)
    for pile in piles(now):
        heaps[pile.gateway].append(pile)
    names = [gateway.name for gateway in gateways()]
    taken = passed(names, now)
    return [_standing(g, rows.get(g.name), taken[g.name], heaps[g.name]) for g in gateways()]


def _standing(
    gateway: Gateway, row: GatewayState | None, taken: Passed, heap: Collection[Pile]
) -> Standing:
    state = GatewayState.State(row.state) if row else GatewayState.State.CLOSED
    return Standing(
        name=gateway.name,
        state=state.label,
        tone=TONES[state],
        next_try_at=row.next_try_at if row and state != GatewayState.State.CLOSED else None,
        trouble=gateway.trouble() if isinstance(gateway, Watched) else "",
        can=_can(gateway.capabilities),
        rate=None if math.isinf(gateway.rate) else gateway.rate,
        passed=taken,
        on_the_way=sum(pile.count for pile in heap if pile.state in ON_THE_WAY),
        errors=_errors(heap),
    )


def _can(capabilities: Capabilities) -> list[str | Promise]:
    return [words for name, words in CAN if getattr(capabilities, name)]


def _errors(heap: Collection[Pile]) -> list[tuple[str | Promise, int]]:
    counts: dict[str, int] = defaultdict(int)
    for pile in heap:
        if pile.fault in FAULTS:
            counts[pile.fault] += pile.count
    return [(FAULTS[fault], counts[fault]) for fault in FAULTS if counts[fault]]
