"""Rides as a day of work leaves them, beside those of the demo: what the table of pages opens."""

from datetime import datetime

from directory.actors import Actor
from people.models import Person
from rides.models import Destination, Driver, MileageRate, RidePolicy
from rides.services.drivers.apart import keep_apart
from rides.services.drivers.said import say_day
from volunteers.models import Volunteer


def rides(place: str, by: Actor, now: datetime) -> dict[str, int]:
    """Leave rides and drivers in the municipality `place`; return their numbers by the words of the table."""
    return _cars(place, by, now)


def _cars(place: str, by: Actor, now: datetime) -> dict[str, int]:
    """Choose a driver in order and one whose papers are not, a volunteer without a car, and two riders apart."""
    drivers = Driver.objects.filter(volunteer__person__municipality__name_fi=place)
    rows = list(drivers.order_by("pk").select_related("volunteer__person"))
    barred = next(row for row in rows if not row.volunteer.credentials.filter(kind="insurance"))
    fit = next(row for row in rows if row != barred)
    say_day(fit, now.date(), None, by=by, now=now)
    no_car = Volunteer.objects.filter(person__municipality__name_fi=place, driver=None)
    residents = Person.objects.filter(municipality__name_fi=place, resident__isnull=False)
    one, other = residents.order_by("-pk")[:2]
    keep_apart(one, other, by=by, now=now)
    return {
        "Driver": fit.person.pk,
        "barred-driver": barred.person.pk,
        "no-car": no_car.order_by("pk")[0].person_id,
        "apart": one.pk,
        "Destination": Destination.objects.filter(municipality__name_fi=place)[0].pk,
        "RidePolicy": RidePolicy.objects.order_by("pk")[0].pk,
        "MileageRate": MileageRate.objects.order_by("pk")[0].pk,
    }
