"""A small village to rehearse in: every topology, a ring at night, everybody invented."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from directory.models import Association, Municipality, StaffRole, User
from people.models import Consent, Person, PersonNumber, PhoneNumber, Resident
from rings.models import Ring, RingMember, ScheduleRule
from rings.services.climbing.seed import load_ladders
from volunteers.models import Volunteer

LONG_AGO = datetime(2027, 1, 1, 9, tzinfo=UTC)
SINCE = date(2027, 1, 1)
EVERY_DAY = list(range(7))


@dataclass
class Village:
    """The office of the village, its residents and its volunteers."""

    office: Association
    place: Municipality
    coordinator: User
    residents: list[Person] = field(default_factory=list)
    volunteers: list[Person] = field(default_factory=list)

    def ring(
        self,
        topology: str,
        residents: list[Person],
        helpers: list[Person],
        hour: time,
        kind: str = "call",
    ) -> Ring:
        """Make a draft ring that runs every day at `hour`."""
        ring = Ring.objects.create(
            name=f"{topology} {hour:%H.%M}",
            kind=kind,
            topology=topology,
            municipality=self.place,
            association=self.office,
            coordinator=self.coordinator,
            remind_minutes_before=120 if kind == "visit" else 0,
            created_at=LONG_AGO,
        )
        ScheduleRule.objects.create(
            ring=ring, weekdays=EVERY_DAY, anchor=SINCE, wall_time=hour, valid_from=SINCE
        )
        served = "both" if topology == "circle" else "resident"
        for people, role in ((residents, served), (helpers, "helper")):
            for position, person in enumerate(people, start=1):
                RingMember.objects.create(
                    ring=ring, person=person, role=role, position=position, valid_from=SINCE
                )
        return ring


def build_village() -> Village:
    """Make eight residents, three volunteers and five draft rings: eleven contacts a day."""
    place = Municipality.objects.create(
        code="992",
        name_fi="Äänekoski",
        population=19_367,
        population_year=2016,
        latitude="62.60",
        longitude="25.73",
    )
    office = Association.objects.create(name="Malli ry", short_name="Malli", phone="014 000 0000")
    office.municipalities.add(place)
    coordinator = User.objects.create_user("kaisa@malli.example", phone="050 5509001")
    StaffRole.objects.create(user=coordinator, role="coordinator", valid_from=SINCE)
    load_ladders()
    village = Village(office, place, coordinator)
    village.residents = [_resident(place, n) for n in range(8)]
    village.volunteers = [_volunteer(place, n) for n in range(100, 103)]
    aino, veikko, helmi, onni, *others = village.residents
    village.ring("hub", [aino, veikko, helmi], village.volunteers, time(9))
    village.ring("pair", [onni], village.volunteers[:1], time(3, 30))
    village.ring("circle", others[:3], [], time(10))
    village.ring("call_in", [veikko, others[3]], [], time(8, 30))
    village.ring("hub", [aino, onni], village.volunteers[1:], time(13), kind="visit")
    return village


def _person(place: Municipality, number: int, first: str) -> Person:
    person = Person.objects.create(
        first_name=first, last_name="Esimerkki", municipality=place, created_at=LONG_AGO
    )
    phone = PhoneNumber.objects.create(e164=f"+35850550{number:04d}", kind="mobile")
    PersonNumber.objects.create(person=person, number=phone)
    return person


def _resident(place: Municipality, number: int) -> Person:
    names = ("Aino", "Veikko", "Helmi", "Onni", "Kerttu", "Reijo", "Maija", "Pentti")
    person = _person(place, number, names[number])
    Resident.objects.create(person=person, state=Resident.State.SERVED)
    Consent.objects.create(
        person=person,
        kind=Consent.Kind.SERVICE,
        answer=Consent.Answer.GIVEN,
        channel=Consent.Channel.ORAL,
        wording="1",
        recorded_at=LONG_AGO,
    )
    return person


def _volunteer(place: Municipality, number: int) -> Person:
    person = _person(place, number, ("Raija", "Esko", "Sirkka")[number % 100])
    Volunteer.objects.create(person=person, state=Volunteer.State.ACTIVE, tasks=["call", "visit"])
    return person
