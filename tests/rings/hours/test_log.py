"""What counts as done, for whom and how long, and the sums of an office."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.localtime import local_date
from directory.models import Association, StaffRole, User
from directory.scope import Scope, scope_of
from people.models import Person
from rings.models import Outcome
from rings.services.attending.outcomes import record_outcome
from rings.services.hours.log import log_of
from rings.services.hours.record import Told, add_work, put_right
from rings.services.hours.totals import by_volunteer, totals
from tests.conversations.village import Clock, Village

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def scope(village: Village) -> Scope:
    return scope_of(village.coordinator, local_date(village.clock.now))


def test_a_done_call_counts_a_quarter_and_a_visit_an_hour_unless_somebody_said(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(kind="visit", topology="pair", helpers=[sari], residents=[veikko], at="10:00")
    clock.goes_to("9:01")
    village.phone_of(sari).answers("ok")
    clock.goes_to("10:30")
    record_outcome(
        village.occurrence(veikko),
        Outcome.Result.REACHED,
        by=village.by,
        now=clock.now,
        reported_by=sari,
        minutes=95,
    )
    log = log_of(sari, NOVEMBER)
    assert [(row.kind, row.minutes, row.is_said) for row in log.rows] == [
        ("call", 15, False),
        ("visit", 95, True),
    ]
    assert (log.times, log.minutes) == (2, 110)


def test_what_somebody_else_did_or_nobody_counts_for_nobody(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(topology="call_in", residents=[veikko], at="9:00")
    clock.goes_to("9:05")
    record_outcome(
        village.occurrence(aino),
        Outcome.Result.REACHED,
        by=village.by,
        now=clock.now,
        reported_by=kari,
    )
    village.phone_of(veikko).answers("kaikki hyvin")
    assert village.occurrence(veikko).state == "done"
    assert log_of(sari, NOVEMBER).rows == ()
    assert log_of(kari, NOVEMBER).rows == ()


def test_the_sum_is_put_right_by_one_correction_that_is_no_time(
    village: Village, clock: Clock, sari: Person
) -> None:
    add_work(sari, Told(NOVEMBER, "help", 60), village.office, by=village.by, now=clock.now)
    put_right(sari, NOVEMBER, 150, village.office, by=village.by, now=clock.now)
    put_right(sari, NOVEMBER, 30, village.office, by=village.by, now=clock.now)
    assert put_right(sari, NOVEMBER, 30, village.office, by=village.by, now=clock.now) is None

    log = log_of(sari, NOVEMBER)
    assert [row.minutes for row in log.rows if row.is_correction] == [90, -120]
    assert (log.times, log.minutes) == (1, 30)


def test_the_sums_count_people_once_and_hold_corrections(
    village: Village, clock: Clock, scope: Scope, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    for day in (23, 24):
        clock.goes_to("9:00", day=date(2026, 11, day))
        village.phone_of(sari).answers("ok")
    for person, kind in ((sari, "other"), (kari, "call")):
        told = Told(date(2026, 11, 24), kind, 60)
        add_work(person, told, village.office, by=village.by, now=clock.now)
    put_right(kari, NOVEMBER, 45, village.office, by=village.by, now=clock.now)

    found = totals(scope, NOVEMBER, DECEMBER)
    calls = next(row for row in found.kinds if row.kind == "call")
    assert (calls.times, calls.minutes, calls.people, calls.volunteers) == (3, 75, 1, 2)
    assert (found.times, found.minutes, found.people, found.volunteers) == (4, 135, 1, 2)
    rows = [(v.person, v.times, v.minutes) for v in by_volunteer(scope, NOVEMBER, DECEMBER)]
    assert rows == [(kari, 1, 45), (sari, 3, 90)]


def test_the_office_of_another_association_sees_none_of_it(
    village: Village, clock: Clock, sari: Person
) -> None:
    add_work(sari, Told(NOVEMBER, "help", 60), village.office, by=village.by, now=clock.now)
    other = Association.objects.create(name="Naapuriapu ry", short_name="Naapuri", phone="014 1")
    other.municipalities.add(village.place)
    niina = User.objects.create_user("niina@example.org")
    StaffRole.objects.create(
        user=niina,
        role=StaffRole.Role.COORDINATOR,
        association=other,
        valid_from=date(2026, 1, 1),
    )
    theirs = scope_of(niina, local_date(clock.now))
    assert totals(theirs, NOVEMBER, DECEMBER).times == 0
    assert by_volunteer(theirs, NOVEMBER, DECEMBER) == []


def test_the_number_of_queries_does_not_grow_with_volunteers(
    village: Village,
    clock: Clock,
    scope: Scope,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(15):
        person = village.volunteer(f"Sari{number}", f"+3584012309{number:02}")
        add_work(person, Told(NOVEMBER, "help", 60), village.office, by=village.by, now=clock.now)
    with django_assert_num_queries(5):
        assert totals(scope, NOVEMBER, DECEMBER).volunteers == 15
    with django_assert_num_queries(3):
        assert len(by_volunteer(scope, NOVEMBER, DECEMBER)) == 15
