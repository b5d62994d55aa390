"""Tiny invented days for hypothesis: every feature of the planner, on a map of a few kilometres."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rides.planning.day import Day, Floats, Told, Trip, Vehicle, Weights

NEEDS = ("dog", "oxygen", "rollator")
KINDS = 2


def roads(points: list[tuple[int, int]], minutes_a_km: float) -> tuple[Floats, Floats]:
    """Return minutes and kilometres between points: straight lines, so that no detour is shorter."""
    xy = np.array(points, dtype=np.float64)
    km = np.sqrt(((xy[:, None] - xy[None, :]) ** 2).sum(axis=2))
    return km * minutes_a_km, km


@st.composite
def windows(draw: DrawFn) -> tuple[float, float]:
    """Return a window of the morning."""
    begins = draw(st.integers(0, 100))
    return float(begins), float(begins + draw(st.integers(5, 60)))


@st.composite
def vehicles(draw: DrawFn, key: str) -> Vehicle:
    """Return a driver's window, often short of something."""
    begins = draw(st.integers(0, 40))
    return Vehicle(
        key,
        draw(st.integers(0, 2)),
        draw(st.integers(0, 2)),
        float(begins),
        float(begins + draw(st.integers(60, 250))),
        draw(st.sampled_from([(1, 1), (2, 0), (3, 1)])),
        most_km=draw(st.none() | st.floats(20, 60)),
        most_minutes=draw(st.none() | st.floats(40, 150)),
        takes=draw(st.sampled_from([frozenset(), frozenset(NEEDS[:1]), frozenset(NEEDS)])),
        refuses=draw(st.sampled_from([frozenset(), frozenset({"rider 0"})])),
        dark=draw(st.booleans()),
    )


@st.composite
def trips(draw: DrawFn, number: int, places: int) -> Trip:
    """Return a trip; it is asked when to be fetched, or when to be there."""
    fetched = draw(st.booleans())
    window = draw(windows())
    everything = (0.0, 300.0)
    return Trip(
        f"trip {number}",
        f"rider {number}",
        draw(st.integers(0, places - 1)),
        draw(st.integers(0, places - 1)),
        pickup_window=window if fetched else everything,
        dropoff_window=everything if fetched else window,
        pickup_minutes=float(draw(st.integers(0, 4))),
        dropoff_minutes=float(draw(st.integers(0, 4))),
        load=draw(st.sampled_from([(1, 0), (1, 0), (1, 1), (2, 0)])),
        needs=draw(st.sampled_from([frozenset(), frozenset(), frozenset(NEEDS[:1])])),
        most_ride_minutes=float(draw(st.integers(15, 60))),
        apart=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"rider 1"})])),
    )


@st.composite
def days(draw: DrawFn, most: int = 4) -> Day:
    """Return a day of up to `most` trips and two drivers; the first two may be legs of one request."""
    count = draw(st.integers(1, most))
    points = draw(
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=5, max_size=8)
    )
    minutes, km = roads(points, draw(st.sampled_from([1.0, 1.5])))
    found = [draw(trips(number, len(points))) for number in range(count)]
    if count > 1 and draw(st.booleans()):
        found[:2] = paired(found[0], found[1], same_driver=draw(st.booleans()))
    drivers = tuple(draw(vehicles(f"driver {v}")) for v in range(draw(st.integers(1, 2))))
    told = {
        trip.key: Told(draw(st.sampled_from(drivers)).key, 0.0, 0.0)
        for trip in found
        if draw(st.integers(0, 3)) == 0
    }
    return Day(
        drivers, tuple(found), minutes, km, light=(20.0, 160.0), published=told, weights=WEIGHTS
    )


# Plain enough that a wrong trade of one for the other shows.
WEIGHTS = Weights(ride_minute=0.1, change=0.05, other_driver=0.02)


def paired(one: Trip, other: Trip, *, same_driver: bool) -> list[Trip]:
    """Return both as legs of one request."""
    return [
        Trip(**{**vars(a), "pair": b.key, "same_driver": same_driver})
        for a, b in ((one, other), (other, one))
    ]
