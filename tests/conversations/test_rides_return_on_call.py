"""Aino goes home when she is ready: she rings or writes, and the car that is on the road comes by."""

from datetime import time

import pytest

from people.models import Person
from rides.models import RideRequest, Run
from rides.services.telling.by_phone import say_of_leg
from tests.conversations.rides import (
    THURSDAY,
    WEDNESDAY,
    back_of,
    driver,
    placed,
    published,
    ride,
    states,
    to_ring,
)
from tests.conversations.village import Clock, Village


@pytest.fixture
def ainos(village: Village, aino: Person) -> RideRequest:
    return ride(village, aino, back="on_call", back_time=time(14))


@pytest.fixture
def car(village: Village, clock: Clock, kari: Person, ainos: RideRequest) -> Run:
    """Kari drives Aino there, both have said yes, and he has read his list."""
    clock.goes_to("9:00")
    driver(village, kari)
    made = placed(village, kari, ainos)
    published(village)
    clock.goes_to("9:05")
    phone = village.phone_of(kari)
    phone.gets("Voitko").answers("kyllä")
    phone.gets("Kiitos")
    village.phone_of(ainos.rider).gets("Kun olet valmis paluuseen, vastaa VALMIS").answers("ok")
    clock.goes_to("18:30", day=WEDNESDAY)
    phone.gets("Lista on").gets("Aino 040 1230101").answers("ok")
    made.refresh_from_db()
    return made


def test_she_writes_that_she_is_ready_and_the_car_on_the_road_takes_her_home(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person, aino: Person
) -> None:
    assert states(ainos) == ["confirmed", "on_call"]
    clock.goes_to("11:00", day=THURSDAY)
    village.phone_of(aino).answers("VALMIS")
    back = back_of(ainos)
    assert (back.run, back.called_at, back.told_how) == (car, clock.now, "sms")
    assert back.pickup_at is not None
    assert back.pickup_at >= clock.now
    village.phone_of(aino).gets("Kari hakee sinut noin klo 11.")
    village.phone_of(kari).gets("muuttuivat: 11.", "Aino 040 1230101, S-market - Karstula")
    assert to_ring(village) == []
    assert village.nobody_is_forgotten()


def test_ready_on_the_way_there_is_only_an_ok(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, aino: Person
) -> None:
    clock.goes_to("8:30", day=THURSDAY)
    village.phone_of(aino).answers("Olen valmis")
    assert states(ainos) == ["confirmed", "on_call"]


def test_without_a_car_on_the_road_somebody_is_told_at_once_and_finds_one(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, aino: Person
) -> None:
    clock.goes_to("11:00", day=THURSDAY)
    Run.objects.filter(pk=car.pk).update(state="closed", due_at=None)
    village.phone_of(aino).answers("valmis kotiin")
    village.phone_of(aino).gets("Järjestämme kyytiä ja soitamme sinulle pian")
    assert (states(ainos), to_ring(village)) == (["confirmed", "requested"], [("Aino", "home")])
    village.phone(village.coordinator.phone).gets("Ainakin yksi on kiireellinen")
    clock.goes_to("11:16")
    village.phone(village.coordinator.phone).gets("kiireellinen")


def test_she_rings_and_the_office_writes_it_down(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person
) -> None:
    clock.goes_to("12:30", day=THURSDAY)
    say_of_leg(back_of(ainos).pk, "ready", by=village.by, now=clock.now)
    clock.goes_to("12:31")
    assert back_of(ainos).told_how == "phone"
    village.phone_of(kari).gets("muuttuivat: 12.")


def test_who_has_not_rung_by_the_hour_they_guessed_is_missed(
    village: Village, clock: Clock, car: Run, ainos: RideRequest
) -> None:
    clock.goes_to("13:59", day=THURSDAY)
    assert to_ring(village) == []
    clock.goes_to("14:01")
    assert to_ring(village) == [("Aino", "ring_back")]
    village.phone(village.coordinator.phone).gets("Yksi kyytiasia odottaa")
    assert village.nobody_is_forgotten()


def test_the_driver_tells_the_kilometres_by_one_text_and_the_run_waits_for_her_way_home(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person
) -> None:
    clock.goes_to("11:00", day=THURSDAY)
    say_of_leg(back_of(ainos).pk, "ready", by=village.by, now=clock.now)
    clock.goes_to("11:01")
    village.phone_of(kari).gets("muuttuivat")
    clock.goes_to("19:00")
    village.phone_of(kari).gets("Montako kilometriä ajoit torstaina 26.11.").answers("OK 43 km")
    village.phone_of(kari).gets("Kirjattu: torstaina 26.11. 43 km")
    car.refresh_from_db()
    assert (car.state, str(car.km_driven), states(ainos)) == ("closed", "43.0", ["done", "done"])
    assert village.nobody_is_forgotten()


def test_kilometres_told_before_anybody_asks_close_the_run_too_but_not_on_the_way(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person
) -> None:
    clock.goes_to("11:00", day=THURSDAY)
    say_of_leg(back_of(ainos).pk, "ready", by=village.by, now=clock.now)
    clock.goes_to("11:01")
    phone = village.phone_of(kari).gets("muuttuivat")
    phone.answers("ok 20 km")
    assert states(ainos)[1] != "done"
    clock.goes_to("14:00")
    phone.answers("OK 43 km")
    phone.gets("Kirjattu", "43 km")
    assert states(ainos) == ["done", "done"]
    clock.goes_to("20:00")
    phone.gets_nothing()
