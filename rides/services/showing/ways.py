"""The legs of a day as the dispatch page shows them: from where to where, when, and what is wished."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.scope import Scope
from people.models import Person
from rides.models import Leg, Need, RideRequest
from rides.models.request import LegQuerySet
from rides.rules.wish import Window, back_window, out_window
from rides.services.showing.seen import seen_of
from rides.services.telling.standing import change_for_rider
from rings.services.matching.homes import with_home

STATE = Leg.State
# Nobody drives these home, and nobody has said that they need no car.
STRANDED = frozenset({STATE.REQUESTED, STATE.UNMET})
LUGGAGE = (Need.ROLLATOR, Need.FOLDING)


@dataclass(frozen=True)
class Place:
    """One end of a way: what it is called, how it is found, and WGS84 degrees."""

    name: str
    landmark: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Way:
    """One leg. `is_open`: the reader may see whose it is; `back`: for a way there, the state of its return."""

    leg: Leg
    is_open: bool
    start: Place
    end: Place
    back: str = ""

    @property
    def ride(self) -> RideRequest:
        """Return what was asked for."""
        return self.leg.request

    @property
    def rider(self) -> Person:
        """Return who rides."""
        return self.leg.request.rider

    @property
    def seen(self) -> str:
        """Return what a form about this leg alone carries along."""
        return seen_of([self.leg])

    @property
    def is_out(self) -> bool:
        """Tell whether it is the way there."""
        return self.leg.direction == Leg.Direction.OUT

    @property
    def is_told(self) -> bool:
        """Tell whether the rider knows who fetches them, and about when."""
        return change_for_rider(self.leg) is None

    @property
    def strands(self) -> bool:
        """Tell whether the rider is driven there and has no car home."""
        return self.leg.run_id is not None and self.back in STRANDED

    @property
    def rings_for_return(self) -> bool:
        """Tell whether the rider will say when the return is due."""
        return self.back == STATE.ON_CALL

    @property
    def needs(self) -> list[str]:
        """Return what comes along or is needed, in words."""
        return [str(Need(code).label) for code in self.ride.needs if code in Need.values]

    @property
    def luggage(self) -> int:
        """Return how many rollators and folded wheelchairs go into the boot."""
        return sum(code in self.ride.needs for code in LUGGAGE)

    @property
    def wheelchairs(self) -> int:
        """Return how many wheelchairs do not fold."""
        return int(Need.WHEELCHAIR in self.ride.needs)

    @property
    def arrives(self) -> bool:
        """Tell whether an hour of arriving is wished for, not of leaving."""
        return self.is_out and self.ride.timing == RideRequest.Timing.ARRIVE

    @property
    def window(self) -> Window | None:
        """Return when it may arrive (`arrives`) or else leave; None for a return on call."""
        ride = self.ride
        if self.is_out:
            return out_window(ride.day, ride.wall_time, ride.flexible_minutes, arrive=self.arrives)
        if ride.back != RideRequest.Back.FIXED or ride.back_time is None:
            return None
        return back_window(ride.day, ride.back_time, ride.flexible_minutes)


def ways_of(legs: LegQuerySet, scope: Scope) -> list[Way]:
    """Return `legs` with their places, in two queries; what `scope` may not see is marked."""
    rows = with_home(
        legs.select_related(
            "request__rider__municipality", "request__destination", "run", "told_run", "told_by"
        ),
        "request__rider__",
    )
    found: list[Leg] = list(rows)
    return list(_with_return(found, scope))


def riders_seen(ways: Iterable[Way]) -> list[Person]:
    """Return whose rides the reader sees, each once: for the log of who saw whom."""
    return list({way.rider.pk: way.rider for way in ways if way.is_open}.values())


def _with_return(legs: list[Leg], scope: Scope) -> Iterator[Way]:
    rides = {leg.request_id for leg in legs}
    returns = dict(
        Leg.objects.filter(request__in=rides, direction=Leg.Direction.BACK).values_list(
            "request_id", "state"
        )
    )
    for leg in legs:
        ride = leg.request
        is_open = scope.covers(ride.rider.municipality_id, ride.association_id)
        ends = _from_place(leg), _to_place(ride)
        start, end = ends if leg.direction == Leg.Direction.OUT else ends[::-1]
        back = returns.get(leg.request_id, "") if leg.direction == Leg.Direction.OUT else ""
        yield Way(leg, is_open, start, end, back)


def _from_place(leg: Leg) -> Place:
    """Return where the ride begins: the place named for it, else the rider's home by its village."""
    ride, rider = leg.request, leg.request.rider
    home = rider.village or str(rider.municipality)
    if ride.from_latitude is not None and ride.from_longitude is not None:
        north, east = float(ride.from_latitude), float(ride.from_longitude)
    else:
        north, east = leg.north, leg.east  # type: ignore[attr-defined]  # by `with_home`
    return Place(ride.from_place or home, ride.landmark, north, east)


def _to_place(ride: RideRequest) -> Place:
    place = ride.destination
    return Place(place.name, "", float(place.latitude), float(place.longitude))
