"""The auditor of rings finds each broken promise, and nothing in a sound plan."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Person
from rings.models import Assignment, Occurrence, Ring, Swap
from rings.services.attending.attend import attend
from rings.services.audit import findings
from tests.conversations.village import Clock, Village


def problems(village: Village) -> set[tuple[str, str]]:
    """Return (subject, problem) of everything found now."""
    return {(f.subject, f.problem) for f in findings(village.clock.now)}


def test_each_broken_promise_is_found_by_its_name(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:05")
    assert problems(village) == set()

    first, second = Occurrence.objects.filter(nominal_date=clock.day)
    Occurrence.objects.filter(pk=first.pk).update(due_at=clock.now - timedelta(minutes=6))
    Occurrence.objects.filter(pk=second.pk).update(state="escalated", office_owner=None)
    Ring.objects.filter(pk=ring.pk).update(generated_until=clock.day)
    assert problems(village) == {
        ("occurrence", "overdue"),
        ("occurrence", "no_owner"),
        ("ring", "not_planned"),
    }


def test_a_duty_nobody_has_and_one_left_behind_are_found(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:05")
    first, second = Occurrence.objects.filter(nominal_date=clock.day)
    Assignment.objects.filter(occurrence=first).delete()
    Occurrence.objects.filter(pk=second.pk).update(state="done", due_at=None)
    assert problems(village) == {
        ("occurrence", "nobody_responsible"),
        ("assignment", "left_open"),
        ("escalation", "left_open"),
    }


def test_a_break_in_a_circle_without_owner_and_a_swap_nobody_closed_are_found(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    elma = village.resident("Elma", "+358401230103")
    village.ring(topology="circle", residents=[aino, veikko, elma], at="9:00")
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="12:00")
    given, wanted = Assignment.objects.filter(person__in=[sari, kari], state="held")[:2]
    Swap.objects.create(given=given, wanted=wanted, asked_at=clock.now, due_at=clock.now)
    clock.goes_to("9:00")
    village.phone_of(aino).answers("EI")
    assert problems(village) == set()
    Occurrence.objects.filter(state="no_answer").update(office_owner=None)
    overdue = clock.now - timedelta(minutes=6)
    Swap.objects.update(state="asked", due_at=overdue)
    assert problems(village) == {("occurrence", "break_without_owner"), ("swap", "left_open")}


def test_a_minute_with_nothing_due_asks_the_database_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    with CaptureQueriesContext(connection) as asked:
        assert attend(clock.now) == 0
    # To have the work to itself asks PostgreSQL, but no table.
    no_table = ("SAVEPOINT", "pg_try_advisory_xact_lock")
    tables = [q["sql"] for q in asked if not any(word in q["sql"] for word in no_table)]
    assert len(tables) == 1
