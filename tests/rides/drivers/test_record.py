"""Cars written down, days said otherwise, and riders kept apart."""

from datetime import time, timedelta

import pytest

from directory.models import AuditEntry
from people.errors import RefusedError
from rides.models import Apart, DriveDay, Driver, Need, Run
from rides.rules.driving import Hours
from rides.services.drivers.apart import keep_apart, kept_apart_from, let_together
from rides.services.drivers.days import day_of
from rides.services.drivers.record import drive_again, stop_driving, write_driver
from rides.services.drivers.said import say_day, take_back_day
from tests.people.makers import NOW, TODAY, make_person, make_volunteer, office
from tests.rides.makers import THURSDAY, make_driver, make_rider, make_run

pytestmark = pytest.mark.django_db


def events(subject_id: int) -> list[str]:
    """Return what stands in the change log of a person."""
    log = AuditEntry.objects.filter(subject="person", subject_id=subject_id)
    return list(log.order_by("pk").values_list("event", flat=True))


def test_whoever_has_a_car_written_down_does_rides_from_then_on() -> None:
    volunteer = make_volunteer()
    facts = {"seats": 4, "boot": 2, "takes": ["dog", "rollator"], "most_km": None}
    driver = write_driver(volunteer, facts, by=office(), now=NOW)
    assert (driver.seats, driver.takes, driver.drives) == (4, ["rollator", "dog"], True)
    volunteer.refresh_from_db()
    assert (volunteer.tasks, volunteer.has_car) == (["ride"], True)
    assert events(volunteer.person_id)[0] == "driver added"


def test_a_second_writing_changes_the_one_car_and_says_which_columns() -> None:
    driver = make_driver()
    write_driver(driver.volunteer, {"seats": 2, "note": "Korkea auto"}, by=office(), now=NOW)
    assert Driver.objects.get().seats == 2
    assert AuditEntry.objects.get(subject="person").reason == "seats, note"


def test_a_place_for_a_wheelchair_is_what_makes_the_car_take_one() -> None:
    volunteer = make_volunteer()
    write_driver(volunteer, {"wheelchair_places": 1, "takes": []}, by=office(), now=NOW)
    assert Driver.objects.get().takes == [Need.WHEELCHAIR]
    write_driver(volunteer, {"wheelchair_places": 0, "takes": ["wheelchair"]}, by=office(), now=NOW)
    assert Driver.objects.get().takes == []


def test_a_rollator_goes_into_no_car_without_a_boot() -> None:
    volunteer = make_volunteer()
    with pytest.raises(RefusedError) as refused:
        write_driver(volunteer, {"boot": 0, "takes": ["rollator"]}, by=office(), now=NOW)
    assert refused.value.field == "boot"
    assert not Driver.objects.exists()


def test_nobody_stops_driving_while_riders_count_on_them() -> None:
    driver = make_driver()
    run = make_run(driver, state=Run.State.CONFIRMED)
    with pytest.raises(RefusedError):
        stop_driving(driver, by=office(), now=NOW)
    Run.objects.filter(pk=run.pk).update(state=Run.State.DECLINED, due_at=None)
    stop_driving(driver, by=office(), now=NOW)
    driver.refresh_from_db()
    assert not day_of(driver, THURSDAY).drives
    drive_again(driver, by=office(), now=NOW)
    driver.refresh_from_db()
    assert day_of(driver, THURSDAY).drives
    assert events(driver.person.pk) == ["driver stopped", "driver began again"]


def test_the_last_word_about_a_day_holds_until_it_is_taken_back() -> None:
    driver, late = make_driver(), Hours(time(15), time(19))
    say_day(driver, THURSDAY, None, by=office(), now=NOW)
    assert not day_of(driver, THURSDAY).drives
    say_day(driver, THURSDAY, late, by=office(), now=NOW)
    assert day_of(driver, THURSDAY).hours == (late,)
    assert DriveDay.objects.count() == 1
    assert take_back_day(driver, THURSDAY, by=office(), now=NOW)
    assert day_of(driver, THURSDAY).said == "week"
    assert not take_back_day(driver, THURSDAY, by=office(), now=NOW)


@pytest.mark.parametrize(
    ("days", "hours", "field"),
    [
        (-1, Hours(time(9), time(12)), "day"),
        (1, Hours(time(12), time(12)), "ends"),
    ],
)
def test_a_day_that_is_over_and_hours_without_length_are_refused(
    days: int, hours: Hours, field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        say_day(make_driver(), TODAY + timedelta(days=days), hours, by=office(), now=NOW)
    assert refused.value.field == field


def test_no_word_about_a_day_leaves_its_run_behind() -> None:
    driver = make_driver()
    make_run(driver, state=Run.State.ASKED)  # from nine to one
    for hours in (None, Hours(time(10), time(14)), Hours(time(8), time(12))):
        with pytest.raises(RefusedError, match=r"9\.00.*13\.00"):
            say_day(driver, THURSDAY, hours, by=office(), now=NOW)
    said = say_day(driver, THURSDAY, Hours(time(9), time(13)), by=office(), now=NOW)
    assert said.starts == time(9)


def test_two_riders_are_kept_apart_once_whichever_is_named_first() -> None:
    aino, kerttu = make_rider("Aino"), make_rider("Kerttu")
    apart = keep_apart(kerttu, aino, by=office(), now=NOW)
    with pytest.raises(RefusedError):
        keep_apart(aino, kerttu, by=office(), now=NOW)
    assert kept_apart_from(aino) == [(apart, kerttu)]
    assert kept_apart_from(kerttu) == [(apart, aino)]
    assert let_together(apart, by=office(), now=NOW)
    assert not Apart.objects.exists()
    assert events(aino.pk) == events(kerttu.pk) == ["riders apart", "riders together"]


def test_nobody_is_kept_apart_from_themselves() -> None:
    aino = make_person()
    with pytest.raises(RefusedError) as refused:
        keep_apart(aino, aino, by=office(), now=NOW)
    assert refused.value.field == "other"
