"""Compile the search ahead, so that nobody waits for it: a toy day that calls all of it.

The machine code is kept (see `rides.planning.compiled`): the first call on a machine takes a minute or two, every
later one in a new process a second.
"""

import numpy as np

from rides.planning.day import Day, Trip, Vehicle
from rides.planning.insertion import accept, insert, remove
from rides.planning.planner import plan


def warm() -> None:
    """Plan, take out and put back on a day of four trips on a line."""
    places = np.arange(9.0)
    km = np.abs(places[:, None] - places[None, :])
    trips = tuple(
        Trip(
            i,
            i,
            1 + i,
            5 + i,
            dropoff_window=(0.0, 500.0),
            most_ride_minutes=60.0,
            pair=i ^ 1,
            apart=frozenset({3 - i}),
        )
        for i in range(4)
    )
    drivers = tuple(Vehicle(v, 0, 0, 0.0, 600.0, (3,), 100.0, 500.0) for v in range(2))
    day = Day(drivers, trips, km, km)
    found = plan(day, iterations=200)
    without = remove(day, remove(day, found, 0), 1)
    accept(day, without, insert(day, without, [0, 1])[0])
