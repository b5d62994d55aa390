"""Invented people, and the clock, for the tests of people and volunteers."""

from datetime import UTC, datetime

from directory.actors import Actor
from directory.actors import staff as staff_actor
from directory.models import Municipality, StaffRole, User
from people.models import Consent, Person, Resident
from volunteers.models import Volunteer

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # a Monday, nine o'clock in Helsinki
TODAY = NOW.date()


def make_municipality(name: str = "Karstula", code: str = "226") -> Municipality:
    """Return the municipality of that name, made on first use."""
    place, _ = Municipality.objects.get_or_create(
        code=code,
        defaults={
            "name_fi": name,
            "population": 4235,
            "population_year": 2016,
            "latitude": "62.87",
            "longitude": "24.80",
        },
    )
    return place


def make_person(first: str = "Aino", last: str = "Esimerkki", **fields: object) -> Person:
    """Return a new person, of Karstula unless told otherwise."""
    values = {"municipality": make_municipality(), "created_at": NOW, **fields}
    return Person.objects.create(first_name=first, last_name=last, **values)


def make_volunteer(first: str = "Sari", state: str = Volunteer.State.ACTIVE) -> Volunteer:
    """Return a new volunteer in `state`."""
    return Volunteer.objects.create(person=make_person(first), state=state)


def make_resident(first: str = "Aino", *, agreed: bool = True) -> Resident:
    """Return a new resident in a ring, who has agreed to the service unless told otherwise."""
    resident = Resident.objects.create(person=make_person(first), state=Resident.State.SERVED)
    if agreed:
        Consent.objects.create(
            person=resident.person,
            kind=Consent.Kind.SERVICE,
            answer=Consent.Answer.GIVEN,
            channel=Consent.Channel.ORAL,
            wording="v1",
            recorded_at=NOW,
        )
    return resident


def make_coordinator(
    email: str = "koordinaattori@example.org", municipality: Municipality | None = None
) -> User:
    """Return a coordinator of `municipality` (None: of all of them)."""
    user = User.objects.create_user(email, "salasana-12345", first_name="Kirsi")
    StaffRole.objects.create(
        user=user,
        role=StaffRole.Role.COORDINATOR,
        municipality=municipality,
        valid_from=TODAY.replace(year=2020),
    )
    return user


def office(email: str = "toimisto@example.org") -> Actor:
    """Return a member of staff as the actor."""
    user, _ = User.objects.get_or_create(email=email)
    return staff_actor(user.pk)
