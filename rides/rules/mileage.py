"""From the stops of a run to kilometres and cents, a line for each local date: pure and exact.

The driver tells how far the car has gone from home to home. The map tells how that divides among the stretches
between stops, and so who was aboard for how long. A stretch that passes midnight divides by the clock: from that
day on the rate may be another one, as at New Year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from directory.localtime import instant, local_date

TENTH = Decimal("0.1")
CENTS = 100


@dataclass(frozen=True)
class Stop:
    """Somebody gets in (`boards` above 0, companions counted) or out (below 0) at the instant `at`."""

    at: datetime
    boards: int


@dataclass(frozen=True)
class Stretch:
    """The way from one stop to the next; `km` as the map has it."""

    leaves: datetime
    arrives: datetime
    km: float
    passengers: int


@dataclass(frozen=True)
class DayKm:
    """One local date: kilometres of the car, and of all its passengers together, both to one decimal."""

    day: date
    km: Decimal
    passenger_km: Decimal


@dataclass(frozen=True)
class Rate:
    """Euros a kilometre, and for each passenger along; the limits are those of a calendar year to one driver."""

    per_km: Decimal
    per_passenger_km: Decimal
    most_cents: int
    most_days: int


@dataclass(frozen=True)
class Line:
    """What one date comes to, in whole cents."""

    day: date
    km: Decimal
    passenger_km: Decimal
    rate: Rate
    cents: int


def stretches(
    leaves: datetime, stops: Sequence[Stop], home_at: datetime, km: Sequence[float]
) -> list[Stretch]:
    """Return the ways from home through `stops`, in their order, home again; `km` has one more than `stops`."""
    times = [leaves, *(stop.at for stop in stops), home_at]
    aboard = [0]
    for stop in stops:
        aboard.append(max(aboard[-1] + stop.boards, 0))
    ways = zip(pairwise(times), km, aboard, strict=True)
    return [Stretch(start, max(start, end), far, inside) for (start, end), far, inside in ways]


def by_day(ways: Sequence[Stretch], km: Decimal) -> list[DayKm]:
    """Divide `km`, from home to home to one decimal, among the local dates of `ways`; the sum stays `km`.

    A date on which less than fifty metres were driven has no line.
    """
    planned = [Fraction(way.km) for way in ways]
    if not any(planned):
        planned = [Fraction(1)] * len(ways)
    scale = Fraction(km) / sum(planned)
    driven: dict[date, Fraction] = {}
    carried: dict[date, Fraction] = {}
    for way, far in zip(ways, planned, strict=True):
        for day, part in _by_midnight(way):
            driven[day] = driven.get(day, Fraction(0)) + far * scale * part
            carried[day] = carried.get(day, Fraction(0)) + far * scale * part * way.passengers
    rows: list[DayKm] = []
    told, exact = Decimal(0), Fraction(0)
    for day in sorted(driven):
        # Rounded from the start of the run on: so the dates add up to what the driver told.
        exact += driven[day]
        here = _rounded(exact) - told
        told += here
        if here:
            rows.append(DayKm(day, here, _rounded(carried[day])))
    return rows


def price(days: Sequence[DayKm], rate_on: Callable[[date], Rate]) -> list[Line]:
    """Return a line for each date at the rate of that date.

    Rounded once a line, half a cent upwards, from the figures that stand on it: so anybody can check it by hand.
    """
    return [
        Line(each.day, each.km, each.passenger_km, rate, _cents(each, rate))
        for each in days
        for rate in (rate_on(each.day),)
    ]


def _cents(driven: DayKm, rate: Rate) -> int:
    euros = driven.km * rate.per_km + driven.passenger_km * rate.per_passenger_km
    return int((euros * CENTS).quantize(Decimal(1), ROUND_HALF_UP))


def _by_midnight(way: Stretch) -> Iterator[tuple[date, Fraction]]:
    """Yield the local dates of `way`, each with the part of it that was driven then."""
    whole = way.arrives - way.leaves
    start, day = way.leaves, local_date(way.leaves)
    while start < way.arrives:
        end = min(instant(day + timedelta(days=1), time(0)), way.arrives)
        yield day, _ratio(end - start, whole)
        start, day = end, day + timedelta(days=1)
    if not whole:
        yield day, Fraction(1)


def _ratio(part: timedelta, whole: timedelta) -> Fraction:
    microsecond = timedelta(microseconds=1)
    return Fraction(part // microsecond, whole // microsecond)


def _rounded(km: Fraction) -> Decimal:
    exact = Decimal(km.numerator) / Decimal(km.denominator)
    return exact.quantize(TENTH, ROUND_HALF_UP)
