"""A driver says no the evening before; on the day a rider is ill, not ready, or the car breaks down."""

import pytest

from people.models import Person
from rides.models import RideRequest, Run
from rides.services.plan.insert import best_places
from rides.services.telling.by_phone import say_of_leg, say_of_run
from rides.services.wishes.changing import change_ride
from tests.conversations.rides import (
    THURSDAY,
    WEDNESDAY,
    at,
    back_of,
    driver,
    just_after,
    out_of,
    placed,
    published,
    ride,
    states,
    to_ring,
)
from tests.conversations.village import Clock, Village


@pytest.fixture
def ainos(village: Village, aino: Person) -> RideRequest:
    return ride(village, aino)


@pytest.fixture
def veikkos(village: Village, veikko: Person) -> RideRequest:
    return ride(village, veikko)


@pytest.fixture
def car(
    village: Village, clock: Clock, kari: Person, ainos: RideRequest, veikkos: RideRequest
) -> Run:
    """Kari drives Aino and Veikko, all have said yes, on Wednesday at half past six he has his list."""
    clock.goes_to("9:00")
    driver(village, kari)
    made = placed(village, kari, ainos, veikkos)
    published(village)
    clock.goes_to("9:05")
    phone = village.phone_of(kari)
    phone.gets("Voitko").answers("kyllä")
    phone.gets("Kiitos")
    for rider in (ainos.rider, veikkos.rider):
        village.phone_of(rider).gets("Kari hakee").answers("ok")
    clock.goes_to("18:30", day=WEDNESDAY)
    phone.gets("Lista on")
    while phone.unread():
        phone.gets("kyydit torstaina")
    made.refresh_from_db()
    return made


def test_the_driver_says_no_the_evening_before_and_another_one_drives(
    village: Village,
    clock: Clock,
    car: Run,
    ainos: RideRequest,
    veikkos: RideRequest,
    kari: Person,
    liisa: Person,
) -> None:
    driver(village, liisa)
    village.phone_of(kari).answers("En pääsekään huomenna")
    village.phone_of(kari).gets("Et aja kyytejä torstaina 26.11., etsimme toisen kuljettajan")
    car.refresh_from_db()
    assert (car.state, states(ainos, veikkos)) == ("declined", ["requested"] * 4)
    village.phone(village.coordinator.phone).gets("4 kyytiasiaa odottaa")
    assert set(to_ring(village)) == {("Aino", "lost"), ("Veikko", "lost")}

    placed(village, liisa, ainos, veikkos)
    published(village)
    clock.goes_to("18:45")
    village.phone_of(liisa).gets("Voitko ajaa kyydit torstaina").answers("Joo")
    village.phone_of(liisa).gets("Ajat kyydit torstaina", "Lista on toisessa viestissä")
    for rider in (ainos.rider, veikkos.rider):
        village.phone_of(rider).gets("Kyytisi muuttui", "Liisa hakee").answers("ok")
    assert (states(ainos, veikkos), to_ring(village)) == (["confirmed"] * 4, [])
    assert village.nobody_is_forgotten()


def test_a_rider_is_ill_in_the_morning_and_the_driver_hears_of_it_at_once(
    village: Village,
    clock: Clock,
    car: Run,
    ainos: RideRequest,
    veikkos: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    village.phone_of(kari).answers("ok")
    clock.goes_to("8:10", day=THURSDAY)
    village.phone_of(aino).answers("en pääse, olen kipeä")
    village.phone_of(aino).gets("on peruttu")
    assert states(ainos) == ["cancelled"] * 2
    phone = village.phone_of(kari).gets("Kyydit torstaina 26.11. muuttuivat: Aino ei tule; 9.")
    phone.gets_nothing()
    # Without her Kari sets out later: Veikko, who had said yes to the earlier hour, hears of it too.
    veikko = village.phone_of(veikkos.rider)
    veikko.gets("Kyytisi muuttui", f"klo {at(out_of(veikkos).pickup_at)}").answers("ok")
    assert states(veikkos) == ["confirmed"] * 2
    assert to_ring(village) == []
    assert village.nobody_is_forgotten()


def test_whoever_still_rides_one_way_is_missing_on_the_other_alone(
    village: Village, clock: Clock, car: Run, kari: Person, aino: Person
) -> None:
    clock.goes_to("8:10", day=THURSDAY)
    village.phone_of(aino).answers("peru paluu")
    clock.goes_to("8:11")
    village.phone_of(kari).gets("muuttuivat: Aino ei tule paluumatkalle")


def test_a_rider_who_is_not_ready_is_rung_at_once_and_nobody_is_left(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person
) -> None:
    village.phone_of(kari).answers("ok")
    clock.goes_to("9:22", day=THURSDAY)
    read = village.phone_of(kari).answers("Aino ei ole vielä valmis")
    assert (read.state, read.queued_because) == ("queued", "rider_missing")
    village.phone(village.coordinator.phone).gets("odottaa", "kiireellinen")
    assert to_ring(village) == [("Aino", "missing")]
    assert states(ainos) == ["confirmed", "confirmed"]
    clock.goes_to("9:40")
    village.phone(village.coordinator.phone).gets("kiireellinen")
    say_of_leg(out_of(ainos).pk, "fine", by=village.by, now=clock.now)
    assert to_ring(village) == []
    # How it went is asked about the run as a whole, not of each rider.
    clock.goes_to("15:00")
    assert to_ring(village) == []
    assert village.nobody_is_forgotten()


def test_a_rider_who_is_ready_before_the_hour_planned_is_seen_to_by_a_person(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, kari: Person, aino: Person
) -> None:
    village.phone_of(kari).answers("ok")
    clock.goes_to("10:40", day=THURSDAY)
    village.phone_of(aino).answers("VALMIS")
    village.phone_of(aino).gets("soitamme sinulle pian")
    village.phone(village.coordinator.phone).gets("kiireellinen")
    assert to_ring(village) == [("Aino", "early")]
    say_of_leg(back_of(ainos).pk, "fine", by=village.by, now=clock.now)
    assert to_ring(village) == []


def test_the_car_breaks_down_on_the_way_and_whoever_is_not_there_yet_needs_another_one_now(
    village: Village,
    clock: Clock,
    car: Run,
    ainos: RideRequest,
    veikkos: RideRequest,
    kari: Person,
    liisa: Person,
) -> None:
    driver(village, liisa)
    village.phone_of(kari).answers("ok")
    clock.goes_to(just_after(out_of(ainos).pickup_at), day=THURSDAY)
    village.phone_of(kari).answers("Auto hajosi Vahangantielle")
    village.phone_of(kari).gets("Soitamme sinulle heti", "112")
    car.refresh_from_db()
    assert (car.state, states(ainos, veikkos)) == ("broken", ["requested"] * 4)
    village.phone(village.coordinator.phone).gets("Ainakin yksi on kiireellinen")
    assert set(to_ring(village)) == {("Aino", "stranded"), ("Veikko", "stranded")}
    assert village.nobody_is_forgotten()
    # They are still asked after every quarter of an hour, until they have a car.
    clock.goes_to("10:05")
    village.phone(village.coordinator.phone).gets("kiireellinen")
    assert set(to_ring(village)) == {("Aino", "stranded"), ("Veikko", "stranded")}
    assert village.nobody_is_forgotten()


def test_after_a_breakdown_those_who_should_be_there_are_asked_after(
    village: Village, clock: Clock, car: Run, ainos: RideRequest, veikkos: RideRequest, kari: Person
) -> None:
    clock.goes_to("11:00", day=THURSDAY)
    say_of_run(car.pk, "no", by=village.by, now=clock.now)
    assert states(ainos, veikkos) == ["confirmed", "requested"] * 2
    assert to_ring(village)[:2] == [("Aino", "stranded"), ("Veikko", "stranded")]
    assert {("Aino", "arrived"), ("Veikko", "arrived")} <= set(to_ring(village))
    say_of_leg(out_of(ainos).pk, "arrived", by=village.by, now=clock.now)
    assert states(ainos) == ["done", "requested"]
    assert village.nobody_is_forgotten()


def test_a_companion_turns_the_car_full_and_a_person_decides(
    village: Village,
    clock: Clock,
    car: Run,
    ainos: RideRequest,
    veikkos: RideRequest,
    kari: Person,
    aino: Person,
    liisa: Person,
) -> None:
    driver(village, liisa, seats=4)
    village.phone_of(kari).answers("ok")
    read = village.phone_of(aino).answers("OK, mutta tuon siskon ja lapset mukaan")
    assert (read.state, read.queued_because) == ("queued", "brings_more")
    village.phone_of(aino).gets("Yhteyshenkilömme soittaa")
    change_ride(ainos, {"seats": 4}, by=village.by, now=clock.now)
    assert states(ainos) == ["requested", "requested"]
    assert not best_places(out_of(ainos), clock.now, drivers=[car.driver_id])
    placed(village, liisa, ainos)
    published(village)
    clock.goes_to("18:45")
    village.phone_of(kari).gets("muuttuivat: Aino ei tule")
    village.phone_of(liisa).gets("Voitko").answers("kyllä")
    village.phone_of(aino).gets("Kyytisi muuttui", "Liisa hakee")
    assert states(ainos) == ["told", "told"]
    # Veikko is fetched alone now, and at another hour.
    village.phone_of(veikkos.rider).gets("Kyytisi muuttui").answers("ok")
    assert states(veikkos) == ["confirmed", "confirmed"]
    assert village.nobody_is_forgotten()
