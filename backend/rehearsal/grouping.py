"""Which rings a register could make: pure, from wishes, hours, places and free hours.

A proposal for a rehearsal only. In the office a coordinator builds rings and knows the people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import accumulate
from math import cos, hypot, radians

RESIDENTS_A_RING = 8  # callers manage 6–9 people each (JAMA Psychiatry 2021, n=240)
VISITS_A_RING = 3
HELPERS_A_RING = 5
VISIT_HOURS = (time(12), time(14), time(16))
USUAL_HOUR = time(9, 30)
WEEK = range(7)
WORKDAYS = range(5)
KM_A_DEGREE = 111.2
TOO_FAR_KM = 90.0

Point = tuple[float, float]
Window = tuple[int, time, time]
Slot = tuple[int, time]


@dataclass(frozen=True)
class Helper:
    """An active volunteer; no `windows` at all means that nobody has asked when they are free."""

    person_id: int
    place: Point
    tasks: frozenset[str]
    windows: tuple[Window, ...]

    def free(self, weekday: int, hour: time) -> bool:
        """Tell whether the volunteer is free on `weekday` (0 is Monday) at `hour`."""
        return not self.windows or any(
            day == weekday and starts <= hour < ends for day, starts, ends in self.windows
        )


@dataclass(frozen=True)
class Wish:
    """What one resident would like: `kind` "call" or "visit"; `weekly` or else daily."""

    person_id: int
    municipality_id: int
    place: Point
    kind: str
    hour: time
    weekly: bool
    texts: bool


@dataclass(frozen=True)
class Proposal:
    """A ring to be: residents with their hours, helpers in order."""

    kind: str
    topology: str
    municipality_id: int
    weekdays: tuple[int, ...]
    residents: tuple[tuple[int, time], ...]
    helpers: tuple[int, ...]


def wishes_of(
    person_id: int,
    municipality_id: int,
    place: Point,
    wishes: Iterable[str],
    hour: time | None,
    *,
    texts: bool,
) -> list[Wish]:
    """Return the ring wishes of one resident: whoever wants errands or rides only is rung once a week."""
    wanted = set(wishes)
    kinds = [("call", False)] if "call" in wanted else []
    kinds += [("visit", True)] if "visit" in wanted else []
    return [
        Wish(person_id, municipality_id, place, kind, hour or USUAL_HOUR, weekly, texts)
        for kind, weekly in kinds or [("call", True)]
    ]


def districts(
    wishes: Sequence[Wish], helpers: Sequence[Helper]
) -> list[tuple[list[Wish], list[Helper]]]:
    """Cut the county across into two districts with about as many contacts a week, each with its own helpers.

    No municipality is cut. Whoever helps does so in their own district, as with two associations.
    """
    load: Counter[float] = Counter()
    for wish in wishes:
        load[wish.place[0]] += 1 if wish.weekly else len(WEEK)
    south = dict(zip(sorted(load), accumulate(load[place] for place in sorted(load)), strict=True))
    border = min(south, key=lambda place: abs(2 * south[place] - load.total()), default=0.0)
    return [
        (
            [wish for wish in wishes if (wish.place[0] > border) == is_north],
            [helper for helper in helpers if (helper.place[0] > border) == is_north],
        )
        for is_north in (False, True)
    ]


def propose(wishes: Iterable[Wish], helpers: Sequence[Helper]) -> list[Proposal]:
    """Group `wishes` by municipality, kind, rhythm and hour, and find helpers, the nearest first."""
    groups: dict[tuple[int, str, bool, time], list[Wish]] = defaultdict(list)
    for wish in wishes:
        hour = time() if wish.kind == "visit" else wish.hour
        groups[wish.municipality_id, wish.kind, wish.weekly, hour].append(wish)
    founder = _Founder(helpers)
    return [
        founder.found(group[start : start + size])
        for _, group in sorted(groups.items())
        for size in [VISITS_A_RING if group[0].kind == "visit" else RESIDENTS_A_RING]
        for start in range(0, len(group), size)
    ]


class _Founder:
    """Makes one ring after another, so that weekly ones spread over the week and helpers share the work."""

    def __init__(self, helpers: Sequence[Helper]) -> None:
        self._helpers = helpers
        self._rings_of: Counter[int] = Counter()
        self._weekly = 0

    def found(self, group: list[Wish]) -> Proposal:
        """Return the ring of `group`, who share municipality, kind, rhythm and mostly the hour."""
        first = group[0]
        hours = VISIT_HOURS[: len(group)] if first.kind == "visit" else (first.hour,) * len(group)
        days = self._days(first)
        willing = self._willing(first)
        near = [h for h in willing if _km(first.place, h.place) <= TOO_FAR_KM]
        chosen = _cover(near, {(day, hour) for day in days for hour in hours}, len(group))
        topology = "pair" if len(group) == len(chosen) == 1 else "hub"
        if not chosen and first.kind == "call" and all(wish.texts for wish in group):
            topology = "call_in"
        elif not chosen and willing:
            # Nobody near is free at these hours: the ring follows the hours of whoever lives nearest.
            chosen = willing[:1]
            hours, days = _hours_of(chosen[0], hours, days)
        self._rings_of.update(helper.person_id for helper in chosen)
        return Proposal(
            first.kind,
            topology,
            first.municipality_id,
            days,
            tuple((wish.person_id, hour) for wish, hour in zip(group, hours, strict=True)),
            tuple(helper.person_id for helper in chosen),
        )

    def _days(self, wish: Wish) -> tuple[int, ...]:
        if not wish.weekly:
            return tuple(WEEK)
        self._weekly += 1
        return (self._weekly % len(WORKDAYS),)

    def _willing(self, wish: Wish) -> list[Helper]:
        """Return who does such things: the nearest first, of those the least busy."""
        willing = (helper for helper in self._helpers if wish.kind in helper.tasks)
        return sorted(
            willing,
            key=lambda h: (_km(wish.place, h.place), self._rings_of[h.person_id], h.person_id),
        )


def _hours_of(
    helper: Helper, hours: tuple[time, ...], days: tuple[int, ...]
) -> tuple[tuple[time, ...], tuple[int, ...]]:
    """Return the hour and the days at which `helper` is first free in the week; as wished if not known."""
    if not helper.windows:
        return hours, days
    weekday, starts, _ends = min(helper.windows)
    return (starts,) * len(hours), days if weekday in days else (weekday,)


def _cover(near: list[Helper], slots: set[Slot], residents: int) -> list[Helper]:
    """Choose helpers, the nearest first, while each is free at an hour that nobody is yet.

    Several residents get a second helper in any case, so that one who is ill leaves no hole.
    """
    chosen: list[Helper] = []
    covered: set[Slot] = set()
    for helper in near:
        free = {(day, hour) for day, hour in slots if helper.free(day, hour)}
        if free - covered or (free and residents > len(chosen) == 1):
            chosen.append(helper)
            covered |= free
        if len(chosen) == HELPERS_A_RING:
            break
    return chosen


def _km(a: Point, b: Point) -> float:
    """Return the distance of two points (WGS84 degrees) in km: flat is good enough within a county."""
    north = (a[0] - b[0]) * KM_A_DEGREE
    east = (a[1] - b[1]) * KM_A_DEGREE * cos(radians((a[0] + b[0]) / 2))
    return hypot(north, east)
