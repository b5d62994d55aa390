"""A driver who cannot drive any more leaves no rider behind."""

from datetime import date, datetime, time, timedelta

import pytest

from directory.localtime import instant
from people.services.absences import record_absence
from rides.models import Driver, Leg, Run
from rides.services.drivers.falling_out import give_up_runs
from rides.services.drivers.said import take_back_day
from tests.people.makers import NOW, TODAY, office
from tests.rides.makers import THURSDAY, make_driver, make_ride, make_run, seat_leg
from volunteers.models import Credential
from volunteers.services.lifecycle import move_volunteer

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def riding(driver: Driver, day: date = THURSDAY, state: str = "confirmed") -> Leg:
    """Return a way that is told, in a run of `driver` from nine to one."""
    run = make_run(driver, day=day, state=state)
    way = make_ride(day=day, now=NOW - A_DAY).legs.get(direction="out")
    return seat_leg(way, run, time(9, 20), time(9, 50), state="told")


def stands(leg: Leg) -> tuple[str, str]:
    """Return the states of a way and of the run that it was in when it was made."""
    run = Run.objects.get(pk=leg.run_id or 0)
    leg.refresh_from_db()
    return leg.state, run.state


def test_an_absence_gives_up_the_runs_on_its_days_and_no_others() -> None:
    driver = make_driver()
    that_week, next_week = riding(driver), riding(driver, THURSDAY + 7 * A_DAY)
    record_absence(driver.person, TODAY, THURSDAY + A_DAY, by=office(), now=NOW)
    assert stands(that_week) == ("requested", "declined")
    assert stands(next_week) == ("told", "confirmed")
    assert that_week.due_at is not None


@pytest.mark.parametrize("event", ["pause", "suspend", "leave"])
def test_whoever_stops_being_active_gives_up_every_run(event: str) -> None:
    driver = make_driver()
    legs = [riding(driver), riding(driver, THURSDAY + 7 * A_DAY, "draft")]
    move_volunteer(driver.volunteer, event, by=office(), now=NOW, reason="syy")
    assert [stands(leg) for leg in legs] == [("requested", "declined")] * 2


def test_a_driver_who_falls_ill_on_the_way_leaves_nobody_at_the_shop() -> None:
    driver = make_driver()
    out = riding(driver)
    back = make_ride(day=THURSDAY, now=NOW - A_DAY).legs.get(direction="back")
    seat_leg(back, Run.objects.get(), time(12), time(12, 40), state="confirmed")
    eleven = instant(THURSDAY, time(11))
    record_absence(driver.person, THURSDAY, None, by=office(), now=eleven)
    assert stands(back) == ("requested", "broken")
    assert stands(out) == ("told", "broken"), (
        "it should be over by the clock: it is asked how it went"
    )


def test_a_run_that_is_over_by_the_clock_is_not_given_up() -> None:
    driver = make_driver()
    leg = riding(driver)
    evening = instant(THURSDAY, time(15))
    record_absence(driver.person, THURSDAY, None, by=office(), now=evening)
    assert stands(leg) == ("told", "confirmed")


def test_an_insurance_that_ends_gives_up_what_comes_after_its_last_day() -> None:
    driver = make_driver()
    before, after = riding(driver), riding(driver, THURSDAY + A_DAY)
    Credential.objects.filter(kind="insurance").update(valid_until=THURSDAY)
    give_up_runs(driver, by=office(), now=NOW)
    assert (stands(before), stands(after)) == (("told", "confirmed"), ("requested", "declined"))


def test_other_weekly_hours_give_up_nothing_that_was_promised() -> None:
    driver = make_driver()
    leg = riding(driver)
    driver.volunteer.windows.filter(weekday=3).delete()
    take_back_day(driver, THURSDAY, by=office(), now=datetime(2026, 11, 23, 8, tzinfo=NOW.tzinfo))
    assert give_up_runs(driver, by=office(), now=NOW) == []
    assert stands(leg) == ("told", "confirmed")
