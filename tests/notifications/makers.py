"""Invented people, an office and a topic that listens: what the tests of messages stand on."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from directory.models import Association, Municipality, StaffRole, User
from notifications.models import Message
from notifications.services.outbox import Ask, Item, Text, put
from notifications.topics import Answer, Outcome
from people.models import Person, PersonNumber, PhoneNumber

# Monday 23 November 2026, 9.00 in Helsinki.
NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
OFFICE = {"office": "Vapari", "help_phone": "014 555 0100"}
AINO, VEIKKO = Item("occurrence:1", "Aino"), Item("occurrence:2", "Veikko")


def minutes(count: int) -> datetime:
    """Return the moment `count` minutes after nine."""
    return NINE + timedelta(minutes=count)


def make_office() -> User:
    """Make a municipality with its association and coordinator; return the coordinator."""
    town = Municipality.objects.create(
        code="179",
        name_fi="Esimerkkilä",
        population=1000,
        population_year=2016,
        latitude=62,
        longitude=25,
    )
    office = Association.objects.create(name="Vapari ry", short_name="Vapari", phone="014 555 0100")
    office.municipalities.add(town)
    user = User.objects.create_user("sari@esimerkki.fi", first_name="Sari", phone="+358401230001")
    StaffRole.objects.create(
        user=user, role="coordinator", municipality=town, valid_from=date(2026, 1, 1)
    )
    return user


def make_person(first: str, e164: str, *, language: str = "fi", kind: str = "mobile") -> Person:
    """Make a person of the municipality with a number; a number that exists is shared."""
    person = Person.objects.create(
        first_name=first,
        last_name="Esimerkki",
        language=language,
        municipality=Municipality.objects.get(),
        created_at=NINE,
    )
    number, _made = PhoneNumber.objects.get_or_create(e164=e164, defaults={"kind": kind})
    PersonNumber.objects.create(person=person, number=number)
    return person


def ask_to_call(
    person: Person,
    *items: Item,
    now: datetime = NINE,
    step: int = 1,
    urgent: bool = False,
    expires_at: datetime | None = None,
) -> Message:
    """Write to `person` that it is their turn to ring the people in `items`, at nine."""
    residents = [{"name": item.name, "phone": "0401230009"} for item in items]
    variables = {**OFFICE, "first_name": person.first_name, "time": "9", "residents": residents}
    return put(
        Text("call_reminder", variables),
        to=person,
        topic="duties",
        purpose="reminder",
        about="duty:2026-11-23T09:00",
        now=now,
        expires_at=expires_at or NINE + timedelta(hours=3),
        step=step,
        urgent=urgent,
        ask=Ask("call_reminder", items, NINE + timedelta(hours=27), slot_at=NINE),
    )


def state_of(message: Message) -> str:
    """Return the state in which `message` stands now."""
    message.refresh_from_db()
    return message.state


@dataclass
class Listening:
    """A topic that keeps what it is told and answers as it was set up to."""

    name: str = "duties"
    wanted: bool = True
    outcome: Outcome = field(default_factory=Outcome)
    heard: list[tuple[str, str]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    def still_wanted(self, message: Message, now: datetime) -> bool:
        return self.wanted and message.created_at <= now

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        del now
        self.heard += [(answer.about, str(answer.intent)) for answer in answers]
        return self.outcome

    def undeliverable(self, message: Message, now: datetime) -> None:
        del now
        self.lost.append(message.pk)
