"""Placing one way of a ride by hand: the best places, what they do to others, and taking it out again."""

from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from directory.actors import Actor
from directory.scope import Area, Scope
from people.errors import RefusedError
from rides.models import DriveDay, Driver, Leg, Need, RideRequest, Run
from rides.services.plan.insert import best_places, move_leg, retime, seat, unseat
from rides.services.plan.make import plan_day
from rides.services.plan.solve import Search
from rides.services.plan.why import DOES_NOT_HOLD, why_here, why_not
from tests.people.makers import NOW, make_municipality, office
from tests.rides.makers import THURSDAY, make_office, make_run, seat_leg
from tests.rides.plan.town import at, clock, driver, legs, ride

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def by() -> Actor:
    return office()


@pytest.fixture
def pekka() -> Driver:
    return driver("Pekka")


@pytest.fixture
def aino(pekka: Driver, by: Actor) -> RideRequest:
    """Aino goes to the shop with Pekka and home again."""
    request = ride("Aino", 12)
    plan_day(make_office(), THURSDAY, by=by, now=NOW, search=Search(iterations=100))
    return request


def test_on_the_way_of_another_is_the_best_place(aino: RideRequest, pekka: Driver) -> None:
    driver("Liisa", 30)
    there, _back = legs(ride("Veikko", 10))
    best, *others = best_places(there, NOW)
    assert (best.driver.pk, best.run) == (pekka.pk, legs(aino)[0].run)
    # Veikko's house is on the road: no kilometre more.
    assert best.km == pytest.approx(0, abs=0.1)
    assert best.dropoff_at <= at(9, 57)
    assert any(place.driver.person.first_name == "Liisa" and place.run is None for place in others)
    assert [place.km for place in others] == sorted(place.km for place in others)


def test_a_place_says_whose_times_it_moves_and_by_how_much(aino: RideRequest) -> None:
    there, _back = legs(ride("Veikko", 10))
    before = legs(aino)[0].pickup_at
    best = best_places(there, NOW)[0]
    moved = {move.leg.request.rider.first_name: move.pickup_minutes for move in best.moved}
    run = seat(there, best.key, by=office(), now=NOW)
    after = legs(aino)[0].pickup_at
    assert before is not None
    assert after is not None
    assert timedelta(minutes=moved.get("Aino", 0)) == after - before
    assert run.legs.count() == 3


def test_a_seat_is_taken_as_it_was_shown(aino: RideRequest, by: Actor) -> None:
    there, _back = legs(ride("Veikko", 10))
    best = best_places(there, NOW)[0]
    run = seat(there, best.key, by=by, now=NOW)
    there.refresh_from_db()
    assert (there.state, there.run_id) == ("planned", run.pk)
    assert (there.pickup_at, there.dropoff_at) == (best.pickup_at, best.dropoff_at)


def test_a_place_that_is_gone_is_not_taken(aino: RideRequest, by: Actor) -> None:
    there, _back = legs(ride("Veikko", 10))
    with pytest.raises(RefusedError, match="This place is gone"):
        seat(there, "999/0:0:1", by=by, now=NOW)
    there.refresh_from_db()
    assert there.state == "requested"


def test_who_has_a_free_car_gets_a_draft_of_their_own(by: Actor) -> None:
    liisa = driver("Liisa", 11)
    there, back = legs(ride("Aino", 12))
    run = move_leg(there, liisa, by=by, now=NOW)
    assert (run.state, run.driver_id) == ("draft", liisa.pk)
    # A person may place one way without the other.
    back.refresh_from_db()
    assert back.state == "requested"


def test_moving_to_another_driver_shortens_the_run_that_is_left(
    aino: RideRequest, pekka: Driver, by: Actor
) -> None:
    liisa = driver("Liisa", 11)
    _there, back = legs(aino)
    before = back.run
    assert before is not None
    new = move_leg(back, liisa, by=by, now=NOW)
    before.refresh_from_db()
    back.refresh_from_db()
    assert (new.driver_id, back.run_id) == (liisa.pk, new.pk)
    assert before.km_planned == pytest.approx(Decimal(24), abs=Decimal("0.2"))
    assert before.ends_at < at(11)


def test_a_car_that_is_full_refuses_with_the_reason(by: Actor) -> None:
    small = driver("Pekka", seats=1)
    first, _back = legs(ride("Aino", 12))
    move_leg(first, small, by=by, now=NOW)
    there, _back = legs(ride("Veikko", 12, seats=2))
    with pytest.raises(RefusedError, match="No car of this day has so many seats"):
        move_leg(there, small, by=by, now=NOW)


def test_out_of_the_car_a_way_waits_again_and_a_draft_without_riders_is_dropped(
    aino: RideRequest, by: Actor
) -> None:
    there, back = legs(aino)
    run = there.run
    assert run is not None
    unseat(there, by=by, now=NOW)
    there.refresh_from_db()
    run.refresh_from_db()
    assert (there.state, there.run_id, there.pickup_at) == ("requested", None, None)
    assert run.starts_at > at(11)
    unseat(legs(aino)[1], by=by, now=NOW)
    run.refresh_from_db()
    back.refresh_from_db()
    assert (run.state, back.state) == ("cancelled", "requested")


def test_an_empty_run_of_which_its_driver_knows_stays_until_the_driver_is_told(
    aino: RideRequest, by: Actor
) -> None:
    Run.objects.update(state=Run.State.CONFIRMED)
    for leg in legs(aino):
        unseat(leg, by=by, now=NOW)
    assert Run.objects.get().state == "confirmed"


def test_what_is_in_no_car_cannot_be_taken_out_of_one(by: Actor) -> None:
    there, _back = legs(ride("Aino", 12))
    with pytest.raises(RefusedError):
        unseat(there, by=by, now=NOW)


def test_who_sits_in_the_car_cannot_be_moved(pekka: Driver, by: Actor) -> None:
    there, _back = legs(ride("Aino", 12))
    run = make_run(pekka, state=Run.State.OUT)
    seat_leg(there, run, time(9, 40), time(9, 57), state=Leg.State.CONFIRMED)
    (there, _back) = legs(there.request)
    assert best_places(there, at(9, 50)) == []
    with pytest.raises(RefusedError, match="in the car already"):
        unseat(there, by=by, now=at(9, 50))


def test_in_a_running_day_nothing_that_was_driven_changes(pekka: Driver, by: Actor) -> None:
    there, back = legs(ride("Aino", 12))
    run = make_run(pekka, state=Run.State.OUT)
    seat_leg(there, run, time(9, 40), time(9, 57), state=Leg.State.CONFIRMED)
    seat_leg(back, run, time(12), time(12, 15), state=Leg.State.CONFIRMED)
    _there, home = legs(ride("Veikko", 10, back=RideRequest.Back.ON_CALL, back_time=None))
    Leg.objects.filter(pk=home.pk).update(state="requested", called_at=at(11, 30))
    home.refresh_from_db()
    best = best_places(home, at(11, 30))[0]
    assert best.run == run
    assert at(11, 30) <= best.pickup_at <= at(12, 15)
    seat(home, best.key, by=by, now=at(11, 30))
    first = legs(there.request)[0]
    assert (clock(first.pickup_at), first.state) == ("9.40", "confirmed")


def test_whoever_has_rung_is_fetched_soon_before_kilometres_count(by: Actor) -> None:
    near, far = driver("Pekka"), driver("Liisa", -15)
    there, _back = legs(ride("Aino", 12, wall_time=time(13, 30), flexible_minutes=15))
    run = move_leg(there, near, by=by, now=NOW)
    Run.objects.filter(pk=run.pk).update(state=Run.State.CONFIRMED)
    _there, home = legs(ride("Veikko", 12, back=RideRequest.Back.ON_CALL, back_time=None))
    Leg.objects.filter(pk=home.pk).update(state="requested", called_at=at(11, 30))
    home.refresh_from_db()
    for place in (places := best_places(home, at(11, 30)))[:1]:
        assert place.pickup_at <= at(12, 15)
    late = [place.pickup_at > at(12, 15) for place in places]
    assert late == sorted(late)
    assert {place.driver.pk for place in places} == {near.pk, far.pk}


def test_times_are_made_anew_for_those_who_are_still_in_the_car(
    aino: RideRequest, by: Actor
) -> None:
    there, back = legs(aino)
    run = there.run
    assert run is not None
    Leg.objects.filter(pk=back.pk).update(state=Leg.State.CANCELLED)
    retime(run, by=by, now=NOW)
    run.refresh_from_db()
    assert run.ends_at < at(11)
    Leg.objects.filter(pk=there.pk).update(state=Leg.State.CANCELLED)
    retime(run, by=by, now=NOW)
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_run_that_cannot_be_held_any_more_stays_as_it_is_and_says_so(
    aino: RideRequest, by: Actor
) -> None:
    there, back = legs(aino)
    run = there.run
    assert run is not None
    RideRequest.objects.filter(pk=aino.pk).update(needs=[Need.WHEELCHAIR])
    before = list(run.legs.order_by("pk").values())
    retime(run, by=by, now=NOW)
    assert list(run.legs.order_by("pk").values()) == before
    assert why_here(legs(aino)[0], NOW) == [
        str(DOES_NOT_HOLD),
    ]
    unseat(there, by=by, now=NOW)
    back.refresh_from_db()
    assert back.run_id == run.pk


def test_a_placement_is_explained_by_company_kilometres_and_the_next_best(
    aino: RideRequest, by: Actor
) -> None:
    driver("Liisa", -10)
    there, _back = legs(ride("Veikko", 10))
    seat(there, best_places(there, NOW)[0].key, by=by, now=NOW)
    company, adds, other = why_here(legs(aino)[0], NOW)
    assert company == "In the car at the same time: Veikko."
    # From Veikko's house to Aino's and back.
    assert adds.startswith("It adds 3.9 km to the run")
    assert other.startswith("The next best driver is Liisa:")


def test_what_has_no_car_is_explained_driver_by_driver(aino: RideRequest) -> None:
    driver("Liisa", takes=[], boot=0)
    driver("Kalle", in_winter=False)
    there, _back = legs(ride("Veikko", 10, needs=[Need.ROLLATOR, Need.DOG], seats=4))
    assert why_not(there, NOW) == [
        "Liisa: cannot take dog and rollator.",
        "Pekka: not enough seats in the car.",
        "Kalle: Does not drive on winter roads.",
    ]


def test_hours_that_are_over_hold_nobody_up_and_are_said(by: Actor) -> None:
    pekka, liisa = driver("Pekka"), driver("Liisa")
    DriveDay.objects.create(driver=pekka, day=THURSDAY, starts=time(7), ends=time(9))
    there, _back = legs(ride("Aino", 12, wall_time=time(13), back_time=time(15)))
    assert {place.driver for place in best_places(there, at(10))} == {liisa}
    assert why_not(there, at(10))[-1] == "Pekka: Is not free any more today."
    with pytest.raises(RefusedError, match="not free any more"):
        move_leg(there, pekka, by=by, now=at(10))
    assert best_places(there, at(23)) == []


def test_a_run_whose_hours_have_passed_unanswered_holds_the_others_not_up(by: Actor) -> None:
    pekka, liisa = driver("Pekka"), driver("Liisa")
    there, _back = legs(ride("Aino", 12))
    seat_leg(there, make_run(pekka, state=Run.State.ASKED), time(9, 40), time(9, 57))
    DriveDay.objects.create(driver=pekka, day=THURSDAY, starts=time(7), ends=time(10))
    later, _back = legs(ride("Veikko", 10, wall_time=time(17), back_time=time(18)))
    places = best_places(later, at(14))
    assert {place.driver for place in places} == {liisa}
    there.refresh_from_db()
    assert there.state == "planned"


def test_who_drives_by_daylight_is_no_help_in_the_evening() -> None:
    pekka = driver("Pekka", in_the_dark=False)
    DriveDay.objects.create(driver=pekka, day=THURSDAY, starts=time(16), ends=time(20))
    liisa = driver("Liisa")
    there, _back = legs(ride("Aino", 12, wall_time=time(18), back_time=time(19)))
    assert {place.driver for place in best_places(there, NOW)} == {liisa}
    assert why_not(there, NOW)[-1] == (
        "Pekka: Is free only when it is dark, and drives by daylight."
    )


def test_only_drivers_within_the_eyes_of_the_asker_are_shown(pekka: Driver) -> None:
    there, _back = legs(ride("Aino", 12))
    elsewhere = Scope((Area(make_municipality("Kinnula", "256").pk, None),), (), frozenset())
    assert best_places(there, NOW, scope=elsewhere) == []
    here = Scope((Area(make_municipality().pk, None),), (), frozenset())
    assert best_places(there, NOW, scope=here)[0].driver == pekka
