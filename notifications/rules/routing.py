"""Through which gateways a text may go, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from notifications.gateways.base import Capabilities


class Carries(StrEnum):
    """Which texts a rule is for."""

    ALL = "all"
    ASKING = "asking"
    TELLING = "telling"


@dataclass(frozen=True)
class Rule:
    """One line of the table of routes: for which texts it is, and the gateway that takes them.

    An empty `prefix` fits every number, no municipality fits all, and no gateway means each in its order.
    `by_name`: only through a gateway whose sender may be a name.
    """

    prefix: str = ""
    municipality_id: int | None = None
    carries: Carries = Carries.ALL
    gateway: str = ""
    by_name: bool = False


@dataclass(frozen=True)
class Parcel:
    """What decides the way of a text: the number (E.164), whose it is, and whether it asks for an answer."""

    number: str
    municipality_id: int | None
    asks: bool


@dataclass(frozen=True)
class Way:
    """A gateway as the rules see it."""

    name: str
    capabilities: Capabilities


def ways_for(parcel: Parcel, rules: Iterable[Rule], ways: Sequence[Way]) -> list[str]:
    """Return the names of the gateways that may carry `parcel`, the first choice first.

    Each rule that fits adds its gateway, in the order of the rules. Where they name none that can carry it, it is
    each gateway in its own order. One to which nobody can reply never carries a text that asks.
    """
    able = [way for way in ways if way.capabilities.two_way or not parcel.asks]
    fitting = [rule for rule in rules if _fits(rule, parcel)]
    named = [way.name for rule in fitting for way in able if _takes(rule, way)]
    return list(dict.fromkeys(named)) or [way.name for way in able]


def _fits(rule: Rule, parcel: Parcel) -> bool:
    return (
        parcel.number.startswith(rule.prefix)
        and rule.municipality_id in {None, parcel.municipality_id}
        and rule.carries in {Carries.ALL, Carries.ASKING if parcel.asks else Carries.TELLING}
    )


def _takes(rule: Rule, way: Way) -> bool:
    return rule.gateway in {"", way.name} and (way.capabilities.alphanumeric or not rule.by_name)
