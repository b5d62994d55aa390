"""Rides in the village: places, drivers, a ride with a car, and what is published."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from directory.localtime import instant, local_time
from directory.scope import scope_of
from people.models import Person
from rides.models import Destination, Driver, Leg, Need, RideRequest, Run
from rides.services.plan.insert import best_places, seat
from rides.services.seed import load_rates
from rides.services.steps import first_due, owner_of
from rides.services.telling.phone_list import phone_list
from rides.services.telling.publish import Published, publish
from tests.conversations.village import Village, hour
from volunteers.models import AvailableWindow, Credential, Volunteer

THURSDAY = date(2026, 11, 26)
WEDNESDAY = date(2026, 11, 25)
TAKES = [Need.ROLLATOR, Need.FOLDING, Need.DOG, Need.FRONT, Need.DOOR]


def shop(village: Village) -> Destination:
    """Return the shop in the middle of the village, made on first use."""
    found, _made = Destination.objects.get_or_create(
        name="S-market",
        municipality=village.place,
        defaults={"latitude": "62.878", "longitude": "24.806"},
    )
    return found


def driver(village: Village, person: Person, *, seats: int = 3) -> Driver:
    """Return `person` as a driver with papers in order, free every day."""
    load_rates()
    volunteer = Volunteer.objects.get(person=person)
    Volunteer.objects.filter(pk=volunteer.pk).update(has_car=True, tasks=["ride"])
    for kind in (Credential.Kind.LICENCE, Credential.Kind.INSURANCE):
        Credential.objects.create(
            volunteer=volunteer,
            kind=kind,
            seen_on=date(2026, 1, 2),
            valid_until=date(2030, 1, 1),
        )
    for weekday in range(7):
        AvailableWindow.objects.create(
            volunteer=volunteer, weekday=weekday, starts=time(7), ends=time(21)
        )
    return Driver.objects.create(
        volunteer=volunteer, seats=seats, takes=TAKES, recorded_at=village.clock.now
    )


def ride(village: Village, rider: Person, *, at: str = "10:00", **more: Any) -> RideRequest:
    """Return a ride to the shop on Thursday, back at noon unless told otherwise, without a car."""
    now = village.clock.now
    values: dict[str, Any] = {
        "rider": rider,
        "association": village.office,
        "destination": shop(village),
        "purpose": RideRequest.Purpose.SHOP,
        "wall_time": hour(at),
        "back": RideRequest.Back.FIXED,
        "back_time": time(12),
        "day": THURSDAY,
        "created_at": now,
    } | more
    made = RideRequest.objects.create(**values)
    ways = [(Leg.Direction.OUT, Leg.State.REQUESTED)]
    if made.back != RideRequest.Back.NONE:
        on_call = made.back == RideRequest.Back.ON_CALL
        ways.append((Leg.Direction.BACK, Leg.State.ON_CALL if on_call else Leg.State.REQUESTED))
    for direction, state in ways:
        owner = owner_of(village.place, village.office, now)
        due_at = first_due(made, direction, state, now)
        made.legs.create(direction=direction, state=state, owner=owner, due_at=due_at)
    return made


def run(village: Village, drives: Driver, starts: str = "9:00", ends: str = "13:00") -> Run:
    """Return a new draft run of Thursday."""
    return Run.objects.create(
        driver=drives,
        association=village.office,
        day=THURSDAY,
        owner=village.coordinator,
        starts_at=instant(THURSDAY, hour(starts)),
        ends_at=instant(THURSDAY, hour(ends)),
        km_planned=Decimal("24.0"),
        due_at=instant(WEDNESDAY, hour(starts)),
    )


def seated(car: Run, leg: Leg, picked: str, dropped: str) -> Leg:
    """Put `leg` last into the draft `car`."""
    place = car.legs.count() * 2
    leg.run, leg.state = car, Leg.State.PLANNED
    leg.pickup_order, leg.dropoff_order = place, place + 1
    leg.pickup_at = instant(car.day, hour(picked))
    leg.dropoff_at = instant(car.day, hour(dropped))
    leg.save()
    return leg


def placed(village: Village, person: Person, *rides: RideRequest) -> Run:
    """Let the coordinator put every way of `rides` that waits into the car of `person`, and return the run."""
    drives = Driver.objects.get(volunteer__person=person)
    waiting = Leg.objects.filter(request__in=rides, state=Leg.State.REQUESTED)
    for leg in waiting.order_by("-direction", "pk"):
        places = best_places(leg, village.clock.now, drivers=[drives.pk])
        made = seat(leg, places[0].key, by=village.by, now=village.clock.now)
    return made


def at(moment: datetime | None) -> str:
    """Return the hour of an instant as texts write it."""
    assert moment is not None
    wall = local_time(moment)
    return f"{wall.hour}.{wall.minute:02}"


def just_after(moment: datetime | None) -> str:
    """Return the minute after an instant, as the clock goes to it."""
    assert moment is not None
    return f"{local_time(moment + timedelta(minutes=1)):%H:%M}"


def out_of(asked: RideRequest) -> Leg:
    """Return the way there as it stands now."""
    return asked.legs.get(direction=Leg.Direction.OUT)


def back_of(asked: RideRequest) -> Leg:
    """Return the way back as it stands now."""
    return asked.legs.get(direction=Leg.Direction.BACK)


def published(village: Village, day: date = THURSDAY) -> Published:
    """Publish a day as the coordinator."""
    scope = scope_of(village.coordinator, village.clock.day)
    return publish(day, scope, by=village.by, now=village.clock.now)


def to_ring(village: Village) -> list[tuple[str, str]]:
    """Return whom the coordinator has to ring, and why, the most urgent first."""
    scope = scope_of(village.coordinator, village.clock.day)
    return [(row.person.first_name, row.call.value) for row in phone_list(scope, village.clock.now)]


def states(*rides: RideRequest) -> list[str]:
    """Return how the ways of `rides` stand, the way there first."""
    legs = Leg.objects.filter(request__in=rides).order_by("request", "-direction")
    return list(legs.values_list("state", flat=True))


def promised(village: Village, car: Run) -> Run:
    """Publish on Monday, and let Kari say yes."""
    published(village)
    village.clock.goes_to("9:05")
    phone = village.phone_of(car.driver.person)
    phone.gets("Voitko ajaa").answers("Kyllä")
    phone.gets("Kiitos")
    car.refresh_from_db()
    return car
