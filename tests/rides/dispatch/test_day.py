"""A day's rows: who waits, who sits where, who is stranded, and what other offices' riders look like."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Municipality
from directory.scope import Area, Scope
from rides.models import Leg, Need, RideRequest, Run
from rides.services.showing.day import DayRows, RunRow, day_rows
from tests.people.makers import NOW, make_municipality
from tests.rides.makers import (
    THURSDAY,
    make_destination,
    make_driver,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = Scope((Area(None, None),), (), frozenset())


def rows(scope: Scope = EVERYWHERE, day: date = THURSDAY) -> DayRows:
    return day_rows(day, scope)


def only_run(shown: DayRows) -> RunRow:
    (row,) = shown.runs
    return row


def out(ride: RideRequest) -> Leg:
    return ride.legs.get(direction="out")


def back(ride: RideRequest) -> Leg:
    return ride.legs.get(direction="back")


def test_a_ride_that_was_asked_for_waits_both_ways() -> None:
    ride = make_ride()
    shown = rows()
    assert [way.leg for way in shown.waiting] == list(ride.legs.order_by("pk"))
    assert not shown.runs


def test_a_ride_of_another_day_is_not_shown() -> None:
    make_ride(day=date(2026, 11, 27))
    assert not rows().ways


def test_the_way_there_begins_at_home_and_the_way_back_ends_there() -> None:
    rider = make_rider(village="Kyynämöinen", latitude="62.90", longitude="24.70")
    make_ride(rider, landmark="viimeinen talo")
    there, home = rows().waiting
    assert (there.start.name, there.end.name) == ("Kyynämöinen", "S-market")
    assert (there.start.latitude, there.start.longitude) == (62.90, 24.70)
    assert home.end == there.start
    assert there.start.landmark == "viimeinen talo"


def test_a_ride_from_a_place_of_its_own_begins_there() -> None:
    make_ride(from_place="Tyttären luota", from_latitude="62.80", from_longitude="24.60")
    there = rows().waiting[0]
    assert (there.start.name, there.start.latitude) == ("Tyttären luota", 62.80)


def test_a_return_on_call_stands_apart_from_those_who_wait() -> None:
    ride = make_ride(back="on_call", back_time=None)
    shown = rows()
    assert [way.leg for way in shown.waiting] == [out(ride)]
    assert [way.leg for way in shown.on_call] == [back(ride)]


def test_halts_tell_who_gets_in_and_out_and_who_sits_where() -> None:
    run = make_run()
    first, second = make_ride(make_rider("Aino")), make_ride(make_rider("Matti"), seats=2)
    one = seat_leg(out(first), run, time(9, 10), time(9, 50))
    two = seat_leg(out(second), run, time(9, 20), time(9, 52))
    Leg.objects.filter(pk=one.pk).update(pickup_order=0, dropoff_order=2)
    Leg.objects.filter(pk=two.pk).update(pickup_order=1, dropoff_order=3)
    row = only_run(rows())
    seats = [[way.rider.first_name if way else "" for way in halt.seats] for halt in row.halts]
    # Both live in the middle of Karstula, as far as is known: one halt for both, one for the shop.
    assert seats == [["Aino", "Matti", "Matti"], ["", "", ""]]
    assert [way.leg for way in row.halts[0].ins] == [one, two]
    assert [way.leg for way in row.halts[1].outs] == [one, two]
    assert (row.loads.seats, row.halts[0].free) == (3, 0)


def test_a_car_that_waits_at_a_place_halts_there_twice() -> None:
    run = make_run()
    ride = make_ride()
    seat_leg(out(ride), run, time(9, 10), time(9, 50))
    seat_leg(back(ride), run, time(12, 5), time(12, 30))
    places = [halt.place.name for halt in only_run(rows()).halts]
    assert places == ["Karstula", "S-market", "S-market", "Karstula"]


def test_spare_minutes_count_to_the_wished_hour() -> None:
    run = make_run()
    seat_leg(out(make_ride(back="none", wall_time=time(10))), run, time(9, 10), time(9, 48))
    row = only_run(rows())
    assert [halt.spare for halt in row.halts] == [12, 12]
    assert row.over == []


def test_a_car_that_comes_late_says_so() -> None:
    run = make_run()
    seat_leg(out(make_ride(back="none", wall_time=time(10))), run, time(9, 10), time(10, 5))
    row = only_run(rows())
    assert (row.spare, row.over) == (-5, ["hours"])


def test_too_many_people_rollators_and_kilometres_are_named() -> None:
    driver = make_driver(seats=1, boot=1, most_km=20)
    run = make_run(driver, km_planned="40.0")
    for name in ("Aino", "Matti"):
        ride = make_ride(make_rider(name), back="none", needs=[Need.ROLLATOR])
        leg = seat_leg(out(ride), run, time(9, 10), time(9, 50))
        Leg.objects.filter(pk=leg.pk).update(pickup_order=0, dropoff_order=9)
    assert only_run(rows()).over == ["seats", "boot", "kilometres"]


@pytest.mark.parametrize(
    ("state", "is_stranded"), [("requested", True), ("cancelled", False), ("on_call", False)]
)
def test_a_rider_is_stranded_when_the_way_back_has_no_car(state: str, is_stranded: bool) -> None:
    ride = make_ride()
    seat_leg(out(ride), make_run(), time(9, 10), time(9, 50))
    due = None if state == "cancelled" else NOW
    Leg.objects.filter(pk=back(ride).pk).update(state=state, due_at=due)
    shown = rows()
    assert bool(shown.strands) is is_stranded
    assert bool(only_run(shown).rings_for_return) is (state == "on_call")


def test_a_rider_who_knows_the_hour_is_not_untold_until_it_changes() -> None:
    run = make_run(state=Run.State.CONFIRMED)
    leg = seat_leg(out(make_ride(back="none")), run, time(9, 10), time(9, 50), Leg.State.TOLD)
    Leg.objects.filter(pk=leg.pk).update(told_run=run, told_pickup_at=leg.pickup_at)
    assert rows().untold == 0
    later = seat_leg(leg, run, time(9, 25), time(9, 55), Leg.State.PLANNED)
    assert rows().untold == 1
    assert later.told_pickup_at != later.pickup_at


def test_runs_that_came_to_nothing_are_apart_and_their_driver_is_free_again() -> None:
    driver = make_driver()
    run = make_run(driver, state=Run.State.DECLINED)
    shown = rows()
    assert (shown.runs, shown.fallen) == ((), (run,))
    assert [each.driver for each in shown.free] == [driver]


def test_a_driver_with_a_run_is_not_free() -> None:
    make_run()
    other = make_driver("Raili")
    assert [each.driver for each in rows().free] == [other]


def test_another_area_sees_its_rider_in_a_car_of_ours_but_not_the_run() -> None:
    there = Municipality.objects.create(
        code="249", name_fi="Keuruu", population=1, population_year=2016, latitude=62, longitude=24
    )
    rider = make_rider("Outi")
    rider.municipality = there
    rider.save()
    seat_leg(out(make_ride(rider, back="none")), make_run(), time(9, 10), time(9, 50))
    theirs = rows(Scope((Area(there.pk, None),), (), frozenset()))
    assert not theirs.runs
    assert [way.rider for way in theirs.elsewhere] == [rider]
    ours = rows(Scope((Area(make_municipality().pk, None),), (), frozenset()))
    (way,) = only_run(ours).ways
    assert not way.is_open


def test_a_larger_day_takes_no_more_queries() -> None:
    make_destination()

    def add(count: int) -> None:
        for n in range(count):
            run = make_run(make_driver(f"Kuski{n}"))
            for m in range(3):
                ride = make_ride(make_rider(f"Aino{n}{m}"))
                seat_leg(out(ride), run, time(9, 10), time(9, 50))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            day_rows(THURSDAY, EVERYWHERE)
        return len(counted)

    add(1)
    few = queries()
    add(5)
    assert queries() == few <= 12
