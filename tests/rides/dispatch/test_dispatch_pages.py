"""The pages of dispatch: a day, a place for one leg, publishing, a run; for staff of here and of elsewhere."""

from datetime import time

import pytest

from notifications.models import Message
from people.models import AccessLog, PersonNumber, PhoneNumber
from rides.models import Driver, Leg, Need, RideRequest, Run
from tests.people.makers import NOW
from tests.rides.dispatch.desk import Desk
from tests.rides.makers import (
    THURSDAY,
    make_driver,
    make_office,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)

DAY = f"/rides/day/{THURSDAY}/"


def there(ride: RideRequest) -> Leg:
    return ride.legs.get(direction="out")


def back(ride: RideRequest) -> Leg:
    return ride.legs.get(direction="back")


def with_number(driver: Driver, number: str = "+358401110001") -> Driver:
    """Give the driver a mobile."""
    held = PhoneNumber.objects.create(e164=number, kind=PhoneNumber.Kind.MOBILE)
    PersonNumber.objects.create(person=driver.person, number=held)
    return driver


def test_the_day_shows_who_waits_beside_the_runs_seat_by_seat(desk: Desk) -> None:
    run = make_run(make_driver("Pekka"))
    seat_leg(there(make_ride(make_rider("Aino"))), run, time(9, 10), time(9, 50))
    make_ride(make_rider("Veikko"), needs=[Need.ROLLATOR])
    page = desk.opens(DAY)
    assert "Without a driver (3)" in page
    assert "Runs (1)" in page
    assert "No car home for Aino Esimerkki." in page
    assert "Aino Esimerkki, 2 seats free" in page
    assert "rollator" in page
    seen = AccessLog.objects.values_list("person__first_name", flat=True)
    assert set(seen) == {"Aino", "Veikko"}


def test_an_empty_day_says_so_and_asks_for_nothing(desk: Desk) -> None:
    assert "Nobody has asked for a ride on this day." in desk.opens("/rides/day/2026-12-24/")


@pytest.mark.parametrize("day", ["2026-13-01", "1999-01-01", "2026-02-30"])
def test_a_day_that_is_none_is_no_page(desk: Desk, day: str) -> None:
    desk.opens(f"/rides/day/{day}/", status=404)


def test_going_to_a_day_by_its_date_or_to_today(desk: Desk) -> None:
    assert desk.client.get("/rides/day/?day=2026-11-26")["Location"] == DAY
    assert desk.client.get("/rides/day/?day=never")["Location"] == "/rides/day/2026-11-23/"


def test_a_plan_is_made_by_one_press_and_nobody_is_told(desk: Desk) -> None:
    driver = with_number(make_driver())
    ride = make_ride()
    page = desk.sends(f"{DAY}plan/", seen=desk.seen(DAY))
    assert "2 ways have a car now." in page
    assert "Nobody has been told yet." in page
    run = Run.objects.get()
    assert (run.driver, run.state) == (driver, Run.State.DRAFT)
    assert set(ride.legs.values_list("state", "run")) == {("planned", run.pk)}
    assert not Message.objects.exists()


def test_who_cannot_be_planned_stands_there_with_the_reason(desk: Desk) -> None:
    make_driver(takes=[])
    make_ride(make_rider("Aino"))
    make_ride(make_rider("Veikko"), needs=[Need.WHEELCHAIR])
    page = desk.sends(f"{DAY}plan/")
    assert "2 are still without a driver." in page
    assert "wheelchair" in page.split("Runs (1)")[0].split("Without a driver (2)")[1]


def test_a_plan_from_an_old_page_is_not_made(desk: Desk) -> None:
    make_driver()
    ride = make_ride()
    seen = desk.seen(DAY)
    there(ride).delete()
    page = desk.sends(f"{DAY}plan/", seen=seen)
    assert "Somebody else changed these rides meanwhile." in page
    assert not Run.objects.exists()


def test_the_places_of_a_leg_are_shown_and_one_is_taken(desk: Desk) -> None:
    driver = make_driver("Pekka")
    leg = there(make_ride(make_rider("Aino")))
    url = f"/rides/legs/{leg.pk}/places/"
    page = desk.opens(url)
    assert "Pekka Kuski" in page
    assert "Has no run yet on this day." in page
    html = desk.html(url)
    key = html.split('name="place" value="')[1].split('"')[0]
    said = desk.sends(f"/rides/legs/{leg.pk}/seat/", place=key, seen=desk.seen(url))
    leg.refresh_from_db()
    assert leg.run is not None
    assert (leg.state, leg.run.driver) == ("planned", driver)
    assert "Aino Esimerkki goes with Pekka Kuski at" in said
    assert "Nobody has been told yet." in said


def test_a_leg_dropped_onto_a_driver_takes_the_best_place_there(desk: Desk) -> None:
    make_driver("Pekka")
    raili = make_driver("Raili")
    leg = there(make_ride())
    desk.sends(f"/rides/legs/{leg.pk}/seat/", driver=raili.pk)
    leg.refresh_from_db()
    assert leg.run is not None
    assert leg.run.driver == raili


def test_a_leg_dropped_onto_a_car_that_cannot_take_it_leads_to_where_it_can(desk: Desk) -> None:
    small = make_driver("Pekka", takes=[])
    leg = there(make_ride(needs=[Need.ROLLATOR]))
    page = desk.sends(f"/rides/legs/{leg.pk}/seat/", driver=small.pk)
    assert "Why there is no car" in page
    leg.refresh_from_db()
    assert (leg.state, leg.run) == ("requested", None)


def test_a_leg_is_taken_out_of_its_car(desk: Desk) -> None:
    make_driver()
    ride = make_ride(make_rider("Aino"))
    desk.sends(f"{DAY}plan/")
    page = desk.sends(f"/rides/legs/{back(ride).pk}/unseat/")
    assert "Aino Esimerkki is without a driver now." in page
    assert "No car home for Aino Esimerkki." in page
    assert [leg.state for leg in (there(ride), back(ride))] == ["planned", "requested"]


@pytest.mark.parametrize("act", ["seat", "unseat"])
def test_the_second_of_two_coordinators_is_told_that_the_first_was_quicker(
    desk: Desk, act: str
) -> None:
    driver = make_driver()
    ride = make_ride()
    leg = there(ride)
    seen = desk.seen(f"/rides/legs/{leg.pk}/places/")
    desk.sends(f"{DAY}plan/")
    page = desk.sends(f"/rides/legs/{leg.pk}/{act}/", seen=seen, driver=driver.pk)
    assert "Somebody else changed these rides meanwhile." in page
    assert there(ride).state == "planned"


def test_what_changes_is_shown_before_anybody_is_told_and_then_the_driver_is_asked(
    desk: Desk,
) -> None:
    with_number(make_driver("Pekka"))
    make_ride(make_rider("Aino"))
    desk.sends(f"{DAY}plan/")
    page = desk.opens(f"{DAY}publish/")
    assert "Is asked to drive" in page
    assert "Fetched at" in page
    assert "1 text message goes out at once." in page
    assert "2 riders hear it once their driver says yes." in page
    assert not Message.objects.exists()
    said = desk.sends(f"{DAY}publish/", seen=desk.seen(f"{DAY}publish/"))
    assert "1 driver was asked." in said
    assert Run.objects.get().state == Run.State.ASKED


def test_a_publishing_that_is_not_what_was_shown_tells_nobody(desk: Desk) -> None:
    with_number(make_driver())
    make_ride()
    desk.sends(f"{DAY}plan/")
    desk.sends(f"{DAY}publish/", status=409, seen="something else")
    assert Run.objects.get().state == Run.State.DRAFT
    assert not Message.objects.exists()


def test_publishing_when_everybody_knows_says_so(desk: Desk) -> None:
    assert "There is nothing to publish." in desk.opens(f"{DAY}publish/")


def test_the_run_has_its_stops_its_driver_and_what_has_happened(desk: Desk) -> None:
    with_number(make_driver("Pekka"))
    make_ride(make_rider("Aino"))
    desk.sends(f"{DAY}plan/")
    desk.sends(f"{DAY}publish/")
    run = Run.objects.get()
    page = desk.opens(f"/rides/runs/{run.pk}/")
    assert "040 111 0001" in page
    story = page.split("What has happened")[1]
    assert story.index("Planned") < story.index("Driver asked")
    assert "Said yes" in page
    said = desk.sends(f"/rides/runs/{run.pk}/say/yes/", back=f"/rides/runs/{run.pk}/")
    assert "The driver has promised to drive." in said
    assert "Driver confirmed" in said


def test_a_rider_who_was_rung_is_ticked_on_the_runs_page_with_who_and_when(desk: Desk) -> None:
    run = make_run(with_number(make_driver()), state=Run.State.CONFIRMED)
    leg = seat_leg(there(make_ride(make_rider("Aino"), back="none")), run, time(9, 10), time(9, 50))
    url = f"/rides/runs/{run.pk}/"
    assert "Not told yet" in desk.opens(url)
    assert "Knows and agrees" in desk.opens(url)
    page = desk.sends(f"/rides/legs/{leg.pk}/say/agrees/", back=url)
    assert "Told by telephone 23.11. at 9.00, Kirsi" in page
    assert "Knows and agrees" not in page
    leg.refresh_from_db()
    assert (leg.state, leg.told_run, leg.told_pickup_at) == ("confirmed", run, leg.pickup_at)


def test_a_car_that_goes_no_further_leaves_its_riders_to_be_placed_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(state=Run.State.OUT)
    leg = seat_leg(there(make_ride(back="none")), run, time(9, 10), time(9, 50))
    monkeypatch.setattr("django.utils.timezone.now", lambda: run.starts_at)
    desk.signs_in()
    page = desk.sends(f"/rides/runs/{run.pk}/break/")
    assert "The run is broken off. 1 way needs another car at once." in page
    leg.refresh_from_db()
    run.refresh_from_db()
    assert (leg.state, run.state) == ("requested", "broken")


def test_the_drivers_list_has_the_address_only_of_who_has_agreed(desk: Desk) -> None:
    run = make_run()
    open_one = make_rider("Aino", address="Koivutie 4", village="Humppi")
    closed_one = make_rider("Veikko", address="Salatie 9", village="Vahanka")
    for rider, may_share in ((open_one, True), (closed_one, False)):
        ride = make_ride(rider, back="none", may_share_address=may_share, note="Koputa ikkunaan")
        seat_leg(there(ride), run, time(9, 10), time(9, 50))
    page = desk.opens(f"/rides/runs/{run.pk}/sheet/")
    assert "Koivutie 4, Humppi" in page
    assert "Vahanka" in page
    assert "Salatie" not in page
    assert "Koputa ikkunaan" in page
    assert "Destroy this paper after 10.12.2026." in page
    assert make_office().phone[-4:] in page


def test_the_day_sheet_lists_all_runs_and_who_has_no_car(desk: Desk) -> None:
    driver = with_number(make_driver("Pekka"))
    seat_leg(there(make_ride(make_rider("Aino"))), make_run(driver), time(9, 10), time(9, 50))
    page = desk.opens(f"{DAY}sheet/")
    assert "Pekka Kuski" in page
    assert "040 111 0001" in page
    assert "Without a driver (1)" in page
    assert AccessLog.objects.filter(what="paper").count() == 1


@pytest.mark.parametrize(
    "address",
    ["/rides/runs/{run}/", "/rides/runs/{run}/sheet/", "/rides/legs/{leg}/places/"],
)
def test_another_municipality_sees_neither_run_nor_rider(elsewhere: Desk, address: str) -> None:
    run = make_run()
    leg = seat_leg(there(make_ride()), run, time(9, 10), time(9, 50))
    elsewhere.opens(address.format(run=run.pk, leg=leg.pk), status=404)
    page = elsewhere.opens(DAY)
    assert "Aino" not in page
    assert "Kuski" not in page


@pytest.mark.parametrize("act", ["seat", "unseat"])
def test_another_municipality_moves_nobody(elsewhere: Desk, act: str) -> None:
    run = make_run()
    leg = seat_leg(there(make_ride()), run, time(9, 10), time(9, 50))
    elsewhere.sends(f"/rides/legs/{leg.pk}/{act}/", status=404, driver=run.driver.pk)
    elsewhere.sends(f"/rides/runs/{run.pk}/break/", status=404)
    leg.refresh_from_db()
    assert (leg.state, leg.run) == ("planned", run)


def test_a_reader_of_counts_sees_no_day(reader: Desk) -> None:
    make_ride()
    for url in (DAY, f"{DAY}publish/", f"{DAY}sheet/"):
        assert "Aino" not in reader.opens(url, status=403)


def test_a_return_on_call_is_written_down_as_ready_on_its_day_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(state=Run.State.CONFIRMED)
    ride = make_ride(back="on_call", back_time=None)
    seat_leg(there(ride), run, time(9, 10), time(9, 50))
    assert "Has rung: is ready" not in desk.opens(DAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: run.starts_at)
    desk.signs_in()
    assert "Has rung: is ready" in desk.opens(DAY)
    assert run.starts_at > NOW
