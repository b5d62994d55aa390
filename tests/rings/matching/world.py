"""Invented people around one municipality, for tests of matching: each as the test needs them, at a kilometre."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from directory.models import Association, Municipality
from people.models import Consent, Person, PersonNumber, PhoneNumber, Resident
from volunteers.models import AvailableWindow, Preference, Volunteer

# A Monday, at noon by the clock on the wall.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NORTH, EAST = 62.4, 25.9
# So many degrees of latitude to a kilometre.
KM = 1 / 111.2


def make_place(name: str = "Laukaa", code: str = "410") -> Municipality:
    """Write a municipality in which one association works."""
    place = Municipality.objects.create(
        code=code,
        name_fi=name,
        population=18_000,
        population_year=2016,
        latitude=f"{NORTH}",
        longitude=f"{EAST}",
    )
    office, _made = Association.objects.get_or_create(
        name="Esimerkki ry", defaults={"short_name": "Esim", "phone": "014 555 0100"}
    )
    office.municipalities.add(place)
    return place


def _person(name: str, place: Municipality, km: float | None, facts: dict[str, Any]) -> Person:
    """Write somebody who lives `km` north of the centre, or whose home is not known more exactly than that."""
    here = {} if km is None else {"latitude": f"{NORTH + km * KM:.5f}", "longitude": f"{EAST}"}
    return Person.objects.create(
        first_name=name, last_name="Esimerkki", municipality=place, created_at=NOW, **here, **facts
    )


def make_resident(
    place: Municipality,
    name: str = "Aino",
    km: float | None = 0,
    facts: dict[str, Any] | None = None,
    *,
    agreed: bool = True,
    **side: Any,
) -> Person:
    """Write a resident who waits; `side`: of the resident, `facts`: of the person."""
    person = _person(name, place, km, facts or {})
    Resident.objects.create(person=person, **({"state": Resident.State.WAITING} | side))
    answer = Consent.Answer.GIVEN if agreed else Consent.Answer.REFUSED
    Consent.objects.create(
        person=person,
        kind=Consent.Kind.SERVICE,
        answer=answer,
        channel=Consent.Channel.ORAL,
        wording="v1",
        recorded_at=NOW,
    )
    return person


def make_volunteer(
    place: Municipality,
    name: str = "Kari",
    km: float | None = 1,
    facts: dict[str, Any] | None = None,
    **side: Any,
) -> Person:
    """Write an active volunteer; `side`: of the volunteer, `facts`: of the person."""
    person = _person(name, place, km, facts or {})
    Volunteer.objects.create(person=person, **({"state": Volunteer.State.ACTIVE} | side))
    return person


def prefer(resident: Person, volunteer: Person, kind: str) -> Preference:
    """Write a wish about two people."""
    return Preference.objects.create(
        resident=resident, volunteer=volunteer, kind=kind, said_by="office", created_at=NOW
    )


def free(volunteer: Person, weekday: int, starts: int, ends: int) -> None:
    """Write when somebody is free every week, in whole hours."""
    AvailableWindow.objects.create(
        volunteer=volunteer.volunteer, weekday=weekday, starts=time(starts), ends=time(ends)
    )


def give_number(number: str, *people: Person) -> None:
    """Write one telephone number that all of `people` share."""
    row = PhoneNumber.objects.create(e164=number, kind="landline")
    for person in people:
        PersonNumber.objects.create(person=person, number=row)


def days_ago(days: int) -> datetime:
    """Return the instant so many days before now."""
    return NOW - timedelta(days=days)
