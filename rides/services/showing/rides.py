"""Rides as lists show them: by day, each with its two ways, in a bounded number of queries."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from rides.models import Leg, RideRequest


@dataclass(frozen=True)
class RideRow:
    """One ride; `out` and `back` are its ways, None where it has none."""

    ride: RideRequest
    out: Leg | None
    back: Leg | None

    @property
    def legs(self) -> list[Leg]:
        """Return its ways, the way there first."""
        return [leg for leg in (self.out, self.back) if leg]

    @property
    def is_open(self) -> bool:
        """Tell whether any way has no outcome yet."""
        return any(leg.is_open for leg in self.legs)

    @property
    def lacks_driver(self) -> bool:
        """Tell whether any way still looks for a car."""
        return any(leg.state == Leg.State.REQUESTED for leg in self.legs)


def rows_of(rides: QuerySet[RideRequest]) -> list[RideRow]:
    """Return `rides` with their ways and the drivers of these, in two queries."""
    legs = Leg.objects.select_related("run__driver__volunteer__person", "owner", "barrier")
    found = rides.select_related(
        "rider__municipality", "destination__municipality", "association", "standing"
    ).prefetch_related(Prefetch("legs", legs))
    return [row_of(ride) for ride in found]


def row_of(ride: RideRequest) -> RideRow:
    """Return one ride whose ways have been read."""
    ways = {leg.direction: leg for leg in ride.legs.all()}
    return RideRow(ride, ways.get(Leg.Direction.OUT), ways.get(Leg.Direction.BACK))


def by_day(rows: list[RideRow]) -> list[tuple[date, list[RideRow]]]:
    """Return `rows`, which stand in the order of their days, by day."""
    return [(day, list(some)) for day, some in groupby(rows, key=lambda row: row.ride.day)]
