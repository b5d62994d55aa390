"""A way of a ride as the planner sees it: where, within which windows, and what comes along."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.osrm import Point
from rides.models import Leg, Need, RideRequest
from rides.planning.day import ANY_TIME, Trip
from rides.planning.day import Window as MinuteWindow
from rides.rules.due import Terms
from rides.rules.wish import Window, back_window, latest_call, out_window
from rides.services.plan.clockwork import Dial
from rides.services.plan.travel import rounded

# Nobody can be fetched on the minute: two who get in at one door need six.
LEAST_FLEXIBLE = 15
# Who has rung for the way back is fetched within this.
CALLED_WITHIN = timedelta(hours=2)
# What fills the boot.
IN_THE_BOOT = frozenset({Need.ROLLATOR, Need.FOLDING})
# Whom a time was told is kept within so many minutes of it when others are planned around them.
MAY_MOVE = timedelta(minutes=10)


@dataclass(frozen=True)
class Way:
    """One leg with the points of its ends: of the rider's side and of the destination."""

    leg: Leg
    pickup: Point
    dropoff: Point


def way_of(leg: Leg) -> Way:
    """Return `leg` with its points. Reads `north` and `east` of the rider's home, as `with_home` adds them."""
    wish = leg.request
    home = rounded(leg.north, leg.east)  # type: ignore[attr-defined]  # annotated by with_home
    place = rounded(float(wish.destination.latitude), float(wish.destination.longitude))
    if leg.direction == Leg.Direction.BACK:
        return Way(leg, place, home)
    if wish.from_latitude is not None and wish.from_longitude is not None:
        home = rounded(float(wish.from_latitude), float(wish.from_longitude))
    return Way(leg, home, place)


def load_of(wish: RideRequest) -> tuple[int, int, int, int]:
    """Return what a ride takes of a car: seats, the front seat, the boot, places for a wheelchair."""
    needs = set(wish.needs)
    wheelchair = int(Need.WHEELCHAIR in needs)
    return (
        max(wish.seats - wheelchair, 0),
        int(Need.FRONT in needs),
        len(needs & IN_THE_BOOT),
        wheelchair,
    )


@dataclass(frozen=True)
class Circumstances:
    """What a trip needs to know of the day: its clock, the office's terms, where points stand, who keeps apart."""

    dial: Dial
    terms: Terms
    number: Mapping[Point, int]
    apart: Mapping[int, Collection[int]]


def trip_of(
    way: Way,
    around: Circumstances,
    direct: float,
    *,
    pair: int | None = None,
    locked_to: str = "",
    keep_told: bool = False,
) -> Trip:
    """Return the trip. `direct`: minutes from end to end. `locked_to`: the mark of the one driver who may take it.

    `keep_told`: a time that the rider knows is kept, give or take `MAY_MOVE`.
    """
    leg, wish = way.leg, way.leg.request
    helped = Need.DOOR in wish.needs
    minutes = around.terms.helped_minutes if helped else around.terms.boarding_minutes
    pickup, dropoff = _windows(leg, minutes, keep_told=keep_told)
    return Trip(
        key=leg.pk,
        rider=wish.rider_id,
        pickup=around.number[way.pickup],
        dropoff=around.number[way.dropoff],
        pickup_window=_minutes(pickup, around.dial),
        dropoff_window=_minutes(dropoff, around.dial),
        pickup_minutes=minutes,
        dropoff_minutes=minutes,
        load=load_of(wish),
        needs=frozenset(wish.needs) | ({locked_to} if locked_to else set()),
        most_ride_minutes=direct + around.terms.extra_minutes,
        apart=frozenset(around.apart.get(wish.rider_id, ())),
        pair=pair,
        same_driver=True,
    )


def _windows(leg: Leg, minutes: int, *, keep_told: bool) -> tuple[Window | None, Window | None]:
    """Return when service may begin at the pick-up and at the set-down, where the wish says so.

    `minutes`: of getting out, so that whoever has to be there at ten is out of the car by then.
    """
    wish = leg.request
    flexible = max(wish.flexible_minutes, LEAST_FLEXIBLE)
    if leg.direction == Leg.Direction.BACK:
        pickup, dropoff = _way_back(leg, flexible), None
    elif wish.timing == RideRequest.Timing.ARRIVE:
        arrival = out_window(wish.day, wish.wall_time, flexible, arrive=True)
        out = timedelta(minutes=minutes)
        pickup, dropoff = None, Window(arrival.earliest - out, arrival.latest - out)
    else:
        pickup, dropoff = out_window(wish.day, wish.wall_time, flexible, arrive=False), None
    if keep_told and leg.told_pickup_at is not None:
        pickup = _kept(leg.told_pickup_at, pickup)
    return pickup, dropoff


def _way_back(leg: Leg, flexible: int) -> Window:
    wish = leg.request
    if leg.called_at is not None:
        return Window(leg.called_at, leg.called_at + CALLED_WITHIN)
    if wish.back_time is not None:
        return back_window(wish.day, wish.back_time, flexible)
    latest = latest_call(wish.day, None)
    return Window(latest, latest + CALLED_WITHIN)


def _kept(told: datetime, wished: Window | None) -> Window:
    """Return the time that was told, give or take a little, but still as wished for where that is possible."""
    kept = Window(told - MAY_MOVE, told + MAY_MOVE)
    if wished is None:
        return kept
    both = Window(max(kept.earliest, wished.earliest), min(kept.latest, wished.latest))
    return both if both.earliest <= both.latest else kept


def _minutes(window: Window | None, dial: Dial) -> MinuteWindow:
    if window is None:
        return ANY_TIME
    return dial.minutes(window.earliest), dial.minutes(window.latest)
