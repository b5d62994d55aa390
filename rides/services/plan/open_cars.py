"""Which free hours of the cars can be used: not those that are over, nor dark ones of who drives by daylight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.osrm import Point
from rides.planning.day import Vehicle, Window
from rides.services.plan.cars import Car, vehicles_of
from rides.services.plan.clockwork import Dial
from rides.services.plan.standing import Standing

OVER = _("Is not free any more today.")
DARK = _("Is free only when it is dark, and drives by daylight.")


@dataclass
class OpenCars:
    """`vehicles`: with how their cars stand. `closed`: drivers without any, and why.

    `stranded`: ways in hours that cannot be used any more.
    """

    vehicles: list[tuple[Standing, Vehicle]] = field(default_factory=list)
    closed: dict[int, Promise] = field(default_factory=dict)
    stranded: set[int] = field(default_factory=set)


def open_cars(
    cars: Sequence[Car],
    stands: Sequence[Standing],
    number: Mapping[Point, int],
    dial: Dial,
    most_km: Mapping[int, Sequence[float | None]],
    light: Window,
    now: float | None,
) -> OpenCars:
    """Return the hours that can be used. `light` and `now` in minutes; a car under way stays until it is home."""
    found = OpenCars()
    for car, stand in zip(cars, stands, strict=True):
        vehicles = vehicles_of(car, number, dial, most_km=most_km.get(car.driver.pk, ()))
        why: Promise | None = None
        for vehicle in vehicles:
            shut = None if stand.behind.get(vehicle.key) else _shut(vehicle, light, now)
            if shut is None:
                found.vehicles.append((stand, vehicle))
            else:
                why = shut
                found.stranded |= {int(key) for key, _pickup in stand.orders.get(vehicle.key, ())}
        if why and not any(stand is other for other, _vehicle in found.vehicles):
            found.closed[car.driver.pk] = why
    return found


def _shut(vehicle: Vehicle, light: Window, now: float | None) -> Promise | None:
    """Return why no minute of these hours is left."""
    if now is not None and vehicle.latest <= now:
        return OVER
    if vehicle.dark:
        return None
    opens = max(vehicle.earliest, light[0], now or 0.0)
    return DARK if min(vehicle.latest, light[1]) <= opens else None
