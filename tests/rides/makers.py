"""Invented riders, drivers and rides for the tests of rides."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from directory.localtime import instant
from directory.models import Association, User
from people.models import Person
from rides.models import Destination, Driver, Leg, Need, RideRequest, Run
from rides.services.seed import load_rates
from rides.services.steps import first_due, owner_of
from tests.people.makers import NOW, TODAY, make_municipality, make_person, make_resident
from volunteers.models import AvailableWindow, Credential, Volunteer

THURSDAY = date(2026, 11, 26)
ALL_DAY = (time(7), time(21))
EVERYTHING = [Need.ROLLATOR, Need.FOLDING, Need.DOG, Need.OXYGEN, Need.FRONT, Need.DOOR]


def make_office(name: str = "Vapari") -> Association:
    """Return the association of that name, which serves Karstula."""
    office, _ = Association.objects.get_or_create(
        name=name, defaults={"short_name": name[:20], "phone": "+358501110001"}
    )
    office.municipalities.add(make_municipality())
    return office


def make_destination(name: str = "S-market", **fields: object) -> Destination:
    """Return a new destination, in the middle of Karstula unless told otherwise."""
    values = {"latitude": "62.875", "longitude": "24.805", "words": ["kauppa"], **fields}
    return Destination.objects.create(name=name, municipality=make_municipality(), **values)


def make_driver(first: str = "Pekka", **fields: object) -> Driver:
    """Return a new driver with papers in order and free every day from seven to nine in the evening."""
    load_rates()
    person = make_person(first, "Kuski")
    volunteer = Volunteer.objects.create(
        person=person, state=Volunteer.State.ACTIVE, has_car=True, tasks=["ride"]
    )
    for kind in (Credential.Kind.LICENCE, Credential.Kind.INSURANCE):
        Credential.objects.create(
            volunteer=volunteer, kind=kind, seen_on=TODAY, valid_until=date(2030, 1, 1)
        )
    for weekday in range(7):
        AvailableWindow.objects.create(
            volunteer=volunteer, weekday=weekday, starts=ALL_DAY[0], ends=ALL_DAY[1]
        )
    values = {"seats": 3, "boot": 1, "takes": EVERYTHING, "recorded_at": NOW, **fields}
    return Driver.objects.create(volunteer=volunteer, **values)


def make_rider(first: str = "Aino", **fields: object) -> Person:
    """Return a new resident of Karstula who has agreed to the service; `fields` are the person's."""
    person = make_resident(first).person
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    return person


def make_ride(rider: Person | None = None, *, now: datetime = NOW, **fields: Any) -> RideRequest:
    """Return a new ride: on Thursday to be in the shop at ten, back at noon, unless told otherwise."""
    values: dict[str, Any] = {
        "rider": rider or make_rider(),
        "association": make_office(),
        "purpose": RideRequest.Purpose.SHOP,
        "timing": RideRequest.Timing.ARRIVE,
        "wall_time": time(10),
        "back": RideRequest.Back.FIXED,
        "back_time": time(12),
        "day": THURSDAY,
        "created_at": now,
    } | fields
    if "destination" not in values:
        values["destination"] = Destination.objects.first() or make_destination()
    ride = RideRequest.objects.create(**values)
    _make_leg(ride, Leg.Direction.OUT, Leg.State.REQUESTED, now)
    if ride.back != RideRequest.Back.NONE:
        on_call = ride.back == RideRequest.Back.ON_CALL
        state = Leg.State.ON_CALL if on_call else Leg.State.REQUESTED
        _make_leg(ride, Leg.Direction.BACK, state, now)
    return ride


def _make_leg(ride: RideRequest, direction: str, state: str, now: datetime) -> Leg:
    return Leg.objects.create(
        request=ride,
        direction=direction,
        state=state,
        owner=_owner(ride.rider, ride.association, now),
        due_at=first_due(ride, direction, state, now),
    )


def _owner(person: Person, office: Association, now: datetime) -> User:
    if not User.objects.filter(is_superuser=True).exists():
        User.objects.create_superuser("omistaja@example.org", "salasana-12345")
    return owner_of(person.municipality, office, now)


def make_run(
    driver: Driver | None = None,
    *,
    day: date = THURSDAY,
    state: str = Run.State.DRAFT,
    now: datetime = NOW,
    **fields: Any,
) -> Run:
    """Return a new empty run from nine to one."""
    driver = driver or make_driver()
    office = make_office()
    live = state not in {"closed", "declined", "broken", "cancelled"}
    values = {
        "starts_at": instant(day, time(9)),
        "ends_at": instant(day, time(13)),
        "km_planned": Decimal("24.0"),
        "due_at": now + timedelta(hours=1) if live else None,
    } | fields
    owner = _owner(driver.person, office, now)
    return Run.objects.create(
        driver=driver, association=office, day=day, state=state, owner=owner, **values
    )


def seat_leg(
    leg: Leg, run: Run, picked: time, dropped: time, state: str = Leg.State.PLANNED
) -> Leg:
    """Put `leg` last into the stops of `run`: picked up and set down at these wall times."""
    taken = run.legs.count() * 2
    leg.run, leg.state = run, state
    leg.pickup_order, leg.dropoff_order = taken, taken + 1
    leg.pickup_at, leg.dropoff_at = instant(run.day, picked), instant(run.day, dropped)
    leg.save()
    return leg
