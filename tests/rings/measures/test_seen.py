"""The follow-up of a village of which everything can be counted by hand."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.localtime import local_date
from directory.models import Association, Municipality, StaffRole, User
from directory.scope import Scope, scope_of
from people.models import Person, Resident
from people.services.residents import move_resident
from rings.models import Offer, Outcome
from rings.services.attending.outcomes import record_outcome
from rings.services.hours.record import Told, add_work
from rings.services.measures.seen import seen
from rings.services.measures.tally import Figures
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def scope(village: Village) -> Scope:
    return scope_of(village.coordinator, local_date(village.clock.now))


def november(scope: Scope, clock: Clock) -> Figures:
    return seen(scope, NOVEMBER, count=3, now=clock.now).now


def test_a_week_of_calls_by_two_helpers(
    village: Village, clock: Clock, scope: Scope, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    first = clock.day
    for days in range(3):
        clock.goes_to("9:00", day=first + timedelta(days=days))
        village.phone_of(sari).answers("ok")
    add_work(kari, Told(first, "help", 135), village.office, by=village.by, now=clock.now)

    found = november(scope, clock)
    assert (found.turns, found.fill_rate) == (3, 1)
    assert (found.helpers, found.continuity) == (1, 1)
    assert found.volunteers == 2
    # 45 and 135 minutes: the one pair differs by 90, against twice the mean of 90 over two.
    assert found.gini == pytest.approx(0.25)
    # Nobody has asked Kari for anything, and the hours by hand are no turn.
    assert (found.unasked, found.idle) == (1, 1)


def test_what_was_called_off_is_not_wanted_and_what_nobody_did_is(
    village: Village, clock: Clock, scope: Scope, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    first = clock.day
    for days, state in enumerate(("done", "unreported", "moved")):
        day = first + timedelta(days=days)
        aino.occurrences.filter(nominal_date=day).update(
            state=state, due_at=None, closed_at=clock.now
        )
    clock.now += timedelta(days=4)
    found = november(scope, clock)
    assert (found.turns, found.fill_rate) == (2, 0.5)


def test_the_hours_from_a_question_to_the_yes_are_taken_by_the_median(
    village: Village, clock: Clock, scope: Scope, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    began = clock.now
    for turn, hours in zip(aino.occurrences.order_by("nominal_date")[:3], (1, 3, 8), strict=True):
        asked = {"occurrence": turn, "asked_at": began}
        Offer.objects.create(person=sari, state="declined", **asked)
        yes = began + timedelta(hours=hours)
        late = {"occurrence": turn, "asked_at": began + timedelta(minutes=30)}
        Offer.objects.create(person=kari, state="accepted", answered_at=yes, **late)
    clock.now += timedelta(days=1)
    assert november(scope, clock).fill_hours == 3
    assert november(scope, clock).unasked == 0


def test_those_who_wait_and_how_long(
    village: Village, clock: Clock, scope: Scope, aino: Person, veikko: Person
) -> None:
    Resident.objects.update(state=Resident.State.ENQUIRY)
    for person in (aino, veikko):
        resident = Resident.objects.get(person=person)
        move_resident(resident, "accept", by=village.by, now=clock.now)
        clock.now += timedelta(days=2)
    clock.now += timedelta(days=1)
    found = november(scope, clock)
    waiting = Resident.objects.filter(state=Resident.State.WAITING).count()
    assert (found.waiting, waiting) == (2, 2)
    assert found.waiting_days == pytest.approx((5 + 3) / 2)


def test_each_place_has_its_own_line_and_everywhere_holds_all(
    village: Village, clock: Clock, scope: Scope, sari: Person, aino: Person
) -> None:
    elsewhere = Municipality.objects.create(
        code="931",
        name_fi="Viitasaari",
        population=6524,
        population_year=2016,
        latitude="63.07",
        longitude="25.86",
    )
    StaffRole.objects.update(municipality=None)
    scope = scope_of(village.coordinator, local_date(clock.now))
    Person.objects.filter(pk=sari.pk).update(municipality=elsewhere)
    found = seen(scope, NOVEMBER, count=1, now=clock.now)
    lines = {str(line.place): line.figures for line in found.places}
    assert lines["Viitasaari"].volunteers == 1
    assert found.now.volunteers == sum(line.volunteers for line in lines.values())


def test_another_office_counts_none_of_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(sari).answers("ok")
    other = Association.objects.create(name="Naapuriapu ry", short_name="Naapuri", phone="014 1")
    niina = User.objects.create_user("niina@example.org")
    StaffRole.objects.create(
        user=niina, role="coordinator", association=other, valid_from=date(2026, 1, 1)
    )
    found = seen(scope_of(niina, local_date(clock.now)), NOVEMBER, count=2, now=clock.now)
    assert found.places == ()
    assert (found.now.turns, found.now.waiting, found.now.volunteers) == (0, 0, 0)


def test_a_year_costs_as_many_queries_as_a_month(
    village: Village,
    clock: Clock,
    scope: Scope,
    sari: Person,
    aino: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    for count in (1, 12):
        with django_assert_max_num_queries(13):
            seen(scope, NOVEMBER, count=count, now=clock.now)


@pytest.fixture
def desk(village: Village, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)
    return Desk(village, village.coordinator)


def test_the_page_says_every_figure_and_what_it_means(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    record_outcome(
        village.occurrence(aino),
        Outcome.Result.REACHED,
        by=village.by,
        now=clock.now,
        reported_by=sari,
    )
    says = desk.opens("/measures/")
    assert "Follow-up, November 2026" in says
    assert "The month is still running" in says
    assert "Done 100 % How many of these were done." in says
    assert "Share of the main helper" in says
    assert "Karstula" in says
    assert "October 2026" in says
    assert "Next month" not in says
    assert "Next month" in desk.opens("/measures/?month=2026-09")


def test_a_month_to_come_is_this_month(desk: Desk) -> None:
    assert "Follow-up, November 2026" in desk.opens("/measures/?month=2030-01")
    assert "Follow-up, November 2026" in desk.opens("/measures/?month=soon")


def test_the_table_has_a_line_for_each_month_and_place(desk: Desk, sari: Person) -> None:
    lines = desk.html("/measures/table/").splitlines()
    assert lines[0].startswith("\ufeffMonth;Municipality;Turns and requests;Done;")
    assert [line.split(";")[:2] for line in lines[1:]] == [["2026-11", "Karstula"]]


def test_a_reader_of_counts_does_not_get_in(village: Village, desk: Desk) -> None:
    StaffRole.objects.update(role=StaffRole.Role.READER)
    desk.opens("/measures/", 403)
    desk.opens("/measures/table/", 403)
