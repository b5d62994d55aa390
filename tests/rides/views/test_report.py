"""The office writes down how a run went, as its driver tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import AuditEntry
from people.models import AccessLog
from rides.models import ExpenseClaim, Leg, RideRequest, Run
from rides.services.closing.close import close_by_word
from rides.services.steps import go_run, locked_run
from tests.people.makers import make_coordinator, make_municipality, office
from tests.rides.after import BACK, HOME, OUT, leg_of, make_trip, report
from tests.rides.makers import make_driver
from tests.rides.wishes.conftest import Desk

pytestmark = pytest.mark.django_db


def page_of(run: Run) -> str:
    """Return the address of its report."""
    return reverse("run_report", args=[run.pk])


def told(run: Run, **values: str) -> dict[str, Any]:
    """Return a filled form: all driven, 43,5 km, home at 14."""
    ways = {f"became_{pk}": "done" for pk in run.legs.values_list("pk", flat=True)}
    return ways | {"km": "43,5", "home_at": "14.00", "claims": "on"} | values


def test_a_run_is_closed_on_one_page_and_its_claim_goes_to_be_checked(desk: Desk) -> None:
    run, ride = make_trip()
    page = desk.opens(page_of(run))
    assert "Aino Esimerkki, there 9.20–9.50" in page
    assert "The plan said 24" in page
    page = desk.sends(page_of(run), **told(run))
    assert "Everybody is home, the run is closed." in page
    assert "To be checked" in page
    run.refresh_from_db()
    assert (run.state, str(run.km_driven)) == ("closed", "43.5")
    assert run.claim.state == ExpenseClaim.State.SUBMITTED
    entry = AuditEntry.objects.get(subject="run", subject_id=run.pk, event="close")
    assert entry.on_behalf_of_ref == run.driver.person.pk
    assert AccessLog.objects.filter(person=ride.rider, what="run report").exists()


def test_a_driver_who_wants_no_money_gets_none(desk: Desk) -> None:
    run, _ride = make_trip()
    values = told(run)
    del values["claims"]
    desk.sends(page_of(run), **values)
    assert ExpenseClaim.objects.get(run=run).state == ExpenseClaim.State.DROPPED


def test_the_page_says_who_is_still_away(desk: Desk) -> None:
    run, ride = make_trip(back=RideRequest.Back.ON_CALL, back_time=None)
    back = leg_of(ride, BACK)
    assert "not yet: has to be driven home" in desk.opens(page_of(run))
    values: dict[str, Any] = {
        f"became_{leg_of(ride, OUT).pk}": "done",
        f"became_{back.pk}": "open",
    }
    page = desk.sends(page_of(run), **values, km="43", home_at="14.00")
    assert "The run is closed once these are home: Aino Esimerkki" in page
    assert "The car is home. These are still away: Aino Esimerkki" in page
    assert Run.objects.get(pk=run.pk).state == Run.State.OUT


def test_a_rider_who_was_left_is_called_out(desk: Desk) -> None:
    run, ride = make_trip()
    values = told(run, **{f"became_{leg_of(ride, BACK).pk}": "left"})
    page = desk.sends(page_of(run), **values)
    assert "Aino Esimerkki still needs a car: look for one at once." in page


def test_riding_back_without_having_ridden_there_is_asked_about_once(desk: Desk) -> None:
    run, ride = make_trip()
    values = told(run, **{f"became_{leg_of(ride, OUT).pk}": "no_show"})
    page = desk.sends(page_of(run), 422, **values)
    assert "Aino Esimerkki was not driven there. Tick below if they still rode back." in page
    desk.sends(page_of(run), **values, back_only="on")
    assert leg_of(ride, OUT).state == Leg.State.NO_SHOW
    assert leg_of(ride, BACK).state == Leg.State.DONE


def test_kilometres_that_are_no_kilometres_are_asked_for_again(desk: Desk) -> None:
    run, _ride = make_trip()
    page = desk.sends(page_of(run), 422, **told(run, km="40-45"))
    assert "Write it like this: 43 or 43,5" in page
    assert Run.objects.get(pk=run.pk).state == Run.State.CONFIRMED


def test_kilometres_far_from_the_plan_are_pointed_out(desk: Desk) -> None:
    run, _ride = make_trip()
    page = desk.sends(page_of(run), **told(run, km="435"))
    assert "The driver told 435.0 km, the plan said 24.0 km. Ask." in page


def test_coming_home_after_midnight_is_the_next_day(desk: Desk) -> None:
    run, _ride = make_trip()
    desk.sends(page_of(run), **told(run, home_at="0.30"))
    run.refresh_from_db()
    assert timezone.localtime(run.ends_at).day == run.day.day + 1


def test_riders_parts_of_the_costs_are_asked_for_where_the_driver_takes_them(desk: Desk) -> None:
    run, ride = make_trip(make_driver(shares_costs=True))
    out = leg_of(ride, OUT)
    assert "What Aino Esimerkki paid towards the costs" in desk.opens(page_of(run))
    page = desk.sends(page_of(run), 422, **told(run, **{f"share_{out.pk}": "99"}))
    assert "The riders have paid more than the allowance" in page
    page = desk.sends(page_of(run), **told(run, **{f"share_{out.pk}": "2,50"}))
    assert "of which the riders have paid 2.50" in page.replace("\u00a0€", "")


def test_the_second_of_two_reports_is_told_of_the_first(desk: Desk) -> None:
    run, _ride = make_trip()
    close_by_word(run, None, by=office(), now=HOME)
    page = desk.sends(page_of(run), 409, **told(run), seen="0")
    assert "Somebody was quicker" in page
    run.refresh_from_db()
    assert run.km_driven is None


def test_what_is_closed_can_be_put_right_until_it_is_approved(desk: Desk) -> None:
    run, ride = make_trip()
    report(run)
    assert "Put right here" in desk.opens(page_of(run))
    values: dict[str, Any] = {f"became_{leg_of(ride, way).pk}": "done" for way in (OUT, BACK)}
    desk.sends(page_of(run), **values, km="45")
    assert str(Run.objects.get(pk=run.pk).km_driven) == "45.0"
    ExpenseClaim.objects.filter(run=run).update(state=ExpenseClaim.State.APPROVED)
    page = desk.sends(page_of(run), 422, **values, km="46")
    assert "The claim has been approved" in page


def test_the_kilometres_of_a_car_that_broke_down_are_written_down(desk: Desk) -> None:
    run, _ride = make_trip()
    go_run(locked_run(run.pk), "break_down", by=office(), now=HOME)
    page = desk.sends(page_of(run), km="12")
    assert "12 km × 0.55" in page


def test_before_it_begins_there_is_nothing_to_write_down(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _ride = make_trip()
    monkeypatch.setattr(timezone, "now", lambda: HOME - timedelta(days=1))
    assert "Come back when it has been driven." in desk.opens(page_of(run))


def test_setting_out_is_one_press_and_only_while_the_car_is_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _ride = make_trip()
    assert "The driver has set out" not in desk.opens(page_of(run))
    monkeypatch.setattr(timezone, "now", lambda: run.starts_at)
    assert "The driver has set out" in desk.opens(page_of(run))
    page = desk.sends(reverse("run_set_out", args=[run.pk]))
    assert "Written down: on the way." in page
    assert Run.objects.get(pk=run.pk).set_out_at == run.starts_at


def test_a_run_of_another_municipality_is_not_there() -> None:
    run, _ride = make_trip()
    other = Desk(make_coordinator("muu@example.org", make_municipality("Kyyjärvi", "312")))
    other.opens(page_of(run), 404)


def test_a_rider_of_another_office_has_no_name_here_but_an_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: HOME)
    run, ride = make_trip()
    ride.rider.municipality = make_municipality("Kyyjärvi", "312")
    ride.rider.save()
    karstula = Desk(make_coordinator("k@example.org", make_municipality()))
    page = karstula.opens(page_of(run))
    assert "A rider of another office, there 9.20–9.50" in page
    assert "Aino" not in page
    assert not AccessLog.objects.filter(person=ride.rider).exists()


def test_a_run_that_was_called_off_has_no_report(desk: Desk) -> None:
    run, _ride = make_trip()
    Run.objects.filter(pk=run.pk).update(state=Run.State.CANCELLED, due_at=None)
    desk.opens(page_of(run), 404)
