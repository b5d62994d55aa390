"""What differs between what people have been told of a plan and how it stands now: pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A rider waits at the door some minutes earlier or later without being told anew.
WORTH_TELLING = timedelta(minutes=5)
# A driver has promised hours, not minutes: what makes them longer than this is asked anew.
WORTH_ASKING = timedelta(minutes=30)


class What(StrEnum):
    """What somebody has to hear. The first four are the rider's, the others the driver's."""

    NEW = "new"
    HOUR = "hour"
    DRIVER = "driver"
    LOST = "lost"
    ASK = "ask"
    ASK_AGAIN = "ask_again"
    CHANGED = "changed"
    CALL_OFF = "call_off"


@dataclass(frozen=True)
class Seat:
    """Who fetches a rider, and when."""

    driver: int
    pickup_at: datetime


@dataclass(frozen=True)
class Stop:
    """A way of a ride in a run, by its number, with its two instants."""

    leg: int
    pickup_at: datetime
    dropoff_at: datetime


@dataclass(frozen=True)
class Stops:
    """Which ways are new to a driver, gone, or at another hour; how much the promised hours grow."""

    new: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    longer: timedelta = timedelta(0)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.moved)


def rider_change(told: Seat | None, seat: Seat | None) -> What | None:
    """Return what the rider has to hear: `told` is what they know, `seat` how it stands. None: nothing."""
    if seat is None:
        return What.LOST if told else None
    if told is None:
        return What.NEW
    if told.driver != seat.driver:
        return What.DRIVER
    moved = abs(seat.pickup_at - told.pickup_at)
    return What.HOUR if moved >= WORTH_TELLING else None


def stop_changes(told: Sequence[Stop], planned: Sequence[Stop]) -> Stops:
    """Return what is different for a driver who knows `told`, each way once, in the order of the hours."""
    knew = {stop.leg: stop for stop in told}
    stands = {stop.leg: stop for stop in planned}
    moved = [
        stop.leg
        for stop in planned
        if stop.leg in knew and _moved(knew[stop.leg], stop) >= WORTH_TELLING
    ]
    return Stops(
        tuple(stop.leg for stop in planned if stop.leg not in knew),
        tuple(stop.leg for stop in told if stop.leg not in stands),
        tuple(moved),
        _longer(told, planned),
    )


def driver_change(state: str, stops: Stops, *, is_empty: bool, has_list: bool) -> What | None:
    """Return what the driver of a run in `state` has to hear. None: nothing, or nobody is to be asked yet.

    Until the list of stops has been sent, the evening before, a driver knows the hours alone: only longer ones are
    asked anew. With the list in hand (or on the way) every change is told.
    """
    if is_empty:
        return None if state == "draft" else What.CALL_OFF
    if state == "draft":
        return What.ASK
    if has_list:
        return What.CHANGED if stops else None
    return What.ASK_AGAIN if stops.longer >= WORTH_ASKING else None


def _moved(one: Stop, other: Stop) -> timedelta:
    return max(abs(one.pickup_at - other.pickup_at), abs(one.dropoff_at - other.dropoff_at))


def _longer(told: Sequence[Stop], planned: Sequence[Stop]) -> timedelta:
    """Return by how much the hours from the first stop to the last reach beyond what was told, at either end."""
    if not told or not planned:
        return timedelta(0)
    earlier = min(s.pickup_at for s in told) - min(s.pickup_at for s in planned)
    later = max(s.dropoff_at for s in planned) - max(s.dropoff_at for s in told)
    return max(earlier, later, timedelta(0))
