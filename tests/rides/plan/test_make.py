"""Making a day's plan: it is stored as drafts, keeps what was promised, and says why somebody is left."""

from collections.abc import Iterator
from datetime import time
from decimal import Decimal

import pytest
from django.utils import translation

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from rides.models import Apart, DriveDay, Leg, Need, RideRequest, Run
from rides.services.plan import make
from rides.services.plan.answers import PlanResult
from rides.services.plan.make import plan_day
from rides.services.plan.solve import Search, Solution, solve
from tests.people.makers import NOW, office
from tests.rides.makers import THURSDAY, make_office, make_ride, make_run, seat_leg
from tests.rides.plan.town import at, clock, driver, legs, ride, rider
from volunteers.models import AvailableWindow

pytestmark = pytest.mark.django_db
BRIEFLY = Search(iterations=200)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def by() -> Actor:
    return office()


def planned(by: Actor, *, anew: bool = False) -> PlanResult:
    return plan_day(make_office(), THURSDAY, by=by, now=NOW, anew=anew, search=BRIEFLY)


def the_run() -> Run:
    return Run.objects.live().get()


def test_neighbours_go_to_the_shop_in_one_car_and_home_again(by: Actor) -> None:
    pekka = driver()
    rides = [ride("Aino", 12), ride("Veikko", 10)]
    result = planned(by)
    run = the_run()
    assert (run.driver_id, run.state, run.day) == (pekka.pk, "draft", THURSDAY)
    assert len(result.placed) == 4
    assert result.why_not == {}
    for request in rides:
        there, back = legs(request)
        assert (there.state, there.run_id, back.run_id) == ("planned", run.pk, run.pk)
        assert there.pickup_at is not None
        assert there.dropoff_at is not None
        assert back.pickup_at is not None
        assert there.dropoff_at <= at(9, 57)
        assert back.pickup_at >= at(12)
    # Out to Aino and back once in the morning, and again at noon; one by one it would be four times.
    assert run.km_planned == pytest.approx(Decimal(48), abs=Decimal("0.3"))
    assert result.km == run.km_planned
    assert result.alone_km == pytest.approx(Decimal(88), abs=Decimal("0.5"))
    assert run.starts_at < run.ends_at
    assert run.due_at is not None


def test_the_run_is_written_into_the_trail_by_whom_and_its_stops_have_an_order(by: Actor) -> None:
    driver()
    there, back = legs(ride("Aino", 12))
    planned(by)
    entry = AuditEntry.objects.get(subject="run", event="created")
    assert entry.user_id == by.user_id
    there.refresh_from_db()
    back.refresh_from_db()
    orders = (there.pickup_order, there.dropoff_order, back.pickup_order, back.dropoff_order)
    assert orders == (0, 1, 2, 3)


def test_who_cannot_be_driven_is_told_why_and_waits(by: Actor) -> None:
    driver(takes=[])
    there, back = legs(ride("Aino", 12, needs=[Need.DOG]))
    result = planned(by)
    assert result.placed == ()
    assert set(result.why_not) == {there.pk, back.pk}
    assert result.why_not[there.pk] == ("No driver of this day takes dog.",)
    assert not Run.objects.exists()
    there.refresh_from_db()
    assert there.state == "requested"


def test_nobody_is_driven_there_without_a_way_home(by: Actor) -> None:
    pekka = driver()
    DriveDay.objects.create(driver=pekka, day=THURSDAY, starts=time(8), ends=time(11))
    there, back = legs(ride("Aino", 12))
    result = planned(by)
    assert set(result.why_not) == {there.pk, back.pk}
    assert not Run.objects.exists()


def test_two_who_keep_apart_go_in_two_cars_or_one_after_the_other(by: Actor) -> None:
    driver()
    rides = [
        ride("Aino", 12, back="none", back_time=None),
        ride("Veikko", 12, back="none", back_time=None),
    ]
    first, second = sorted(each.rider_id for each in rides)
    Apart.objects.create(first_id=first, second_id=second, recorded_at=NOW)
    planned(by)
    one, other = sorted((legs(each)[0] for each in rides), key=lambda leg: leg.pickup_order or 0)
    if one.run_id and other.run_id:
        assert one.dropoff_order is not None
        assert other.pickup_order is not None
        assert one.dropoff_order < other.pickup_order


def test_planning_again_changes_nothing_when_nothing_has_changed(by: Actor) -> None:
    driver()
    ride("Aino", 12)
    planned(by)
    before = (list(Leg.objects.order_by("pk").values()), list(Run.objects.values()))
    trail = AuditEntry.objects.count()
    planned(by)
    assert (list(Leg.objects.order_by("pk").values()), list(Run.objects.values())) == before
    assert AuditEntry.objects.count() == trail


def test_whom_a_person_has_put_into_a_draft_stays_in_that_car(by: Actor) -> None:
    near, far = driver("Pekka", 12), driver("Liisa", -20)
    there, back = legs(ride("Aino", 12))
    run = make_run(far)
    seat_leg(there, run, time(9, 40), time(9, 57))
    seat_leg(back, run, time(12), time(12, 15))
    planned(by)
    there.refresh_from_db()
    assert there.run is not None
    assert there.run.driver_id == far.pk
    planned(by, anew=True)
    there.refresh_from_db()
    assert there.run is not None
    assert there.run.driver_id == near.pk
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_who_was_told_keeps_the_driver_and_the_hour_when_another_comes_along(by: Actor) -> None:
    pekka = driver("Pekka", -20)
    driver("Liisa", 11)
    there, back = legs(ride("Aino", 12))
    run = make_run(pekka, state=Run.State.CONFIRMED)
    for leg, times in ((there, (time(9, 38), time(9, 54))), (back, (time(12), time(12, 15)))):
        seat_leg(leg, run, *times, state=Leg.State.CONFIRMED)
        Leg.objects.filter(pk=leg.pk).update(
            told_run=run, told_pickup_at=leg.pickup_at, told_at=NOW
        )
    ride("Veikko", 10)
    result = planned(by, anew=True)
    there.refresh_from_db()
    assert there.run_id == run.pk
    assert there.pickup_at is not None
    assert abs((there.pickup_at - at(9, 38)).total_seconds()) <= 600
    assert len(result.placed) == 4
    told = {pk for pk in (there.pk, back.pk) if Leg.objects.get(pk=pk).state == "planned"}
    assert set(result.told_again) == told


def test_a_run_on_the_way_is_left_alone(by: Actor) -> None:
    run = make_run(driver(), state=Run.State.OUT)
    there, _back = legs(ride("Aino", 12))
    seat_leg(there, run, time(9, 40), time(9, 57), state=Leg.State.CONFIRMED)
    ride("Veikko", 10)
    result = planned(by)
    there.refresh_from_db()
    assert clock(there.pickup_at) == "9.40"
    assert there.state == "confirmed"
    assert result.placed == ()


def test_who_has_said_no_is_not_asked_again_by_the_software(by: Actor) -> None:
    make_run(driver(), state=Run.State.DECLINED)
    there, _back = legs(ride("Aino", 12))
    result = planned(by)
    assert result.why_not[there.pk] == (
        "No driver drives on this day.",
        "Pekka: Has said no for this day.",
    )


def test_a_draft_of_a_driver_who_cannot_any_more_is_planned_to_another(by: Actor) -> None:
    pekka, liisa = driver("Pekka"), driver("Liisa")
    there, back = legs(ride("Aino", 12))
    run = make_run(pekka)
    seat_leg(there, run, time(9, 40), time(9, 57))
    seat_leg(back, run, time(12), time(12, 15))
    DriveDay.objects.create(driver=pekka, day=THURSDAY)
    planned(by)
    there.refresh_from_db()
    run.refresh_from_db()
    assert there.run is not None
    assert (there.run.driver_id, run.state) == (liisa.pk, "cancelled")


def test_kilometres_of_a_driver_hold_over_both_halves_of_a_day(by: Actor) -> None:
    pekka = driver(most_km=50)
    AvailableWindow.objects.filter(volunteer=pekka.volunteer).delete()
    for starts, ends in ((9, 11), (13, 17)):
        AvailableWindow.objects.create(
            volunteer=pekka.volunteer, weekday=3, starts=time(starts), ends=time(ends)
        )
    one_way = {"back": RideRequest.Back.NONE, "back_time": None}
    ride("Aino", 15, **one_way)
    ride("Veikko", 15, **one_way, wall_time=time(16))
    result = planned(by)
    assert len(result.placed) == 1
    assert the_run().km_planned <= 50


def test_a_promised_run_that_cannot_be_held_is_left_for_a_person_and_the_rest_is_planned(
    by: Actor,
) -> None:
    pekka, liisa = driver("Pekka"), driver("Liisa")
    there, _back = legs(ride("Aino", 12))
    run = make_run(pekka, state=Run.State.CONFIRMED)
    seat_leg(there, run, time(9, 38), time(9, 54), state=Leg.State.CONFIRMED)
    RideRequest.objects.update(needs=[Need.WHEELCHAIR], back=RideRequest.Back.NONE)
    other = ride("Veikko", 10)
    planned(by)
    there.refresh_from_db()
    assert (there.run_id, there.state, clock(there.pickup_at)) == (run.pk, "confirmed", "9.38")
    for leg in legs(other):
        assert leg.run is not None
        assert leg.run.driver_id == liisa.pk


@pytest.mark.parametrize("what", ["cancelled", "placed", "another hour", "other run"])
def test_the_second_of_two_who_plan_at_once_is_told_and_nothing_of_it_is_stored(
    by: Actor, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    pekka = driver()
    there, back = legs(ride("Aino", 12))

    def meanwhile(*args: object, **kwargs: object) -> Solution:
        found = solve(*args, **kwargs)  # type: ignore[arg-type]
        if what == "cancelled":
            Leg.objects.filter(pk=back.pk).update(state=Leg.State.CANCELLED)
        elif what == "another hour":
            RideRequest.objects.update(wall_time=time(11))
        elif what == "placed":
            seat_leg(back, make_run(driver("Liisa")), time(12), time(12, 20))
        else:
            make_run(pekka)
        return found

    monkeypatch.setattr(make, "solve", meanwhile)
    with pytest.raises(RefusedError, match="Somebody else changed the rides"):
        planned(by)
    there.refresh_from_db()
    assert there.state == "requested"
    assert not there.run_id


def test_a_day_that_is_over_places_nobody(by: Actor) -> None:
    driver()
    there, back = legs(ride("Aino", 12))
    result = plan_day(make_office(), THURSDAY, by=by, now=at(23), search=BRIEFLY)
    assert result.placed == ()
    over = ("No driver drives on this day.", "Pekka: Is not free any more today.")
    assert result.why_not == {there.pk: over, back.pk: over}


def test_a_day_without_rides_or_without_drivers_can_be_planned_too(by: Actor) -> None:
    assert planned(by).placed == ()
    there, _back = legs(make_ride(rider("Aino", 12)))
    assert planned(by).why_not[there.pk] == ("No driver drives on this day.",)
