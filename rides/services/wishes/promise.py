"""What is said before a ride is promised: who drives that day, how much notice there is, who goes there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.distance import crow_km
from directory.localtime import instant
from directory.models import Association, Municipality
from people.models import Person
from rides.models import Destination, Driver, Leg, RideRequest
from rides.services.drivers.days import driving_on
from rides.services.steps import terms_of
from rides.services.wishes.taking import rides_like

NEAR_KM = 30
MOST_HOURS = 4


@dataclass(frozen=True)
class Promised:
    """`drivers` drive at that hour of the day, `near` of them from within 30 km; `short`: fewer hours of notice
    than the `notice` that is wished for. `going`: at what hours others are driven to the same place that day.
    `alike`: rides of the same person that day, which may be this one told twice.
    """

    drivers: int
    near: int
    short: bool
    notice: int
    going: tuple[time, ...]
    alike: tuple[RideRequest, ...]

    @property
    def tone(self) -> str:
        """Return how the note is coloured."""
        if not self.drivers:
            return "error"
        return "warning" if self.short or not self.near else "success"


def promised(
    place: Municipality,
    office: Association,
    destination: Destination,
    day: date,
    wall_time: time,
    *,
    now: datetime,
    rider: Person | None = None,
    but: int | None = None,
) -> Promised:
    """Return what can be promised of a ride from `place`; `but` is the ride that is being changed."""
    drivers = _drivers(place, office, day, wall_time)
    terms = terms_of(office)
    return Promised(
        drivers=len(drivers),
        near=sum(_km(driver, place, rider) <= NEAR_KM for driver in drivers),
        short=instant(day, wall_time) - now < timedelta(hours=terms.notice_hours),
        notice=terms.notice_hours,
        going=_going(destination, office, day, but),
        alike=tuple(rides_like(rider, day, but=but)) if rider else (),
    )


def _drivers(place: Municipality, office: Association, day: date, wall_time: time) -> list[Driver]:
    """Return the drivers of the office's municipalities who drive at that hour."""
    served = Municipality.objects.filter(associations=office) | Municipality.objects.filter(
        pk=place.pk
    )
    rows = Driver.objects.filter(volunteer__person__municipality__in=served.values("pk"))
    found = list(rows.select_related("volunteer__person__municipality"))
    days = driving_on(found, day)
    return [
        driver
        for driver in found
        if driver.pk in days
        and any(hours.starts <= wall_time < hours.ends for hours in days[driver.pk].hours)
    ]


def _km(driver: Driver, place: Municipality, rider: Person | None) -> float:
    home = driver.person
    here = home if home.latitude is not None else home.municipality
    there = rider if rider and rider.latitude is not None else place
    points = (here.latitude, here.longitude, there.latitude, there.longitude)
    return float(crow_km(*(float(degrees or 0) for degrees in points)))


def _going(
    destination: Destination, office: Association, day: date, but: int | None
) -> tuple[time, ...]:
    rows = RideRequest.objects.filter(
        destination=destination,
        association=office,
        day=day,
        legs__in=Leg.objects.open().filter(direction=Leg.Direction.OUT),
    )
    if but is not None:
        rows = rows.exclude(pk=but)
    hours = rows.order_by("wall_time").values_list("wall_time", flat=True).distinct()
    return tuple(hours[:MOST_HOURS])
