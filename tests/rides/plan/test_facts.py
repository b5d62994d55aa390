"""What the planner is told: whose car is free when, what it takes, and within which windows a way must fall."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from directory.scope import Area, Scope
from rides.models import Apart, DriveDay, Leg, Need, RideRequest, Run
from rides.planning.day import Trip, Vehicle
from rides.services.plan.cars import shares_of
from rides.services.plan.facts import read_facts
from rides.services.plan.question import Question, Wanted, question_of
from rings.models import Assignment, Occurrence
from tests.people.makers import NOW, make_municipality
from tests.rides.makers import THURSDAY, make_office, make_ride, make_run, seat_leg
from tests.rides.plan.town import at, driver, facts, legs, ride, rider
from volunteers.models import AvailableWindow, Preference

pytestmark = pytest.mark.django_db
MIDNIGHT = at(0)


def question(*, anew: bool = False) -> Question:
    known = facts()
    wanted = Wanted(known.ways.values(), list(known.cars.values()), anew=anew)
    return question_of(known, wanted, NOW)


def trips() -> dict[str, Trip]:
    return {str(question().leg(trip.key).direction): trip for trip in question().day.trips}


def hours(vehicle: Vehicle) -> tuple[float, float]:
    return vehicle.earliest / 60, vehicle.latest / 60


def duty(person_id: int, kind: str, hour: int, minutes: int) -> None:
    place = make_municipality()
    occurrence = Occurrence.objects.create(
        kind=kind,
        municipality=place,
        association=make_office(),
        receiver=rider("Veikko", 5),
        nominal_date=THURSDAY,
        wall_time=time(hour),
        starts_at=at(hour),
        ends_at=at(hour) + timedelta(minutes=minutes),
        due_at=at(hour),
    )
    Assignment.objects.create(occurrence=occurrence, person_id=person_id, created_at=NOW)


def test_a_way_there_arrives_within_the_wish_with_time_to_get_out() -> None:
    ride("Aino", 12, flexible_minutes=30)
    there = trips()["out"]
    # Out of the car by ten: three minutes before.
    assert there.dropoff_window == (9.5 * 60 - 3, 10 * 60 - 3)
    assert there.load == (1, 0, 0, 0)
    direct = question().day.direct_minutes(there)
    assert direct == 15
    assert there.most_ride_minutes == direct + 30


def test_a_way_back_leaves_when_the_rider_is_ready_and_never_before() -> None:
    ride("Aino", 12, flexible_minutes=0)
    assert trips()["back"].pickup_window == (12 * 60, 12 * 60 + 15)


def test_help_to_the_door_takes_longer_at_both_ends() -> None:
    ride("Aino", 12, needs=[Need.DOOR, Need.ROLLATOR], seats=2)
    there = trips()["out"]
    assert (there.pickup_minutes, there.dropoff_minutes) == (8, 8)
    assert there.load == (2, 0, 1, 0)


def test_whoever_sits_in_a_wheelchair_takes_its_place_and_no_seat() -> None:
    ride("Aino", 12, needs=[Need.WHEELCHAIR])
    assert trips()["out"].load == (0, 0, 0, 1)


def test_a_ride_that_leaves_at_an_hour_leaves_then() -> None:
    ride("Aino", 12, timing=RideRequest.Timing.LEAVE, wall_time=time(9), flexible_minutes=20)
    assert trips()["out"].pickup_window == (9 * 60, 9 * 60 + 20)


def test_whoever_has_rung_for_the_way_home_is_fetched_within_two_hours() -> None:
    _there, back = legs(ride("Aino", 12))
    Leg.objects.filter(pk=back.pk).update(called_at=at(11, 20))
    assert trips()["back"].pickup_window == (11 * 60 + 20, 13 * 60 + 20)


def test_a_way_back_on_call_is_not_planned() -> None:
    ride("Aino", 12, back=RideRequest.Back.ON_CALL, back_time=None)
    assert set(trips()) == {"out"}


def test_both_ways_go_or_neither_when_the_day_is_planned_but_not_for_a_person() -> None:
    there, back = legs(ride("Aino", 12))
    assert {trip.key: trip.pair for trip in question(anew=True).day.trips} == {
        there.pk: back.pk,
        back.pk: there.pk,
    }
    assert {trip.pair for trip in question().day.trips} == {None}


def test_a_car_is_free_in_its_drivers_hours_less_the_calls_of_a_ring() -> None:
    pekka = driver()
    duty(pekka.person.pk, "call", 10, 15)
    assert [hours(v) for v in question().day.vehicles] == [(7, 10), (10.25, 21)]


def test_a_visit_keeps_the_car_away_for_the_way_there_and_back_too() -> None:
    pekka = driver(km=30)
    duty(pekka.person.pk, "visit", 10, 60)
    (_seven, leaves), (home, _nine) = [hours(v) for v in question().day.vehicles]
    assert leaves < 9.6
    assert home > 11.4


def test_the_days_word_goes_before_the_weekly_hours() -> None:
    pekka = driver()
    DriveDay.objects.create(driver=pekka, day=THURSDAY, starts=time(9), ends=time(12, 30))
    assert [hours(v) for v in question().day.vehicles] == [(9, 12.5)]


def test_kilometres_of_a_day_are_shared_out_over_its_free_hours() -> None:
    pekka = driver(most_km=90)
    AvailableWindow.objects.filter(volunteer=pekka.volunteer).delete()
    for starts, ends in ((9, 11), (13, 17)):
        AvailableWindow.objects.create(
            volunteer=pekka.volunteer, weekday=3, starts=time(starts), ends=time(ends)
        )
    assert shares_of(facts().cars[pekka.pk]) == (30, 60)


@pytest.mark.parametrize(
    ("field", "words"),
    [({"in_winter": False}, "Does not drive on winter roads."), ({"drives": False}, None)],
)
def test_who_does_not_drive_that_day_has_no_car_and_a_reason(
    field: dict[str, Any], words: str | None
) -> None:
    pekka = driver(**field)
    cars = facts().cars
    with translation.override("en"):
        said = [str(bar) for bar in cars[pekka.pk].bars] if pekka.pk in cars else None
    assert said == ([words] if words else None)
    assert not question().day.vehicles


def test_in_the_dark_only_who_drives_in_it() -> None:
    driver(in_the_dark=False)
    day = question().day
    (early, late) = day.hours(day.vehicles[0])
    assert 9 * 60 < early < 9.3 * 60
    assert 14.9 * 60 < late < 15.2 * 60


def test_a_driver_of_another_office_that_day_is_not_ours() -> None:
    pekka = driver()
    run = make_run(pekka)
    Run.objects.filter(pk=run.pk).update(association=make_office("Toinen"))
    car = facts().cars[pekka.pk]
    assert car.free == ()
    assert car.run is None


def test_who_has_said_no_is_warned_of_and_free_all_the_same() -> None:
    pekka = driver()
    make_run(pekka, state=Run.State.DECLINED)
    car = facts().cars[pekka.pk]
    assert car.free
    with translation.override("en"):
        assert [str(each) for each in car.warnings] == ["Has said no for this day."]


def test_a_promised_run_stands_when_its_driver_has_other_hours_by_now() -> None:
    pekka = driver()
    run = make_run(pekka, state=Run.State.CONFIRMED)
    DriveDay.objects.create(driver=pekka, day=THURSDAY)
    car = facts().cars[pekka.pk]
    assert car.free == ((run.starts_at, run.ends_at),)
    with translation.override("en"):
        assert [str(each) for each in car.warnings] == ["Has said not to drive on this day."]


def test_a_rider_whom_the_driver_is_not_to_meet_is_refused() -> None:
    pekka, aino = driver(), rider("Aino", 12)
    make_ride(aino)
    Preference.objects.create(
        resident=aino,
        volunteer=pekka.person,
        kind=Preference.Kind.APART,
        said_by=Preference.SaidBy.OFFICE,
        created_at=NOW,
    )
    assert question().day.vehicles[0].refuses == {aino.pk}


def test_riders_keep_apart_as_recorded_and_a_dog_from_whom_no_pets_go_with() -> None:
    aino, veikko = rider("Aino", 12), rider("Veikko", 10)
    make_ride(aino)
    make_ride(veikko, needs=[Need.DOG])
    make_ride(rider("Helmi", 8), needs=[Need.NO_PETS])
    first, second = sorted([aino.pk, veikko.pk])
    Apart.objects.create(first_id=first, second_id=second, recorded_at=NOW)
    apart = facts().apart
    assert apart[aino.pk] == {veikko.pk}
    assert len(apart[veikko.pk]) == 2


def test_a_ways_length_is_in_whole_minutes_rounded_up() -> None:
    ride("Aino", 12.3)
    minutes = question().day.minutes
    assert set(minutes.flatten().tolist()) == {0, 15}


def test_what_has_been_driven_cannot_change_any_more() -> None:
    there, back = legs(ride("Aino", 12))
    run = make_run(driver(), state=Run.State.OUT)
    seat_leg(there, run, time(9, 40), time(9, 57))
    seat_leg(back, run, time(12), time(12, 20))
    known = facts()
    asked = question_of(known, Wanted(known.ways.values(), list(known.cars.values())), at(10))
    (vehicle,) = asked.day.vehicles
    assert [(done.trip, done.pickup) for done in vehicle.fixed] == [
        (there.pk, True),
        (there.pk, False),
    ]
    assert asked.orders == {vehicle.key: ((back.pk, True), (back.pk, False))}
    assert asked.day.now == 10 * 60


def test_a_day_on_which_the_clock_jumps_has_its_own_number_of_minutes() -> None:
    spring = date(2027, 3, 28)
    make_ride(rider("Aino", 12), day=spring)
    known = read_facts(make_office(), spring)
    asked = question_of(known, Wanted(known.ways.values(), list(known.cars.values())), NOW)
    assert asked.day.trips[0].dropoff_window[1] == 9 * 60 - 3


def test_only_who_lives_within_the_eyes_of_the_asker_is_planned() -> None:
    ride("Aino", 12)
    driver()
    elsewhere = Scope((Area(make_municipality("Kinnula", "256").pk, None),), (), frozenset())
    known = read_facts(make_office(), THURSDAY, scope=elsewhere)
    assert (known.ways, known.cars) == ({}, {})


def test_the_day_is_read_in_a_bounded_number_of_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6):
        ride(f"Aino{number}", number)
        driver(f"Pekka{number}")
    with django_assert_max_num_queries(16):
        facts()
