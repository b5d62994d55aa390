"""Who sits where between the stops of a run: pure, stops are counted from 0."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Aboard:
    """Somebody who gets in at stop `enters`, gets out at stop `leaves` and takes so many `seats`."""

    key: int
    enters: int
    leaves: int
    seats: int


@dataclass(frozen=True)
class Seating:
    """`rows[stop]`: after that stop, the key of who has each seat, or None where it is free.

    All rows are equally long: as many as the car has, or more where too many were put into it.
    """

    rows: dict[int, tuple[int | None, ...]]
    most: int


def seat_by_seat(rides: Iterable[Aboard], seats: int) -> Seating:
    """Return who has which of the car's `seats`; everybody keeps theirs until they get out."""
    placed: list[tuple[Aboard, list[int]]] = []
    for ride in sorted(rides, key=lambda r: (r.enters, r.leaves, r.key)):
        placed.append((ride, _free(placed, ride)))
    stops = sorted({stop for ride, _taken in placed for stop in (ride.enters, ride.leaves)})
    width = max([seats, *(seat + 1 for _ride, taken in placed for seat in taken)])
    rows = {stop: _row(placed, stop, width) for stop in stops}
    most = max((sum(key is not None for key in row) for row in rows.values()), default=0)
    return Seating(rows, most)


def _free(placed: list[tuple[Aboard, list[int]]], ride: Aboard) -> list[int]:
    """Return the first seats that nobody has while `ride` lasts."""
    taken = {
        seat
        for other, seats in placed
        for seat in seats
        if other.enters < ride.leaves and ride.enters < other.leaves
    }
    last = len(taken) + ride.seats
    return [seat for seat in range(last) if seat not in taken][: ride.seats]


def _row(placed: list[tuple[Aboard, list[int]]], stop: int, width: int) -> tuple[int | None, ...]:
    row: list[int | None] = [None] * width
    for ride, seats in placed:
        if ride.enters <= stop < ride.leaves:
            for seat in seats:
                row[seat] = ride.key
    return tuple(row)


def most_at_once(loads: Iterable[tuple[int, int, int]]) -> int:
    """Return how much is aboard at once at most; each of `loads` is (enters, leaves, amount)."""
    kept = list(loads)
    return max(
        (
            sum(amount for enters, leaves, amount in kept if enters <= stop < leaves)
            for stop, _leaves, _amount in kept
        ),
        default=0,
    )
