"""Karstula on a Thursday: homes so many kilometres north of the shop, and what the planner is told of them."""

from datetime import datetime, time
from typing import Any

from directory.localtime import instant, local_time
from people.models import Person
from rides.models import Driver, Leg, RideRequest
from rides.services.plan.facts import Facts, read_facts
from tests.rides.makers import THURSDAY, make_driver, make_office, make_ride, make_rider

SHOP_NORTH, EAST = 62.875, 24.805
# A kilometre of road by the house's reckoning, in degrees of latitude.
ROAD_KM = 1 / (111.195 * 1.3)


def north(km: float) -> dict[str, str]:
    """Return the home so many kilometres of road north of the shop."""
    return {"latitude": f"{SHOP_NORTH + km * ROAD_KM:.5f}", "longitude": f"{EAST:.5f}"}


def rider(first: str, km: float) -> Person:
    """Return a new rider who lives there."""
    return make_rider(first, **north(km))


def ride(first: str, km: float, **fields: Any) -> RideRequest:
    """Return a new ride of a new rider: to the shop by ten, back at noon."""
    return make_ride(rider(first, km), **fields)


def driver(first: str = "Pekka", km: float = 0, **fields: Any) -> Driver:
    """Return a new driver who lives there."""
    found = make_driver(first, **fields)
    for name, value in north(km).items():
        setattr(found.person, name, value)
    found.person.save()
    return found


def legs(request: RideRequest) -> tuple[Leg, ...]:
    """Return the ways of a ride as the tables have them, there first."""
    rows = {leg.direction: leg for leg in Leg.objects.filter(request=request).select_related("run")}
    return tuple(rows[d] for d in (Leg.Direction.OUT, Leg.Direction.BACK) if d in rows)


def facts() -> Facts:
    """Return what is known of the day."""
    return read_facts(make_office(), THURSDAY)


def clock(moment: datetime | None) -> str:
    """Return the wall time of an instant: "9.45"."""
    assert moment is not None
    wall = local_time(moment)
    return f"{wall.hour}.{wall:%M}"


def at(hour: int, minute: int = 0) -> datetime:
    """Return the instant of a wall time on the Thursday."""
    return instant(THURSDAY, time(hour, minute))
