"""A year for 10,000 rings: how long the plan takes, how much memory, whether it grows in step, and a second run.

The mix of each hundred rings: 80 pairs every week, 14 pairs every second week, 3 circles of five once a week,
2 sign-in rings of two residents from Monday to Friday, and a roster of three volunteers and four residents
every day. The cost of a turn is compared between the first thousand rings and the nine thousand after them.
"""

import logging
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import islice

from django.core.management import call_command
from django.db.models import Count, Max, Sum
from django.utils import timezone

from directory.localtime import local_date
from directory.models import Association, Municipality, User
from people.models import Consent, Person, Resident
from rings.models import Assignment, Occurrence, Ring, RingMember, ScheduleRule
from rings.services.climbing.seed import load_ladders
from rings.services.planning.generate import extend_plans
from tests.bench.harness import Report
from volunteers.models import Volunteer

A_YEAR = timedelta(days=365)
SMALL, ALL = 1_000, 10_000
MOST_SECONDS, MOST_GROWTH, MOST_AGAIN = 60, 1.3, 0.1
WEEKDAYS, EVERY_DAY = [0, 1, 2, 3, 4], list(range(7))


@dataclass(frozen=True)
class Kind:
    """One kind of ring in the mix, and how many of each hundred are of it."""

    share: int
    topology: str
    helpers: int
    residents: int
    weekdays: list[int]
    interval: int = 1


MIX = (
    Kind(80, "pair", 1, 1, [0]),
    Kind(14, "pair", 1, 1, [0], interval=2),
    Kind(3, "circle", 0, 5, [0]),
    Kind(2, "call_in", 0, 2, WEEKDAYS),
    Kind(1, "hub", 3, 4, EVERY_DAY),
)


def main(as_json: bool) -> int:
    """Plan a year for the first thousand rings, then for all; run again; compare."""
    logging.disable(logging.WARNING)
    report, now = Report("generate"), timezone.now()
    call_command("load_directory", stdout=StringIO())
    load_ladders()
    world = _World(now)
    world.fill(SMALL)
    few = _plan(now)
    world.fill(ALL - SMALL)
    many = _plan(now)
    before = _print()
    again = _plan(now)
    Ring.objects.update(generated_until=None)
    anew = _plan(now)
    made, seconds = few.made + many.made, few.seconds + many.seconds
    # By the time of this process: other work on the machine must not blur the comparison.
    growth = (many.worked / many.made) / (few.worked / few.made)
    report.add("rings", Ring.objects.count(), (">=", ALL))
    report.add("occurrences", made)
    report.add("duties", Assignment.objects.count())
    report.add("seconds_to_plan_a_year", round(seconds, 1), ("<=", MOST_SECONDS))
    report.add("seconds_of_the_processor", round(few.worked + many.worked, 1))
    report.add("microseconds_a_turn", round(seconds / made * 1e6, 1))
    report.add("peak_memory_mb", _peak_memory(), ("<=", 1_000))
    report.add("cost_a_turn_of_ten_times_the_rings", round(growth, 2), ("<=", MOST_GROWTH))
    most = round(seconds * MOST_AGAIN, 2)
    report.add("seconds_to_run_again", round(again.seconds, 2), ("<=", most))
    report.add("new_when_run_again", again.made, ("==", 0))
    report.add("seconds_to_compare_every_turn", round(anew.seconds, 1))
    report.add("new_when_compared", anew.made, ("==", 0))
    report.add("changed_by_running_again", int(_print() != before), ("==", 0))
    return report.show(as_json)


@dataclass(frozen=True)
class Run:
    """One run of the generator: how many occurrences were new, the seconds, and those of this process alone."""

    made: int
    seconds: float
    worked: float


def _plan(now: datetime) -> Run:
    started, worked = time.perf_counter(), time.process_time()
    made = extend_plans(now, A_YEAR)
    return Run(made, time.perf_counter() - started, time.process_time() - worked)


def _print() -> dict[str, object]:
    """Return what would differ if a row had come, gone or moved."""
    return {
        **Occurrence.objects.aggregate(Count("pk"), Max("pk"), Max("due_at"), Sum("receiver_id")),
        **Assignment.objects.aggregate(duties=Count("pk"), last=Max("pk"), whose=Sum("person_id")),
    }


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class _World:
    """One office with a growing number of rings, each with people of its own."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.place = Municipality.objects.get(name_fi="Jyväskylä")
        self.office = Association.objects.create(name="Bench", phone="014 000 0000")
        self.coordinator = User.objects.create_user("bench@bench.example", "not used")

    def fill(self, count: int) -> None:
        """Make `count` more running rings of the mix."""
        kinds = [kind for kind in MIX for _n in range(kind.share)]
        rings = [self._ring(number, kinds[number % 100].topology) for number in range(count)]
        Ring.objects.bulk_create(rings, batch_size=1_000)
        of_kind = [(ring, kinds[number % 100]) for number, ring in enumerate(rings)]
        ScheduleRule.objects.bulk_create(
            (self._rule(ring, kind) for ring, kind in of_kind), batch_size=1_000
        )
        helpers = iter(self._volunteers(sum(kind.helpers for _ring, kind in of_kind)))
        residents = iter(self._residents(sum(kind.residents for _ring, kind in of_kind)))
        RingMember.objects.bulk_create(
            (m for ring, kind in of_kind for m in self._members(ring, kind, helpers, residents)),
            batch_size=1_000,
        )

    @property
    def _long_ago(self) -> date:
        return local_date(self.now) - timedelta(days=30)

    def _ring(self, number: int, topology: str) -> Ring:
        return Ring(
            name=f"Ring {number}",
            kind="call",
            topology=topology,
            state="published",
            municipality=self.place,
            association=self.office,
            coordinator=self.coordinator,
            created_at=self.now,
        )

    def _rule(self, ring: Ring, kind: Kind) -> ScheduleRule:
        # Spread over the weekdays and the hours of the morning.
        weekdays = kind.weekdays if len(kind.weekdays) > 1 else [ring.pk % 5]
        return ScheduleRule(
            ring=ring,
            weekdays=weekdays,
            interval_weeks=kind.interval,
            anchor=self._long_ago,
            wall_time=datetime.min.time().replace(hour=8 + ring.pk % 4),
            valid_from=self._long_ago,
        )

    def _members(
        self, ring: Ring, kind: Kind, helpers: Iterator[Person], residents: Iterator[Person]
    ) -> Iterator[RingMember]:
        role = "both" if kind.topology == "circle" else "resident"
        chosen = [(person, "helper") for person in islice(helpers, kind.helpers)]
        chosen += [(person, role) for person in islice(residents, kind.residents)]
        for place, (person, part) in enumerate(chosen, start=1):
            yield RingMember(
                ring=ring, person=person, role=part, position=place, valid_from=self._long_ago
            )

    def _volunteers(self, count: int) -> list[Person]:
        people = self._people(count)
        Volunteer.objects.bulk_create(
            (Volunteer(person=p, state=Volunteer.State.ACTIVE) for p in people), batch_size=1_000
        )
        return people

    def _residents(self, count: int) -> list[Person]:
        people = self._people(count)
        Resident.objects.bulk_create(
            (Resident(person=p, state=Resident.State.SERVED) for p in people), batch_size=1_000
        )
        Consent.objects.bulk_create(
            (
                Consent(
                    person=p, kind="service", answer="given", channel="oral", recorded_at=self.now
                )
                for p in people
            ),
            batch_size=1_000,
        )
        return people

    def _people(self, count: int) -> list[Person]:
        return Person.objects.bulk_create(
            (
                Person(
                    first_name=f"Aino {n}",
                    last_name="Esimerkki",
                    municipality=self.place,
                    created_at=self.now,
                )
                for n in range(count)
            ),
            batch_size=1_000,
        )
