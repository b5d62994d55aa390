"""An invented village with an office, phones and a clock: what a conversation is played in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from backend.auditor import findings
from backend.clock import tick
from backend.rehearsal.agenda import next_minute
from directory.actors import COMMAND, Actor
from directory.actors import staff as by_staff
from directory.localtime import instant, local_date
from directory.models import Association, Municipality, StaffRole, User
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import process_safely, receive
from people.models import Consent, Contact, Person, PersonNumber, PhoneNumber, Resident
from rings.models import Assignment, Occurrence, Ring, RingMember, ScheduleRule
from rings.services.climbing.seed import load_ladders
from rings.services.planning.publish import publish_ring
from volunteers.models import Volunteer

MONDAY = date(2026, 11, 23)
GONE_OUT = (Message.State.ACCEPTED, Message.State.DELIVERED)


def hour(text: str) -> time:
    """Return the time of "9:30"."""
    hours, _, minutes = text.partition(":")
    return time(int(hours), int(minutes or 0))


def duty(occurrence: Occurrence) -> Assignment:
    """Return the duty of whoever is responsible: somebody must be."""
    holder = occurrence.holder()
    assert holder is not None, f"nobody is responsible for {occurrence}"
    return holder


@dataclass
class Clock:
    """The wall clock in Helsinki. Going forward it ticks whenever anything is due."""

    day: date = MONDAY
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = instant(self.day, time(7))

    def goes_to(self, text: str, *, day: date | None = None) -> None:
        """Let the time pass until "9:30" of today, or of `day`."""
        self.day = day or self.day
        goal = instant(self.day, hour(text))
        assert goal >= self.now, "the clock does not go back"
        tick(self.now)
        while (later := next_minute(self.now, ())) < goal:
            self.now = later
            tick(self.now)
        self.now = goal
        tick(self.now)

    def goes_to_next_day(self, text: str) -> None:
        """Let the time pass until "9:30" of tomorrow."""
        self.goes_to(text, day=self.day + timedelta(days=1))


@dataclass
class Phone:
    """Somebody's telephone: the texts that have come, read one after the other."""

    number: str
    clock: Clock
    ids: "count[int]" = field(default_factory=count)
    read: set[int] = field(default_factory=set)

    def gets(self, *words: str) -> "Phone":
        """Expect the next unread text to hold all of `words`."""
        unread = self.unread()
        assert unread, f"no new text on {self.number}; wanted {words}"
        message = unread[0]
        self.read.add(message.pk)
        for word in words:
            assert word in message.body, f"{word!r} is not in {message.body!r}"
        return self

    def gets_nothing(self) -> "Phone":
        """Expect no unread text."""
        unread = self.unread()
        assert not unread, f"unexpected: {[m.body for m in unread]}"
        return self

    def answers(self, body: str) -> Inbound:
        """Write back; the service reads it at once, and the next minute begins."""
        sms = InboundSms(
            provider_id=f"{self.number}-{next(self.ids)}",
            sender=self.number,
            recipient="",
            body=body,
        )
        inbound = receive("demo", sms, self.clock.now)
        process_safely(inbound.pk, self.clock.now)
        tick(self.clock.now)
        inbound.refresh_from_db()
        return inbound

    def unread(self) -> list[Message]:
        """Return the texts that have gone out and have not been read, oldest first."""
        sent = Message.objects.filter(number__e164=self.number, state__in=GONE_OUT)
        return list(sent.exclude(pk__in=self.read).order_by("accepted_at", "pk"))


class Village:
    """The people of Karstula, one coordinator, and the rings they are in."""

    def __init__(self) -> None:
        load_ladders()
        self.clock = Clock()
        self.place = Municipality.objects.create(
            code="226",
            name_fi="Karstula",
            population=4235,
            population_year=2016,
            latitude="62.87",
            longitude="24.80",
        )
        self.office = Association.objects.create(
            name="Vapari ry", short_name="Vapari", phone="014 555 0100"
        )
        self.office.municipalities.add(self.place)
        self.coordinator = User.objects.create_user(
            "kirsi@example.org", first_name="Kirsi", phone="+358401239999"
        )
        StaffRole.objects.create(
            user=self.coordinator,
            role=StaffRole.Role.COORDINATOR,
            municipality=self.place,
            valid_from=date(2026, 1, 1),
        )
        self.phones: dict[str, Phone] = {}

    @property
    def by(self) -> Actor:
        """Return the coordinator as the one who acts."""
        return by_staff(self.coordinator.pk)

    def phone(self, number: str) -> Phone:
        """Return the telephone with this number: always the same one."""
        return self.phones.setdefault(number, Phone(number, self.clock))

    def phone_of(self, person: Person) -> Phone:
        """Return the first telephone of `person`."""
        return self.phone(person.numbers.order_by("position", "pk")[0].number.e164)

    def volunteer(self, first: str, number: str, *, kind: str = "mobile") -> Person:
        """Return a new active volunteer with a number."""
        person = self._person(first, number, kind)
        Volunteer.objects.create(person=person, state=Volunteer.State.ACTIVE)
        return person

    def resident(self, first: str, number: str, *, kind: str = "mobile") -> Person:
        """Return a new resident with a number, consent and a daughter to ring."""
        person = self._person(first, number, kind)
        resident = Resident.objects.create(person=person, state=Resident.State.SERVED)
        Contact.objects.create(
            resident=resident, name="Tiina Esimerkki", relation="tytär", phone="+358401230555"
        )
        Consent.objects.create(
            person=person,
            kind=Consent.Kind.SERVICE,
            answer=Consent.Answer.GIVEN,
            channel=Consent.Channel.ORAL,
            wording="v1",
            recorded_at=self.clock.now,
        )
        return person

    def ring(
        self,
        *,
        residents: Sequence[Person],
        helpers: Sequence[Person] = (),
        at: str = "9:00",
        topology: str = Ring.Topology.HUB,
        kind: str = Ring.Kind.CALL,
        remind_before: int = 0,
        slot_minutes: int = 0,
        weekdays: Sequence[int] = range(7),
    ) -> Ring:
        """Return a running ring, of every day unless `weekdays` (Monday 0) says otherwise."""
        ring = Ring.objects.create(
            name="Soittorinki",
            kind=kind,
            topology=topology,
            municipality=self.place,
            association=self.office,
            coordinator=self.coordinator,
            remind_minutes_before=remind_before,
            slot_minutes=slot_minutes,
            created_at=self.clock.now,
        )
        ScheduleRule.objects.create(
            ring=ring,
            weekdays=list(weekdays),
            anchor=MONDAY,
            wall_time=hour(at),
            valid_from=MONDAY,
        )
        role = "both" if topology == Ring.Topology.CIRCLE else "resident"
        for people, part in ((residents, role), (helpers, "helper")):
            for place, person in enumerate(people, start=1):
                RingMember.objects.create(
                    ring=ring, person=person, role=part, position=place, valid_from=MONDAY
                )
        publish_ring(ring, by=COMMAND, now=self.clock.now)
        return ring

    def occurrence(self, receiver: Person) -> Occurrence:
        """Return what is planned for `receiver` on the clock's day."""
        return Occurrence.objects.get(receiver=receiver, nominal_date=local_date(self.clock.now))

    def nobody_is_forgotten(self) -> bool:
        """Tell whether the auditor is content."""
        found = findings(self.clock.now)
        assert not found, found
        return True

    def _person(self, first: str, number: str, kind: str) -> Person:
        person = Person.objects.create(
            first_name=first,
            last_name="Esimerkki",
            municipality=self.place,
            created_at=self.clock.now,
        )
        row, _made = PhoneNumber.objects.get_or_create(e164=number, defaults={"kind": kind})
        PersonNumber.objects.create(person=person, number=row)
        return person
