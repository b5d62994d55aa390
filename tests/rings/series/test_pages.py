"""Changing a ring that runs: what changes is shown first; exceptions, more often for a while, decisions."""

from datetime import time, timedelta
from typing import Any

import pytest

from people.models import Person
from rings.models import DateException, Occurrence, Ring, ScheduleRule
from rings.services.planning.publish import pause_ring
from tests.conversations.village import MONDAY, Clock, Village, duty
from tests.rings.desk import Desk
from tests.rings.series.changes import change_hour

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def ring(village: Village, sari: Person, aino: Person, veikko: Person) -> Ring:
    return village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")


def when(**changes: object) -> dict[str, Any]:
    """Return what the form of the hours says."""
    return {
        "weekdays": list(range(7)),
        "wall_time": "9.00",
        "interval_weeks": 1,
        "holidays": "run",
        "valid_from": MONDAY.isoformat(),
        "remind_minutes_before": 0,
        "slot_minutes": 0,
        "turn_weeks": 1,
        **changes,
    }


def test_the_first_press_shows_what_changes_and_the_second_does_it(desk: Desk, ring: Ring) -> None:
    rule = ring.rules.get()
    url = f"/rings/{ring.pk}/when/{rule.pk}/"
    page = desk.sends(url, **when(wall_time="10.30"))
    assert "114 turns get another hour" in page
    assert "at 10.30 instead of 9.00" in page.lower()
    assert set(Occurrence.objects.values_list("wall_time", flat=True)) == {time(9)}

    assert "The hours are saved." in desk.sends(url, **when(wall_time="10.30"), sure=1)
    assert set(Occurrence.objects.values_list("wall_time", flat=True)) == {time(10, 30)}


def test_a_change_that_changes_nothing_is_saved_at_once(desk: Desk, ring: Ring) -> None:
    url = f"/rings/{ring.pk}/when/{ring.rules.get().pk}/"
    assert "The hours are saved." in desk.sends(url, **when())


def test_a_ring_that_does_not_run_is_changed_at_once(
    desk: Desk, village: Village, ring: Ring
) -> None:
    pause_ring(ring, by=village.by, now=village.clock.now)
    url = f"/rings/{ring.pk}/when/{ring.rules.get().pk}/"
    assert "The hours are saved." in desk.sends(url, **when(wall_time="10.30"))


def test_one_day_is_left_out_and_is_as_usual_again(
    desk: Desk, village: Village, ring: Ring, aino: Person
) -> None:
    url = f"/rings/{ring.pk}/exceptions/new/"
    says: dict[str, Any] = {"nominal_date": TUESDAY.isoformat(), "kind": "skip", "note": "retki"}
    page = desk.sends(url, **says)
    assert "2 turns are called off" in page
    page = desk.sends(url, **says, sure=1)
    assert "nothing that day" in page
    assert "retki" in page
    tuesday = Occurrence.objects.filter(nominal_date=TUESDAY)
    assert set(tuesday.values_list("state", "reason")) == {("cancelled", "exception")}

    row = DateException.objects.get()
    desk.sends(f"/rings/{ring.pk}/exceptions/{row.pk}/reset/", sure=1)
    assert set(tuesday.values_list("state", "reason")) == {("planned", "")}
    assert village.nobody_is_forgotten()


def test_another_hour_for_one_resident_moves_only_that_call(
    desk: Desk, ring: Ring, aino: Person
) -> None:
    desk.sends(
        f"/rings/{ring.pk}/exceptions/new/",
        nominal_date=TUESDAY.isoformat(),
        kind="hour",
        wall_time="11.15",
        receiver=aino.pk,
        sure=1,
    )
    tuesday = Occurrence.objects.filter(nominal_date=TUESDAY)
    hours = dict(tuesday.values_list("receiver", "wall_time"))
    assert hours.pop(aino.pk) == time(11, 15)
    assert set(hours.values()) == {time(9)}


def test_an_exception_of_the_past_or_without_its_hour_is_refused(desk: Desk, ring: Ring) -> None:
    url = f"/rings/{ring.pk}/exceptions/new/"
    past = (MONDAY - timedelta(days=1)).isoformat()
    assert "That day is past" in desk.sends(url, 422, nominal_date=past, kind="skip")
    says = desk.sends(url, 422, nominal_date=TUESDAY.isoformat(), kind="hour")
    assert "Write the hour like this" in says


def test_more_often_for_a_while_and_an_early_end(desk: Desk, ring: Ring) -> None:
    last = MONDAY + timedelta(days=6)
    page = desk.sends(
        f"/rings/{ring.pk}/more-often/",
        weekdays=list(range(7)),
        wall_time="17",
        valid_from=MONDAY.isoformat(),
        valid_until=last.isoformat(),
        note="helle",
        sure=1,
    )
    assert "Also at 17" in page
    assert "helle" in page
    evening = Occurrence.objects.filter(wall_time=time(17))
    assert evening.open().count() == 14
    rule = ScheduleRule.objects.get(note="helle")
    assert "14 turns are called off" in desk.sends(f"/rings/{ring.pk}/when/{rule.pk}/end/")
    desk.sends(f"/rings/{ring.pk}/when/{rule.pk}/end/", sure=1)
    assert not evening.open().exists()


def test_the_last_hour_of_a_ring_is_not_ended(desk: Desk, ring: Ring) -> None:
    rule = ring.rules.get()
    says = desk.sends(f"/rings/{ring.pk}/when/{rule.pk}/end/", sure=1)
    assert "A ring needs one hour." in says


def test_an_exception_from_an_old_page_is_not_saved(
    desk: Desk, village: Village, ring: Ring
) -> None:
    url = f"/rings/{ring.pk}/exceptions/new/"
    seen = desk.html(url).split('name="seen" value="')[1].split('"', maxsplit=1)[0]
    change_hour(village, ring, time(10))
    says: dict[str, Any] = {
        "nominal_date": TUESDAY.isoformat(),
        "kind": "skip",
        "seen": seen,
        "sure": 1,
    }
    assert "Somebody else changed this ring meanwhile." in desk.sends(url, 409, **says)
    assert not DateException.objects.exists()


@pytest.fixture
def booked(village: Village, clock: Clock, sari: Person, aino: Person) -> Occurrence:
    """Return a visit of which its volunteer has been reminded, and whose hour the plan has changed."""
    ring = village.ring(
        helpers=[sari], residents=[aino], at="12:00", kind="visit", remind_before=24 * 60
    )
    clock.goes_to("12:05")
    change_hour(village, ring, time(13))
    return Occurrence.objects.get(nominal_date=TUESDAY)


def test_a_promised_turn_is_listed_and_moved_by_one_press(
    desk: Desk, booked: Occurrence, sari: Person
) -> None:
    assert "1 promised turn is no longer as the plan says." in desk.opens(
        f"/rings/{booked.ring_id}/"
    )
    assert "1 promised turn is no longer as the plan says: decide" in desk.opens("/today/")
    page = desk.opens("/rings/decisions/")
    assert "The plan now has the hour 13.00." in page
    assert "Decided." in desk.sends(f"/occurrences/{booked.pk}/decide/follow/")
    booked.refresh_from_db()
    assert (booked.wall_time, booked.decision) == (time(13), "")
    assert duty(booked).person == sari
    assert "Nothing to decide." in desk.opens("/rings/decisions/")


def test_a_promised_turn_is_kept_by_one_press(desk: Desk, booked: Occurrence) -> None:
    desk.sends(f"/occurrences/{booked.pk}/decide/keep/")
    booked.refresh_from_db()
    assert (booked.wall_time, booked.decision) == (time(12), "kept")
    assert "Kept as it was" in desk.opens(f"/occurrences/{booked.pk}/")
