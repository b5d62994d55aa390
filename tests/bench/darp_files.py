"""Dial-a-ride files in Cordeau's layout: read to a day for the planner. All are measured, none is kept here.

First vehicles, requests, longest tour, capacity, longest ride; then id, x, y, service, load, early, late of the
depot, the pickups and the drop-offs, in some files of the depot again. The drop-off of i is n+i; some files tell
2n for n. Distances are Euclidean and not rounded; a minute a unit.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rides.planning.day import Day, Trip, Vehicle, Weights

HEAD, WIDE = 5, 7
NO_DARP = {".csv", ".json", ".md"}


class NoDarpError(ValueError):
    """The file is not of this layout."""


@dataclass(frozen=True)
class Instance:
    """One file. `rows`: depot, pickups, drop-offs, each with id, x, y, service, load, early, late."""

    name: str
    vehicles: int
    requests: int
    most_minutes: float
    capacity: int
    most_ride: float
    rows: np.ndarray[tuple[int, int], np.dtype[np.float64]]

    def day(self) -> Day:
        """Return it as a day: only distance counts; trips have the number of their pickups' rows."""
        n, rows = self.requests, self.rows
        offset = rows[:, None, 1:3] - rows[None, :, 1:3]
        km = np.sqrt((offset**2).sum(axis=2))
        minutes = km.copy()
        minutes[0, :] += rows[0, 3]
        minutes[0, 0] = 0.0
        early, late = float(rows[0, 5]), float(rows[0, 6])
        cars = (
            Vehicle(v, 0, 0, early, late, (self.capacity,), most_minutes=self.most_minutes)
            for v in range(self.vehicles)
        )
        trips = (self._trip(i) for i in range(1, n + 1))
        return Day(tuple(cars), tuple(trips), minutes, km, weights=Weights(ride_minute=0.0))

    def _trip(self, i: int) -> Trip:
        up, off = (self.rows[k].tolist() for k in (i, self.requests + i))
        return Trip(
            key=i,
            rider=i,
            pickup=i,
            dropoff=self.requests + i,
            pickup_window=(up[5], up[6]),
            dropoff_window=(off[5], off[6]),
            pickup_minutes=up[3],
            dropoff_minutes=off[3],
            load=(int(up[4]),),
            most_ride_minutes=self.most_ride,
        )


def read(path: Path) -> Instance:
    """Return the instance in a file. Raises NoDarpError when it holds none."""
    try:
        numbers = [float(word) for word in path.read_text().split()]
    except ValueError as error:
        raise NoDarpError(path.name) from error
    if len(numbers) < HEAD or (len(numbers) - HEAD) % WIDE:
        raise NoDarpError(path.name)
    vehicles, told, most_minutes, capacity, most_ride = numbers[:HEAD]
    rows = np.array(numbers[HEAD:]).reshape(-1, WIDE)
    counts = {int(told), int(told) // 2}
    n = next((n for n in counts if len(rows) in (2 * n + 1, 2 * n + 2)), 0)
    if not n:
        raise NoDarpError(path.name)
    rows = rows[: 2 * n + 1]
    return Instance(path.stem, int(vehicles), n, most_minutes, int(capacity), most_ride, rows)


def read_all(folder: Path) -> list[Instance]:
    """Return all instances in a folder, by name; files of other kinds are passed over."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in NO_DARP:
            try:
                found.append(read(path))
            except NoDarpError as error:
                print(f"passed over: {error}")
    return found


def best_known(folder: Path) -> dict[str, float]:
    """Return the best known cost by instance, from best.csv if there is one."""
    path = folder / "best.csv"
    if not path.exists():
        return {}
    with path.open(newline="") as lines:
        return {row["instance"]: float(row["best_known"]) for row in csv.DictReader(lines)}
