"""A market day of the thirteen municipalities: their real centres, invented riders and drivers, seeded."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from directory.distance import crow_km, road_km, road_minutes
from rides.planning.day import ANY_TIME, Day, Trip, Vehicle

SEED_FILE = Path("directory/seed/central_finland.json")
REQUESTS, DRIVERS = 60, 15
# One in five goes to the next town, not to the own centre.
FAR_SHARE = 0.2
NO_DOG, NO_NEED = 0.2, 0.75


@dataclass
class Map:
    """Points as they are added, in degrees."""

    north: list[float]
    east: list[float]

    def add(self, north: float, east: float) -> int:
        """Add a point and return its number."""
        self.north.append(north)
        self.east.append(east)
        return len(self.north) - 1


def market_day(seed: int = 1) -> Day:
    """Return 60 requests, each there and back (keys "n out", "n back"), and 15 drivers."""
    rng = np.random.default_rng(seed)
    towns = json.loads(SEED_FILE.read_text())["municipalities"]
    points = Map([], [])
    centres = [points.add(town["latitude"], town["longitude"]) for town in towns]
    drivers = tuple(_driver(v, points, centres[v % len(centres)], rng) for v in range(DRIVERS))
    trips: list[Trip] = []
    for number in range(REQUESTS):
        trips += _request(number, points, centres, rng)
    north, east = np.array(points.north), np.array(points.east)
    km = road_km(crow_km(north[:, None], east[:, None], north[None, :], east[None, :]))
    return Day(drivers, tuple(trips), road_minutes(km), km, light=(8.5 * 60, 16 * 60))


def _near(points: Map, centre: int, rng: np.random.Generator) -> int:
    """Add a home some kilometres from a centre."""
    north, east = rng.normal(0, (0.04, 0.08))
    return points.add(points.north[centre] + north, points.east[centre] + east)


def _driver(v: int, points: Map, centre: int, rng: np.random.Generator) -> Vehicle:
    home = _near(points, centre, rng)
    begins = float(rng.choice([7.5, 8, 8.5, 9]) * 60)
    takes = {"dog", "rollator"} if rng.random() > NO_DOG else {"rollator"}
    return Vehicle(
        f"driver {v}",
        home,
        home,
        begins,
        begins + float(rng.choice([6, 7, 8, 9]) * 60),
        (int(rng.choice([3, 4, 4, 7])), 1, int(rng.choice([2, 3])), 0),
        most_km=float(rng.choice([150, 200, 300])),
        takes=frozenset(takes),
        dark=bool(rng.random() > 0.3),
    )


def _request(number: int, points: Map, centres: list[int], rng: np.random.Generator) -> list[Trip]:
    own = number % len(centres)
    home, centre = _near(points, centres[own], rng), centres[own]
    if rng.random() < FAR_SHARE:
        away = [
            abs(points.north[centre] - points.north[c])
            + abs(points.east[centre] - points.east[c]) / 2
            for c in centres
        ]
        centre = centres[int(np.argsort(away)[1])]
    there = float(rng.choice([9.5, 10, 10.5, 11, 11.5]) * 60)
    back = there + float(rng.choice([1.5, 2, 2.5, 3]) * 60)
    crow = crow_km(points.north[home], points.east[home], points.north[centre], points.east[centre])
    direct = float(road_minutes(road_km(crow)))
    aid = rng.random()
    out = Trip(
        key=f"{number} out",
        rider=f"rider {number}",
        pickup=home,
        dropoff=centre,
        dropoff_window=(there - 30, there),
        pickup_minutes=3.0,
        dropoff_minutes=2.0,
        load=(1 + int(rng.random() < 0.15), int(rng.random() < 0.1), int(aid > NO_NEED), 0),
        needs=frozenset({"rollator"} if aid > NO_NEED else {"dog"} if aid < 0.05 else ()),
        most_ride_minutes=max(1.5 * direct, direct + 30.0),
        pair=f"{number} back",
    )
    home_again = replace(
        out,
        key=f"{number} back",
        pickup=centre,
        dropoff=home,
        pickup_window=(back, back + 30),
        dropoff_window=ANY_TIME,
        pair=out.key,
    )
    return [out, home_again]
