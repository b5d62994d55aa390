"""What may be done on whichever day of the week: told on Monday, asked about on Sunday evening."""

from datetime import timedelta

import pytest

from people.models import Absence, Person
from people.services.absences import record_absence
from rings.models import Occurrence, Ring, ScheduleRule
from rings.services.planning.generate import replan
from tests.conversations.village import MONDAY, Clock, Village, duty

SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def ring(village: Village, clock: Clock, sari: Person, aino: Person) -> Ring:
    ring = village.ring(helpers=[sari], residents=[aino], at="10:00", kind="visit")
    ScheduleRule.objects.update(span="week", weekdays=[])
    replan(ring, by=village.by, now=clock.now)
    return ring


def test_the_week_counts_as_one_and_is_asked_about_on_sunday_evening(
    village: Village, clock: Clock, ring: Ring, sari: Person, aino: Person
) -> None:
    coming = Occurrence.objects.open().filter(ring=ring)
    assert {o.nominal_date.weekday() for o in coming} == {0}
    phone = village.phone_of(sari)
    clock.goes_to("10:00")
    phone.gets("Tällä viikolla on sinun vuorosi.", "Vierailu: Aino")
    clock.goes_to("17:59", day=SUNDAY)
    phone.gets_nothing()
    clock.goes_to("18:00", day=SUNDAY)
    phone.gets("Emme ole saaneet tietoa käynnistä: Aino")
    phone.answers("ok")
    assert Occurrence.objects.get(nominal_date=MONDAY).state == "done"
    assert village.nobody_is_forgotten()


def test_done_on_wednesday_is_done_and_sunday_is_quiet(
    village: Village, clock: Clock, ring: Ring, sari: Person
) -> None:
    phone = village.phone_of(sari)
    clock.goes_to("10:00")
    phone.gets("Tällä viikolla")
    clock.goes_to("15:00", day=MONDAY + timedelta(days=2))
    phone.answers("tehty")
    assert Occurrence.objects.get(nominal_date=MONDAY).state == "done"
    clock.goes_to("18:05", day=SUNDAY)
    assert not [m for m in phone.unread() if "käynnistä" in m.body]


def test_some_days_away_do_not_undo_a_week_and_a_whole_week_does(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    def goes_away(days: int) -> Absence:
        return record_absence(
            aino, MONDAY, MONDAY + timedelta(days=days), by=village.by, now=clock.now
        )

    goes_away(2)
    week = Occurrence.objects.get(nominal_date=MONDAY)
    assert week.state == "planned"
    clock.goes_to("10:00")
    week.refresh_from_db()
    assert week.state == "reminded"
    goes_away(7)
    week.refresh_from_db()
    assert (week.state, week.reason) == ("cancelled", "away")


def test_no_hour_bars_a_helper(village: Village, clock: Clock, ring: Ring, sari: Person) -> None:
    sari.volunteer.windows.create(weekday=5, starts="12:00", ends="15:00")
    replan(ring, by=village.by, now=clock.now)
    assert duty(Occurrence.objects.get(nominal_date=MONDAY)).person == sari
