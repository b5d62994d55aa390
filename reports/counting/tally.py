"""True counts of one period: pure. A count knows how many people stand behind it, and the share of the largest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from reports.counting.facts import Facts
from reports.counting.periods import Period
from reports.counting.plan import (
    ACTIVITY,
    BARRIER,
    GROUP,
    PLACE,
    TABLES,
    TableSpec,
    places_of,
)
from reports.disclosure.cells import PERIOD, TOTAL, At, Frame, Truth

HOUR = 60
Where = Mapping[str, str]


@dataclass(frozen=True)
class Bit:
    """A part of a count: where it belongs at the bottom, how much, and the people behind it, one a side."""

    where: Where
    amount: int
    people: tuple[int, ...]


def count_period(period: Period, facts: Facts, frame: Frame) -> dict[str, dict[At, Truth]]:
    """Return the true counts of every table that is published of `period`, by the name of the table."""
    specs = [spec for spec in TABLES if spec.of_year == period.is_year]
    counted = {
        name: _totals(period, BITS[name](facts), frame, is_persons=is_persons)
        for name, is_persons in {(s.measure, s.measure in PERSONS) for s in specs}
    }
    return {spec.name: _cells(spec, str(period), counted[spec.measure], frame) for spec in specs}


def _cells(
    spec: TableSpec, period: str, counted: Mapping[At, Truth], frame: Frame
) -> dict[At, Truth]:
    nothing = Truth(0, 0)
    return {place: counted.get(place, nothing) for place in places_of(spec, period, frame)}


def _totals(
    period: Period, bits: Iterable[Bit], frame: Frame, *, is_persons: bool
) -> dict[At, Truth]:
    """Add every bit to each place above it."""
    amounts: Counter[At] = Counter()
    shares: defaultdict[At, defaultdict[int, Counter[int]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for bit in bits:
        for place in _above(period, bit.where, frame):
            amounts[place] += bit.amount
            for side, person in enumerate(bit.people):
                shares[place][side][person] += bit.amount
    if is_persons:
        return {place: Truth(len(sides[0]), len(sides[0])) for place, sides in shares.items()}
    return {place: _truth(amounts[place], sides.values()) for place, sides in shares.items()}


def _truth(amount: int, sides: Iterable[Counter[int]]) -> Truth:
    """Return the count with the side that has fewest people behind it, and the largest share of anybody."""
    behind = [side for side in sides if side]
    largest = max((max(side.values()) for side in behind), default=0)
    fewest = min((len(side) for side in behind), default=0)
    return Truth(max(amount, 0), fewest, largest / amount if amount > 0 else 0.0)


def _above(period: Period, where: Where, frame: Frame) -> Iterator[At]:
    ways = [["", *_line(frame, dim, member)] for dim, member in where.items()]
    for members in product(*ways):
        named = ((dim, member) for dim, member in zip(where, members, strict=True) if member)
        yield frozenset({(PERIOD, str(period)), *named})


def _line(frame: Frame, dim: str, member: str) -> Iterator[str]:
    """Yield the member and those above it, without the total."""
    yield member
    for parent, children in frame.dimensions[dim].children.items():
        if member in children and parent != TOTAL:
            yield parent


def _reached(facts: Facts) -> Iterator[Bit]:
    """Yield each resident reached once, where they were reached last."""
    last = {each.resident: each.place for each in sorted(facts.contacts, key=lambda c: c.day)}
    for resident, place in last.items():
        yield Bit({PLACE: place, GROUP: facts.groups[resident]}, 1, (resident,))


def _active(facts: Facts) -> Iterator[Bit]:
    """Yield each volunteer who did anything once, where they helped last."""
    did = [(each.day, each.helper, each.place) for each in facts.contacts]
    did += [(each.day, each.helper, each.place) for each in facts.work]
    for helper, place in {helper: place for _day, helper, place in sorted(did)}.items():
        yield Bit({PLACE: place}, 1, (helper,))


def _waiting(facts: Facts) -> Iterator[Bit]:
    return (Bit({PLACE: each.place}, 1, (each.resident,)) for each in facts.waiting)


def _contacts(facts: Facts) -> Iterator[Bit]:
    for each in facts.contacts:
        where = {PLACE: each.place, ACTIVITY: str(each.activity)}
        yield Bit(where, 1, (each.resident, each.helper))


def _kilometres(facts: Facts) -> Iterator[Bit]:
    return (Bit({PLACE: each.place}, each.km, (each.driver,)) for each in facts.driven)


def _hours(facts: Facts) -> Iterator[Bit]:
    """Yield whole hours a volunteer and place: rounded once, so that hours add up everywhere."""
    minutes: Counter[tuple[str, int]] = Counter()
    for contact in facts.contacts:
        minutes[contact.place, contact.helper] += contact.minutes
    for work in facts.work:
        minutes[work.place, work.helper] += work.minutes
    for (place, helper), worked in minutes.items():
        hours = max(round(worked / HOUR), 0)
        if hours:
            yield Bit({PLACE: place}, hours, (helper,))


def _unmet(facts: Facts) -> Iterator[Bit]:
    for each in facts.unmet:
        yield Bit({PLACE: each.place, BARRIER: each.barrier}, 1, (each.resident,))


PERSONS = frozenset({"reached", "active", "waiting"})
BITS: Mapping[str, Callable[[Facts], Iterable[Bit]]] = {
    "reached": _reached,
    "active": _active,
    "waiting": _waiting,
    "contacts": _contacts,
    "kilometres": _kilometres,
    "hours": _hours,
    "unmet": _unmet,
}
