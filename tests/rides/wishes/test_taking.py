"""Taking a ride down, changing and cancelling it: its ways, who has the next step, and what a car loses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from directory.actors import Actor
from directory.models import AuditEntry, Barrier
from people.errors import RefusedError
from people.models import Absence, Person, Resident
from rides.models import Leg, Need, RideRequest, Run
from rides.services.wishes.cancelling import ask_again, cancel_leg, unmet
from rides.services.wishes.changing import change_ride
from rides.services.wishes.facts import Wish
from rides.services.wishes.taking import rides_like, take_ride
from tests.people.makers import NOW, TODAY, make_coordinator
from tests.rides.makers import (
    THURSDAY,
    make_destination,
    make_office,
    make_rider,
    make_run,
    seat_leg,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kirsi() -> Actor:
    return Actor(kind="staff", channel="web", user_id=make_coordinator().pk)


@pytest.fixture
def aino() -> Person:
    return make_rider("Aino")


@pytest.fixture
def wish(aino: Person, kirsi: Actor) -> Wish:
    return Wish(aino, make_office(), make_destination(), time(10), back_time=time(12))


@pytest.fixture
def barrier() -> Barrier:
    return Barrier.objects.create(code="no-driver", name_fi="Ei kuljettajaa", name_en="No driver")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def leg_of(ride: RideRequest, direction: str) -> Leg:
    return Leg.objects.get(request=ride, direction=direction)


def planned(leg: Leg, run: Run, hour: int) -> Leg:
    return seat_leg(leg, run, time(hour), time(hour, 30))


def test_a_ride_has_a_way_there_and_a_way_back_with_whoever_took_it_down(
    wish: Wish, kirsi: Actor
) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    legs = list(ride.legs.order_by("-direction"))
    assert [(leg.direction, leg.state) for leg in legs] == [
        ("out", "requested"),
        ("back", "requested"),
    ]
    assert {leg.owner_id for leg in legs} == {kirsi.user_id}
    assert all(leg.due_at and leg.due_at > NOW for leg in legs)
    assert AuditEntry.objects.filter(subject="leg", event="taken").count() == 2


def test_a_way_back_on_call_waits_for_the_rider(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(replace(wish, back="on_call", back_time=None), THURSDAY, by=kirsi, now=NOW)
    assert leg_of(ride, "back").state == Leg.State.ON_CALL


def test_without_a_way_back_there_is_one_way_only(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(replace(wish, back="none"), THURSDAY, by=kirsi, now=NOW)
    assert [leg.direction for leg in ride.legs.all()] == ["out"]
    assert ride.back_time is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"back_time": None}, "back_time"),
        ({"back_time": time(9)}, "back_time"),
        ({"seats": 9}, "seats"),
        ({"wall_time": time(8)}, "wall_time"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_question(
    wish: Wish, kirsi: Actor, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        take_ride(replace(wish, **changes), TODAY, by=kirsi, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not RideRequest.objects.exists()


def test_somebody_who_is_away_or_has_left_is_not_driven(
    wish: Wish, kirsi: Actor, aino: Person
) -> None:
    Absence.objects.create(person=aino, starts_on=THURSDAY, recorded_at=NOW)
    with pytest.raises(RefusedError, match="away"):
        take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    Absence.objects.all().delete()
    Resident.objects.filter(person=aino).update(state=Resident.State.ENDED)
    with pytest.raises(RefusedError, match="ended"):
        take_ride(wish, THURSDAY, by=kirsi, now=NOW)


def test_the_same_ride_told_twice_is_noticed(wish: Wish, kirsi: Actor, aino: Person) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    assert rides_like(aino, THURSDAY) == [ride]
    cancel_leg(leg_of(ride, "out"), "not_needed", by=kirsi, now=NOW, both=True)
    assert rides_like(aino, THURSDAY) == []


def test_another_hour_takes_its_own_way_out_of_the_car_and_leaves_the_other(
    wish: Wish, kirsi: Actor
) -> None:
    ride, run = take_ride(wish, THURSDAY, by=kirsi, now=NOW), make_run(state="confirmed")
    planned(leg_of(ride, "out"), run, 9)
    planned(leg_of(ride, "back"), run, 12)
    changed = change_ride(ride, {"wall_time": time(11), "note": "Soita"}, by=kirsi, now=NOW)
    assert changed.names == ("note", "wall_time")
    assert leg_of(ride, "out").state == Leg.State.REQUESTED
    assert leg_of(ride, "out").run is None
    assert leg_of(ride, "back").state == Leg.State.PLANNED
    assert AuditEntry.objects.filter(subject="run", event="change").exists()
    assert "Soita" not in AuditEntry.objects.get(event="changed").reason


def test_a_rider_who_knew_of_the_old_hour_is_named(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    out = planned(leg_of(ride, "out"), make_run(state="confirmed"), 9)
    Leg.objects.filter(pk=out.pk).update(state="told", told_at=NOW)
    changed = change_ride(ride, {"seats": 2}, by=kirsi, now=NOW)
    assert [leg.pk for leg in changed.to_tell] == [out.pk]


def test_a_note_alone_moves_nobody(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    planned(leg_of(ride, "out"), make_run(), 9)
    change_ride(ride, {"landmark": "Punainen talo"}, by=kirsi, now=NOW)
    assert leg_of(ride, "out").state == Leg.State.PLANNED
    assert change_ride(ride, {"landmark": "Punainen talo"}, by=kirsi, now=NOW).names == ()


def test_the_way_back_follows_how_the_rider_gets_home(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    planned(leg_of(ride, "back"), make_run(), 12)
    change_ride(ride, {"back": "on_call"}, by=kirsi, now=NOW)
    assert (leg_of(ride, "back").state, leg_of(ride, "back").run) == ("on_call", None)
    change_ride(ride, {"back": "none"}, by=kirsi, now=NOW)
    assert leg_of(ride, "back").state == Leg.State.CANCELLED
    change_ride(ride, {"back": "fixed", "back_time": time(13)}, by=kirsi, now=NOW)
    assert leg_of(ride, "back").state == Leg.State.REQUESTED
    assert leg_of(ride, "back").reason == ""


def test_cancelling_one_way_frees_its_seat_and_keeps_the_other(wish: Wish, kirsi: Actor) -> None:
    ride, run = take_ride(wish, THURSDAY, by=kirsi, now=NOW), make_run(state="asked")
    planned(leg_of(ride, "out"), run, 9)
    cancel_leg(leg_of(ride, "out"), "ill", by=kirsi, now=NOW)
    out = leg_of(ride, "out")
    assert (out.state, out.reason, out.due_at) == ("cancelled", "ill", None)
    assert leg_of(ride, "back").state == Leg.State.REQUESTED
    run.refresh_from_db()
    assert run.state == Run.State.ASKED, "its driver knows of it and is told"
    with pytest.raises(RefusedError, match="closed already"):
        cancel_leg(out, "ill", by=kirsi, now=NOW)


def test_a_draft_that_nobody_is_in_any_more_is_dropped(wish: Wish, kirsi: Actor) -> None:
    ride, run = take_ride(wish, THURSDAY, by=kirsi, now=NOW), make_run()
    planned(leg_of(ride, "out"), run, 9)
    planned(leg_of(ride, "back"), run, 12)
    rider = Actor(kind="person", channel="sms", person_id=ride.rider_id)
    assert len(cancel_leg(leg_of(ride, "out"), "ill", by=rider, now=NOW, both=True)) == 2
    run.refresh_from_db()
    assert run.state == Run.State.CANCELLED


def test_no_driver_is_said_by_telephone_before_the_ride_is_closed(
    wish: Wish, kirsi: Actor, barrier: Barrier
) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    with pytest.raises(RefusedError) as refusal:
        unmet(leg_of(ride, "out"), barrier, by=kirsi, now=NOW, told=False)
    assert refusal.value.field == "told"
    unmet(leg_of(ride, "out"), barrier, by=kirsi, now=NOW, told=True)
    legs = list(ride.legs.all())
    assert {(leg.state, leg.barrier, leg.told_how) for leg in legs} == {
        ("unmet", barrier, Leg.How.PHONE)
    }


def test_nobody_is_left_there_without_a_way_home(
    wish: Wish, kirsi: Actor, barrier: Barrier
) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    planned(leg_of(ride, "out"), make_run(), 9)
    back = leg_of(ride, "back")
    with pytest.raises(RefusedError, match="without a way home"):
        unmet(back, barrier, by=kirsi, now=NOW, told=True, both=False)
    unmet(back, barrier, by=kirsi, now=NOW, told=True, both=False, gets_home=True)
    assert (leg_of(ride, "out").state, leg_of(ride, "back").state) == ("planned", "unmet")


def test_a_ride_that_is_wanted_after_all_is_asked_for_again(wish: Wish, kirsi: Actor) -> None:
    ride = take_ride(wish, THURSDAY, by=kirsi, now=NOW)
    cancel_leg(leg_of(ride, "out"), "ill", by=kirsi, now=NOW, both=True)
    again = ask_again(ride, by=kirsi, now=NOW + timedelta(hours=1))
    assert {leg.state for leg in again} == {"requested"}
    assert leg_of(ride, "out").reason == ""
    assert leg_of(ride, "out").ended_at is None


def test_the_note_for_the_driver_is_not_readable_in_the_table(wish: Wish, kirsi: Actor) -> None:
    take_ride(replace(wish, note="Hidas kävelijä", needs=[Need.DOG]), THURSDAY, by=kirsi, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM rides_riderequest")
        assert "Hidas" not in str(cursor.fetchone())
