"""The village of the machine: a dozen people, rings of every kind, one clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model, QuerySet

from backend.clock import tick
from backend.rehearsal.agenda import next_minute
from directory.actors import Actor
from directory.actors import staff as by_staff
from directory.localtime import instant, local_date
from directory.models import StaffRole, User
from people.models import Person, PersonNumber, PhoneNumber
from rings.models import Assignment, Occurrence, Ring
from rings.models.occurrence import OccurrenceQuerySet
from tests.conversations.village import Village, hour
from volunteers.models import Volunteer

Row = TypeVar("Row", bound=Model)

# A plain week, Christmas with New Year and week 53, and the weeks of both clock changes and of Midsummer.
STARTS = (
    date(2026, 11, 23),
    date(2026, 12, 22),
    date(2027, 3, 25),
    date(2027, 6, 22),
    date(2027, 10, 28),
)

# What a migrated database is born with.
_BORN_WITH = {"django_migrations", "django_content_type", "auth_permission"}


def nothing_yet() -> None:
    """Empty every table and let the numbers of rows begin with 1 again: a run knows nothing of those before it."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted({*names} - _BORN_WITH)
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True)
    connection.ops.execute_sql_flush(statements)


class World(Village):
    """The people, and what one run of the machine needs of them. Everything is read anew from the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.sari = self.volunteer("Sari", "+358401230001")
        self.kari = self.volunteer("Kari", "+358401230002")
        self.liisa = self.volunteer("Liisa", "+358401230003")
        self.pekka = self.volunteer("Pekka", "+358142230004", kind="landline")
        self.aino = self.resident("Aino", "+358401230101")
        self.veikko = self.resident("Veikko", "+358401230102")
        self.helmi = self.resident("Helmi", "+358401230102")
        self.toivo = self.resident("Toivo", "+358142230104", kind="landline")
        self.onni = self.resident("Onni", "+358401230105")
        # On both sides: helps in one ring and is rung in another.
        self.elsa = self.resident("Elsa", "+358401230106")
        Volunteer.objects.create(person=self.elsa, state=Volunteer.State.ACTIVE)
        self.second = User.objects.create_user(
            "kaisa@example.org", first_name="Kaisa", phone="+358401239998"
        )
        StaffRole.objects.create(
            user=self.second,
            role=StaffRole.Role.COORDINATOR,
            municipality=self.place,
            valid_from=date(2026, 1, 1),
        )
        self.texts = 0
        self.ticks = 0

    @property
    def now(self) -> datetime:
        """Return the minute that the village has."""
        return self.clock.now

    @property
    def today(self) -> date:
        """Return its local date."""
        return local_date(self.now)

    def begins(self, day: date) -> None:
        """Start at seven in the morning of `day` with a ring of every kind."""
        self.texts = 0
        self.clock.day, self.clock.now = day, instant(day, hour("7:00"))
        call_in, circle, pair = (Ring.Topology.CALL_IN, Ring.Topology.CIRCLE, Ring.Topology.PAIR)
        helpers, residents = [self.sari, self.kari, self.liisa], [self.aino, self.veikko]
        self.ring(helpers=helpers, residents=residents, at="9:00", weekdays=[0, 2, 4])
        everybody = [self.helmi, self.toivo, self.elsa, self.onni]
        self.ring(residents=everybody, at="9:30", topology=circle, weekdays=[1, 4])
        self.ring(
            helpers=[self.pekka],
            residents=[self.aino],
            at="14:00",
            topology=pair,
            kind=Ring.Kind.VISIT,
            remind_before=24 * 60,
            slot_minutes=60,
            weekdays=[1],
        )
        reporting = [self.veikko, self.helmi]
        self.ring(residents=reporting, at="10:00", topology=call_in, weekdays=[1, 3, 5])
        # At an hour that one Sunday lacks and another has twice.
        self.ring(helpers=[self.kari, self.elsa], residents=[self.onni], at="3:30", weekdays=[3, 6])
        self.tick()

    def tick(self) -> None:
        """Let the clock strike this minute."""
        self.ticks += 1
        tick(self.now)

    def passes(self, length: timedelta) -> None:
        """Let time pass: the clock strikes whenever anything is due."""
        goal = self.now + length
        self.tick()
        while (later := next_minute(self.now, ())) < goal:
            self.clock.now = later
            self.tick()
        self.jumps(goal)

    def jumps(self, goal: datetime) -> None:
        """Let the service stand still until `goal`, then strike once."""
        self.clock.now, self.clock.day = goal, local_date(goal)
        self.tick()

    def staff(self, dice: Random) -> Actor:
        """Return one of the two coordinators."""
        return by_staff(dice.choice([self.coordinator, self.second]).pk)

    def volunteers(self) -> list[Person]:
        """Return everybody with a volunteer's side."""
        return list(Person.objects.filter(volunteer__isnull=False).order_by("pk"))

    def residents(self) -> list[Person]:
        """Return everybody with a resident's side."""
        return list(Person.objects.filter(resident__isnull=False).order_by("pk"))

    def people(self) -> list[Person]:
        """Return everybody."""
        return list(Person.objects.order_by("pk"))

    def near(self, days: int = 3) -> OccurrenceQuerySet:
        """Return what is planned from yesterday on for some days, in order."""
        first = self.today - timedelta(days=1)
        rows = Occurrence.objects.filter(
            nominal_date__gte=first, nominal_date__lte=self.today + timedelta(days=days)
        )
        return rows.order_by("pk")

    def numbers(self) -> list[str]:
        """Return every telephone number."""
        held = PersonNumber.objects.values("number")
        return list(PhoneNumber.objects.filter(pk__in=held).values_list("e164", flat=True))

    def live(self) -> QuerySet[Assignment]:
        """Return the duties that somebody has."""
        return Assignment.objects.filter(state__in=Assignment.LIVE).order_by("pk")


def one_of(dice: Random, rows: "QuerySet[Row] | Sequence[Row]") -> Row | None:
    """Return one of `rows` by the dice, or None of none."""
    found = list(rows)
    return dice.choice(found) if found else None
