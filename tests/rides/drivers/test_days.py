"""Who may drive on a day, as the office has written it down."""

from datetime import time, timedelta
from typing import Any

import pytest

from people.models import Absence
from rides.models import DriveDay, Driver
from rides.rules.driving import AWAY, NOT_THAT_DAY, Hours
from rides.services.drivers.days import day_of, days_of, driving_on
from tests.people.makers import NOW
from tests.rides.makers import ALL_DAY, THURSDAY, make_driver

pytestmark = pytest.mark.django_db


def test_a_driver_with_papers_in_order_drives_in_the_weekly_hours() -> None:
    assert day_of(make_driver(), THURSDAY).hours == (Hours(*ALL_DAY),)


def test_a_day_off_an_absence_and_hours_of_one_day_are_each_drivers_own() -> None:
    off, away, late, usual = (make_driver(name) for name in ("Onni", "Aapo", "Lasse", "Ursula"))
    DriveDay.objects.create(driver=off, day=THURSDAY)
    DriveDay.objects.create(driver=late, day=THURSDAY, starts=time(15), ends=time(18))
    Absence.objects.create(person=away.person, starts_on=THURSDAY, recorded_at=NOW)
    taken_back = {"recorded_at": NOW, "cancelled_at": NOW}
    Absence.objects.create(person=usual.person, starts_on=THURSDAY, **taken_back)
    rows = Driver.objects.select_related("volunteer__person")
    found = days_of(rows, [THURSDAY])
    assert found[off.pk, THURSDAY].bars == (NOT_THAT_DAY,)
    assert found[away.pk, THURSDAY].bars == (AWAY,)
    assert found[late.pk, THURSDAY].hours == (Hours(time(15), time(18)),)
    assert set(driving_on(rows, THURSDAY)) == {late.pk, usual.pk}


def test_two_weeks_of_many_drivers_are_read_in_a_few_queries(
    django_assert_num_queries: Any,
) -> None:
    for number in range(5):
        make_driver(f"Kuski{number}")
    rows = list(Driver.objects.select_related("volunteer__person"))
    days = [THURSDAY + timedelta(days=n) for n in range(14)]
    with django_assert_num_queries(4):
        assert len(days_of(rows, days)) == 5 * 14
