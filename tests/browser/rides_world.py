"""Rides as a day of work leaves them, beside those of the demo: what the table of pages opens."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from directory.actors import Actor
from notifications.gateways.base import InboundSms
from notifications.services.inbound import process, receive
from people.models import Person
from rides.models import Destination, Driver, MileageRate, RidePolicy, StandingRide
from rides.services.drivers.apart import keep_apart
from rides.services.drivers.said import say_day
from rides.services.wishes.cancelling import cancel_leg
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import save_standing
from rides.services.wishes.taking import take_ride
from tests.browser.rides_after import after
from tests.browser.rides_telling import telling
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers


def rides(place: str, by: Actor, now: datetime) -> dict[str, int]:
    """Leave rides and drivers in the municipality `place`; return their numbers by the words of the table."""
    found = _cars(place, by, now) | _wishes(place, by, now) | after(place, by, now)
    telling(place, by, now)
    return found


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


def _wishes(place: str, by: Actor, now: datetime) -> dict[str, int]:
    """Take down a ride with two ways, one that was cancelled, one that comes again, and one asked for by text."""
    residents = Person.objects.filter(municipality__name_fi=place, resident__isnull=False)
    riders = [p for p in residents.order_by("pk") if not blockers(p, now.date(), as_resident=True)]
    goal = Destination.objects.filter(municipality__name_fi=place)[0]
    office = goal.municipality.associations.all()[0]
    wish = Wish(riders[0], office, goal, time(10), back_time=time(13), needs=["rollator"], seats=2)
    day = now.date() + timedelta(days=3)
    ride = take_ride(wish, day, by=by, now=now)
    off = take_ride(replace(wish, rider=riders[1]), day, by=by, now=now)
    cancel_leg(off.legs.all()[0], "ill", by=by, now=now, both=True)
    again = StandingRide(weekdays=[0, 3], anchor=day, valid_from=day)
    save_standing(again, replace(wish, rider=riders[2], purpose="health"), by=by, now=now)
    number = riders[3].numbers.all()[0].number.e164
    text = InboundSms("ride-text", number, "", "KYYTI to klo 10 kauppaan, paluu 12")
    inbound = process(receive("demo", text, now).pk, now)
    return {"ride": ride.pk, "ride-off": off.pk, "standing": again.pk, "ride-text": inbound.pk}
