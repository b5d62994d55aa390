"""The halts of a run in their order: who gets in and out, who sits where, how many minutes there are to spare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rides.rules.seats import Aboard, most_at_once, seat_by_seat
from rides.rules.slack import TIGHT, spare_minutes
from rides.services.showing.ways import Place, Way

# Longer than this at one place is waiting, and what follows a halt of its own.
A_WAIT = timedelta(minutes=20)


@dataclass(frozen=True)
class Halt:
    """Where the car stops. `seats`: who has each when it goes on; `spare`: minutes, see `rides.rules.slack`."""

    number: int
    at: datetime
    place: Place
    ins: tuple[Way, ...]
    outs: tuple[Way, ...]
    seats: tuple[Way | None, ...]
    spare: int | None

    @property
    def aboard(self) -> list[Way]:
        """Return who is in the car when it goes on, each once."""
        return list({way.leg.pk: way for way in self.seats if way}.values())

    @property
    def free(self) -> int:
        """Return how many seats are free when it goes on."""
        return self.seats.count(None)

    @property
    def is_tight(self) -> bool:
        """Tell whether a short delay makes somebody late."""
        return self.spare is not None and self.spare < TIGHT


@dataclass(frozen=True)
class Loads:
    """What is in the car at once at most: seats, things in the boot, wheelchairs that do not fold."""

    seats: int
    luggage: int
    wheelchairs: int


@dataclass(frozen=True)
class _Stop:
    """One rider getting in or out: `order` counts the stops of the run."""

    order: int
    at: datetime
    way: Way
    gets_in: bool

    @property
    def place(self) -> Place:
        return self.way.start if self.gets_in else self.way.end

    @property
    def latest(self) -> datetime | None:
        """Until when the rider wishes it to be, if there is such an hour."""
        window = self.way.window
        return window.latest if window and self.way.arrives != self.gets_in else None


def halts_of(ways: Iterable[Way], seats: int) -> tuple[Halt, ...]:
    """Return the halts of a run with so many `seats`; `ways` are its seated legs."""
    here = {way.leg.pk: way for way in ways}
    stops = sorted((s for way in here.values() for s in _stops(way)), key=lambda stop: stop.order)
    rows = seat_by_seat([_aboard(way) for way in here.values()], seats).rows
    spare = spare_minutes([(stop.at, stop.latest) for stop in stops])
    halts = []
    for number, together in enumerate(_together(zip(stops, spare, strict=True)), 1):
        keys = rows[together[-1][0].order]
        on_board = tuple(here[key] if key else None for key in keys)
        halts.append(_halt(number, [stop for stop, _minutes in together], on_board, together[0][1]))
    return tuple(halts)


def _together(timed: Iterable[tuple[_Stop, int | None]]) -> list[list[tuple[_Stop, int | None]]]:
    """Return the stops halt by halt: one after the other at one place, unless the car waits in between."""
    halts: list[list[tuple[_Stop, int | None]]] = []
    for each in timed:
        before = halts[-1][-1][0] if halts else None
        if before and before.place == each[0].place and each[0].at - before.at <= A_WAIT:
            halts[-1].append(each)
        else:
            halts.append([each])
    return halts


def loads_of(ways: Iterable[Way]) -> Loads:
    """Return what `ways`, the seated legs of a run, come to at once."""
    kept = [(way, *_orders(way)) for way in ways]
    return Loads(
        most_at_once((enters, leaves, way.ride.seats) for way, enters, leaves in kept),
        most_at_once((enters, leaves, way.luggage) for way, enters, leaves in kept),
        most_at_once((enters, leaves, way.wheelchairs) for way, enters, leaves in kept),
    )


def _halt(
    number: int, stops: Sequence[_Stop], seats: tuple[Way | None, ...], spare: int | None
) -> Halt:
    return Halt(
        number=number,
        at=stops[0].at,
        place=stops[0].place,
        ins=tuple(stop.way for stop in stops if stop.gets_in),
        outs=tuple(stop.way for stop in stops if not stop.gets_in),
        seats=seats,
        spare=spare,
    )


def _orders(way: Way) -> tuple[int, int]:
    """Return the places of its two stops in the run; a seated leg has them."""
    return way.leg.pickup_order or 0, way.leg.dropoff_order or 0


def _aboard(way: Way) -> Aboard:
    return Aboard(way.leg.pk, *_orders(way), way.ride.seats)


def _stops(way: Way) -> list[_Stop]:
    leg = way.leg
    if leg.pickup_at is None or leg.dropoff_at is None:
        return []
    enters, leaves = _orders(way)
    return [_Stop(enters, leg.pickup_at, way, True), _Stop(leaves, leg.dropoff_at, way, False)]
