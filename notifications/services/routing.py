"""Through which gateway a text goes, and what a gateway's answers teach of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.gateways.base import Fault, Gateway
from notifications.gateways.registry import gateway_named, gateways
from notifications.models import Message, Route
from notifications.rules.breaker import CLOSED, OPEN
from notifications.rules.routing import Carries, Parcel, Rule, Way, ways_for
from notifications.services import breaker

Towns = Callable[[], Mapping[int, int]]
SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class Wait:
    """No gateway that may carry the text works: look again at `until`."""

    until: datetime
    fault: str = Fault.TEMPORARY


class Routes:
    """The table of routes and the state of the gateways, as they stand for what a worker has in hand.

    Read once: asking it for a way costs no statement, unless a gateway that was left alone is to be tried.
    """

    def __init__(self, now: datetime, there: Collection[str], towns: Towns) -> None:
        """`there`: which of "routes" and "states" have any row; `towns` gives people's municipalities."""
        self._now = now
        self._towns = towns
        self._ways = [Way(gateway.name, gateway.capabilities) for gateway in gateways()]
        self._rules = _rules() if "routes" in there else []
        self._by_place = any(rule.municipality_id for rule in self._rules)
        self._trials: dict[str, int] = {}
        breaker.look(has_rows="states" in there)

    def route(self, message: Message) -> Gateway | Wait | None:
        """Return what carries `message` now; None when no gateway in use ever may.

        The first choice that works and has not just refused it goes before the others.
        """
        names = self.names(message)
        open_ones = [name for name in names if self._may(name, message)]
        if not names:
            return None
        if not open_ones:
            return self._wait(names)
        refused = refusals(message)
        return gateway_named(next((n for n in open_ones if n not in refused), open_ones[0]))

    def names(self, message: Message) -> list[str]:
        """Return the names of the gateways that may carry `message`, whether they work or not."""
        town = self._towns().get(message.person_id or 0) if self._by_place else None
        parcel = Parcel(message.number.e164, town, message.two_way)
        return ways_for(parcel, self._rules, self._ways)

    def works(self, name: str) -> bool:
        """Tell whether texts go to the gateway as usual."""
        state = breaker.state_of(name)
        return state is None or state.state == CLOSED

    def _may(self, name: str, message: Message) -> bool:
        """Tell whether `message` may go to the gateway: it works, or this text is its trial."""
        if self.works(name) or self._trials.get(name) == message.pk:
            return True
        if name in self._trials or not breaker.let_through(name, self._now):
            return False
        self._trials[name] = message.pk
        return True

    def _wait(self, names: list[str]) -> Wait:
        left = [row for name in names if (row := breaker.state_of(name))]
        soon = self._now + SOON
        tries = [row.next_try_at for row in left if row.state == OPEN and row.next_try_at]
        return Wait(max(min(tries, default=soon), soon), left[0].fault)


def _rules() -> list[Rule]:
    return [
        Rule(row.prefix, row.municipality_id, Carries(row.carries), row.gateway, row.by_name)
        for row in Route.objects.all()
    ]


def refusals(message: Message) -> list[str]:
    """Return the gateways that surely did not take `message` since it last had to wait."""
    return [name for name in message.refused_by.split(",") if name]


def note_result(gateway_name: str, fault: Fault, now: datetime, code: str = "") -> None:
    """Hear how a call to the gateway ended; NONE when it took the text. Outside any transaction."""
    breaker.note(gateway_name, fault, now, code)
