"""The town of the bench `tick`: pairs that meet once a week, and as many weeks before and after as one likes."""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Max, Model

from directory.localtime import local_date
from directory.models import Association, Municipality, User
from notifications.models import Prompt
from people.models import Consent, Person, PersonNumber, PhoneNumber, Resident
from rings.models import Assignment, Occurrence, Ring, RingMember, ScheduleRule
from rings.services.planning.generate import extend_plans
from volunteers.models import Volunteer

EIGHT, NINE, TEN = time(8), time(9), time(10)
MONDAY, WEDNESDAY = 0, 2
# On Mondays at nine, and on Wednesdays at ten.
FEW, AT_ONCE = 100, 1_000
WEEKS = 9
FAR_AHEAD = date(2099, 12, 31)


class Town:
    """Rings, people and their numbers, planned for nine weeks from `now` on."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.place = Municipality.objects.get(name_fi="Jyväskylä")
        self.office = Association.objects.create(name="Bench", phone="014 555 0100")
        self.office.municipalities.add(self.place)
        self.coordinator = User.objects.create_user("bench@bench.example", "not used")
        self._fill(FEW, MONDAY, NINE)
        self._fill(AT_ONCE, WEDNESDAY, TEN)
        extend_plans(now, timedelta(weeks=WEEKS) - timedelta(days=1))
        Ring.objects.update(generated_until=FAR_AHEAD)

    def is_settled(self, by: datetime) -> None:
        """Have everything before `by` come to a good end, as if all had answered."""
        past = Occurrence.objects.filter(starts_at__lt=by).exclude(due_at=None)
        Assignment.objects.filter(occurrence__in=past, state="held").update(state="done")
        past.update(state="done", due_at=None, closed_at=by)
        Prompt.objects.filter(state="open").update(state="answered")

    def multiply(self, times: int) -> None:
        """Have `times` as many rows: half of the new ones long ago and done, half of them to come."""
        span = 7 * WEEKS
        last = {model: model._default_manager.aggregate(last=Max("pk"))["last"] for model in COPIED}
        for number in range(1, times):
            half = (number + 1) // 2
            days = half * span if number % 2 else -half * span
            for model in COPIED:
                _copy(model, last[model], number, last[Occurrence], days)

    def _fill(self, count: int, weekday: int, hour: time) -> None:
        since = local_date(self.now) - timedelta(days=30)
        helpers, residents = self._people(count), self._people(count)
        Volunteer.objects.bulk_create(Volunteer(person=p, state="active") for p in helpers)
        Resident.objects.bulk_create(Resident(person=p, state="served") for p in residents)
        Consent.objects.bulk_create(
            Consent(person=p, kind="service", answer="given", channel="oral", recorded_at=self.now)
            for p in residents
        )
        rings = Ring.objects.bulk_create(self._ring(number) for number in range(count))
        ScheduleRule.objects.bulk_create(
            ScheduleRule(
                ring=ring, weekdays=[weekday], anchor=since, wall_time=hour, valid_from=since
            )
            for ring in rings
        )
        for people, role in ((helpers, "helper"), (residents, "resident")):
            RingMember.objects.bulk_create(
                RingMember(ring=ring, person=person, role=role, position=1, valid_from=since)
                for ring, person in zip(rings, people, strict=True)
            )

    def _ring(self, number: int) -> Ring:
        return Ring(
            name=f"Ring {number}", kind="call", topology="pair", state="published",
            municipality=self.place, association=self.office, coordinator=self.coordinator,
            created_at=self.now,
        )  # fmt: skip

    def _people(self, count: int) -> list[Person]:
        first = Person.objects.count()
        people = Person.objects.bulk_create(
            Person(
                first_name="Aino", last_name="Esimerkki", municipality=self.place,
                created_at=self.now,
            )
            for _n in range(count)
        )  # fmt: skip
        numbers = PhoneNumber.objects.bulk_create(
            PhoneNumber(e164=f"+3584012{first + n:05d}", kind="mobile") for n in range(count)
        )
        PersonNumber.objects.bulk_create(
            PersonNumber(person=person, number=number)
            for person, number in zip(people, numbers, strict=True)
        )
        return people


COPIED: tuple[type[Model], ...] = (Occurrence, Assignment)
_IN_THE_PAST = {"state": "'done'", "due_at": "NULL"}
_TO_COME = {"state": "'planned'", "due_at": "datetime(starts_at, '{days} days')"}
_HELD = {"state": "'held'"}


def _copy(model: type[Model], last: int, number: int, occurrences: int, days: int) -> None:
    """Insert the first `last` rows once more, moved by `days`: in SQL, as the model would take minutes."""
    changed = {"id": f"id + {number * last}"}
    if model is Occurrence:
        changed |= {name: f"datetime({name}, '{days} days')" for name in ("starts_at", "ends_at")}
        changed |= {"nominal_date": f"date(nominal_date, '{days} days')", "closed_at": "NULL"}
        changed |= _TO_COME if days > 0 else _IN_THE_PAST
    else:
        changed |= {"occurrence_id": f"occurrence_id + {number * occurrences}"}
        changed |= _HELD if days > 0 else {"state": "'done'"}
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = [changed.get(column, column).format(days=days) for column in columns]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608  # names of our own tables
            f" SELECT {', '.join(values)} FROM {table} WHERE id <= {last}"
        )
