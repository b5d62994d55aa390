"""Today with 60,000 occurrences: how many queries, and how long beside the same page with nothing on it."""

import logging
import time
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.localtime import instant, local_date
from directory.models import Association, Municipality, StaffRole, User
from people.models import Person, PersonNumber, PhoneNumber
from rings.models import Assignment, Occurrence, Ring, RingMember
from rings.services.climbing.seed import load_ladders
from tests.bench.harness import Report

RINGS, RESIDENTS_A_RING, DAYS_BACK, DAYS = 150, 8, 10, 50
VIEWS = 5
HOURS = (8, 9, 10, 12, 17)


def main(as_json: bool) -> int:
    """Measure the page of a coordinator who sees everything, and of one who sees nothing yet."""
    logging.disable(logging.WARNING)
    report = Report("today")
    call_command("load_directory", stdout=StringIO())
    load_ladders()
    office = Association.objects.create(name="Bench", short_name="Bench", phone="014 000 0000")
    busy, idle = _coordinator("busy", None), _coordinator("idle", office)
    _fill(busy)
    full, queries = _measure(busy)
    empty, _ = _measure(idle)
    report.add("occurrences", Occurrence.objects.count(), (">=", 60_000))
    report.add("of_today", Occurrence.objects.on(local_date(timezone.now())).count())
    report.add("queries", queries, ("<=", 25))
    report.add("milliseconds", round(full * 1000))
    report.add("times_an_empty_page", round(full / empty, 1), ("<=", 10))
    return report.show(as_json)


def _coordinator(name: str, office: Association | None) -> User:
    user = User.objects.create_user(f"{name}@bench.example", "not used")
    StaffRole.objects.create(
        user=user,
        role=StaffRole.Role.COORDINATOR,
        association=office,
        valid_from=date(2020, 1, 1),
    )
    return user


def _measure(user: User) -> tuple[float, int]:
    """Return the seconds of the quickest of some views of the page, and its queries."""
    client = Client()
    client.force_login(user)
    seconds = []
    for _view in range(VIEWS):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            response = client.get("/today/")
            seconds.append(time.perf_counter() - started)
        if response.status_code != 200:
            raise RuntimeError(f"Today answered {response.status_code}")
    return min(seconds), len(queries)


def _fill(coordinator: User) -> None:
    """Make the rings, their people, and ten days behind and forty ahead of occurrences."""
    now = timezone.now()
    place = Municipality.objects.get(name_fi="Jyväskylä")
    office = Association.objects.create(name="Full", short_name="Full", phone="014 000 0001")
    people = iter(_people(place, RINGS * (RESIDENTS_A_RING + 1), now))
    today = local_date(now)
    for number in range(RINGS):
        ring = Ring.objects.create(
            name=f"Ring {number}",
            kind="call",
            topology="hub",
            state="published",
            municipality=place,
            association=office,
            coordinator=coordinator,
            created_at=now,
        )
        helper, *residents = islice(people, RESIDENTS_A_RING + 1)
        RingMember.objects.bulk_create(
            RingMember(ring=ring, person=p, role=role, valid_from=today - timedelta(days=DAYS_BACK))
            for p, role in [(helper, "helper"), *((p, "resident") for p in residents)]
        )
        rows = Occurrence.objects.bulk_create(
            Occurrence(
                **_facts(ring, person, today + timedelta(days=offset), HOURS[number % 5], now)
            )
            for offset in range(-DAYS_BACK, DAYS - DAYS_BACK)
            for person in residents
        )
        Assignment.objects.bulk_create(
            Assignment(occurrence=row, person=helper, origin="ring", created_at=now, state=state)
            for row in rows
            for state in ["held" if row.due_at else "done"]
        )


def _people(place: Municipality, count: int, now: datetime) -> list[Person]:
    made = Person.objects.bulk_create(
        Person(first_name=f"Aino {n}", last_name="Esimerkki", municipality=place, created_at=now)
        for n in range(count)
    )
    numbers = PhoneNumber.objects.bulk_create(
        PhoneNumber(e164=f"+358505{n:06d}", kind="mobile") for n in range(count)
    )
    PersonNumber.objects.bulk_create(
        PersonNumber(person=p, number=n) for p, n in zip(made, numbers, strict=True)
    )
    return made


def _facts(ring: Ring, person: Person, day: date, hour: int, now: datetime) -> dict[str, Any]:
    """Return the columns of one occurrence: of those past most are done, some late, some with the office."""
    wall = datetime.min.time().replace(hour=hour)
    starts_at = instant(day, wall)
    facts: dict[str, Any] = {
        "ring": ring,
        "kind": ring.kind,
        "municipality_id": ring.municipality_id,
        "association_id": ring.association_id,
        "receiver": person,
        "nominal_date": day,
        "wall_time": wall,
        "zone": "Europe/Helsinki",
        "starts_at": starts_at,
        "ends_at": starts_at,
    }
    if starts_at > now:
        return facts | {"state": "planned", "due_at": starts_at}
    if person.pk % 10 == 0:
        due = {"due_at": now + timedelta(minutes=30), "office_owner_id": ring.coordinator_id}
        return facts | due | {"state": "escalated", "because": "silent"}
    if person.pk % 10 == 1:
        return facts | {"state": "reminded", "due_at": now + timedelta(minutes=10)}
    return facts | {"state": "done", "reason": "reached", "due_at": None, "closed_at": starts_at}
