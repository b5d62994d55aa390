"""Kari is asked to drive Aino to the shop on Thursday: what each of them reads and says."""

from datetime import date, time, timedelta

import pytest

from directory.localtime import instant
from directory.scope import scope_of
from notifications.services.status import advance
from people.models import Person, PhoneNumber
from rides.models import Leg, RideRequest, Run
from rides.rules.calls import Call
from rides.services.telling.by_phone import say_of_leg, say_of_run
from rides.services.telling.changes import changes
from tests.conversations.rides import (
    THURSDAY,
    WEDNESDAY,
    back_of,
    driver,
    out_of,
    published,
    ride,
    run,
    seated,
    states,
    to_ring,
)
from tests.conversations.village import Clock, Village

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def asked(village: Village, aino: Person) -> RideRequest:
    return ride(village, aino)


@pytest.fixture
def car(village: Village, clock: Clock, kari: Person, asked: RideRequest) -> Run:
    """Aino's two ways are planned into Kari's car on Monday at nine."""
    clock.goes_to("9:00")
    made = run(village, driver(village, kari))
    seated(made, out_of(asked), "9:20", "9:45")
    seated(made, back_of(asked), "12:05", "12:30")
    return made


def promised(village: Village, car: Run) -> Run:
    """Publish on Monday, and let Kari say yes."""
    published(village)
    village.clock.goes_to("9:05")
    phone = village.phone_of(car.driver.person)
    phone.gets("Voitko ajaa").answers("Kyllä")
    phone.gets("Kiitos")
    car.refresh_from_db()
    return car


def is_lost(village: Village, person: Person, purpose: str) -> None:
    """Let the network report that a text which was on its way has not arrived."""
    text = person.messages.get(purpose=purpose)
    person.messages.filter(pk=text.pk).update(state="accepted", due_at=village.clock.now)
    assert advance(text, "fail", now=village.clock.now)


def test_a_driver_is_asked_by_one_text_without_any_name_and_riders_hear_once_he_says_yes(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, aino: Person
) -> None:
    done = published(village)
    assert (done.asked, done.told_riders, done.to_ring) == ([car], [], [])
    clock.goes_to("9:05")
    phone = village.phone_of(kari)
    phone.gets("Voitko ajaa kyydit torstaina 26.11.", "9.00-13.00", "24 km")
    assert "Aino" not in kari.messages.get().body
    village.phone_of(aino).gets_nothing()

    phone.answers("Kyllä")
    phone.gets("Kiitos Kari!", "Lista tulee edellisenä iltana")
    village.phone_of(aino).gets("torstaina 26.11.: Kari hakee sinut klo 9.20, paluu klo 12.05")
    assert "S-market" not in aino.messages.get().body
    leg = out_of(asked)
    assert (leg.state, leg.told_how, leg.told_run, leg.told_at) == ("told", "sms", car, clock.now)
    village.phone_of(aino).answers("ok")
    assert states(asked) == ["confirmed", "confirmed"]
    assert village.nobody_is_forgotten()


def test_the_list_comes_the_evening_before_with_numbers_and_an_address_only_if_it_may_be_told(
    village: Village, clock: Clock, car: Run, kari: Person, aino: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4", village="Vahanka")
    promised(village, car)
    village.phone_of(aino).gets("Kari hakee").answers("OK kiitos")
    clock.goes_to("17:59", day=WEDNESDAY)
    phone = village.phone_of(kari).gets_nothing()
    clock.goes_to("18:05")
    phone.gets("Lista on toisessa viestissä", "Vastaa OK")
    phone.gets("9.20 Aino 040 1230101, Vahanka - S-market 9.45", "12.05 Aino")
    assert not [m for m in kari.messages.all() if "Keskustie" in m.body]
    phone.answers("ok")
    clock.goes_to("8:30", day=THURSDAY)
    village.phone(village.coordinator.phone).gets_nothing()
    assert village.nobody_is_forgotten()


def test_whoever_agreed_to_it_is_fetched_at_the_address_that_the_list_names(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, aino: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4")
    RideRequest.objects.filter(pk=asked.pk).update(
        may_share_address=True, needs=["rollator"], seats=2
    )
    promised(village, car)
    clock.goes_to("18:05", day=WEDNESDAY)
    phone = village.phone_of(kari).gets("Lista")
    phone.gets("Keskustie 4 - S-market 9.45, 2 henkeä, rollaattori")


def test_who_has_not_answered_by_six_the_evening_before_is_on_the_phone_list_and_the_owner_told(
    village: Village, clock: Clock, car: Run, asked: RideRequest
) -> None:
    promised(village, car)
    clock.goes_to("17:59", day=WEDNESDAY)
    assert to_ring(village) == []
    clock.goes_to("18:05")
    assert to_ring(village) == [("Aino", "confirm"), ("Aino", "confirm")]
    village.phone(village.coordinator.phone).gets("2 kyytiasiaa odottaa", "Soittolista")
    say_of_leg(out_of(asked).pk, "later", by=village.by, now=clock.now)
    say_of_leg(back_of(asked).pk, "agrees", by=village.by, now=clock.now)
    assert (to_ring(village), states(asked)) == ([], ["told", "confirmed"])
    assert back_of(asked).told_how == "phone"
    clock.goes_to("18:40")
    assert to_ring(village) == [("Aino", "confirm")]
    assert village.nobody_is_forgotten()


def test_peru_cancels_the_ride_and_is_no_stop(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, aino: Person
) -> None:
    promised(village, car)
    phone = village.phone_of(aino).gets("Vastaa OK tai PERU")
    phone.answers("PERU")
    phone.gets("Kyyti torstaina 26.11. on peruttu")
    assert states(asked) == ["cancelled", "cancelled"]
    assert not PhoneNumber.objects.filter(stopped_at__isnull=False).exists()
    # Before he has the list Kari need not hear of it, but a run without anybody is not driven.
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Kyytejä torstaina 26.11. ei tarvitse ajaa")
    car.refresh_from_db()
    assert car.state == "cancelled"
    assert village.nobody_is_forgotten()


def test_only_the_way_back_is_cancelled_when_the_words_say_so(
    village: Village, clock: Clock, car: Run, asked: RideRequest, aino: Person
) -> None:
    promised(village, car)
    phone = village.phone_of(aino).gets("Kari hakee")
    phone.answers("Perun paluun, pääsen siskon kyydissä")
    phone.gets("Paluukyyti torstaina 26.11. on peruttu")
    assert states(asked) == ["told", "cancelled"]
    phone.answers("ok")
    assert states(asked) == ["confirmed", "cancelled"]


def test_a_second_answer_changes_nothing_and_a_no_after_the_yes_is_taken(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person
) -> None:
    promised(village, car)
    phone = village.phone_of(kari)
    phone.answers("kyllä")
    phone.gets_nothing()
    car.refresh_from_db()
    assert (car.state, car.version) == ("confirmed", 1)
    phone.answers("en pääsekään")
    phone.gets("Et aja kyytejä torstaina 26.11.")
    car.refresh_from_db()
    assert (car.state, states(asked)) == ("declined", ["requested", "requested"])
    assert phone.answers("kyllä sittenkin").state == "queued"
    assert village.nobody_is_forgotten()


def test_publishing_twice_tells_nothing_twice_and_a_few_minutes_are_not_told(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, aino: Person
) -> None:
    promised(village, car)
    village.phone_of(aino).gets("klo 9.20")
    assert not published(village)
    leg = out_of(asked)
    Leg.objects.filter(pk=leg.pk).update(pickup_at=instant(THURSDAY, time(9, 24)))
    assert not published(village)
    Leg.objects.filter(pk=leg.pk).update(pickup_at=instant(THURSDAY, time(9, 10)), state="planned")
    scope = scope_of(village.coordinator, clock.day)
    change = changes(THURSDAY, scope, clock.now)[0]
    assert (change.what, change.person, change.was, change.by_text) == (
        "hour",
        aino,
        leg.told_pickup_at,
        True,
    )
    clock.goes_to("9:30")
    assert published(village).told_riders == [leg]
    clock.goes_to("9:35")
    village.phone_of(aino).gets("Kyytisi muuttui", "klo 9.10, paluu klo 12.05")
    village.phone_of(kari).gets_nothing()


def test_whom_no_text_reaches_is_rung_rider_and_driver(village: Village, clock: Clock) -> None:
    lahja = village.resident("Lahja", "+358143450001", kind="landline")
    matti = village.volunteer("Matti", "+358143450002", kind="landline")
    clock.goes_to("9:00")
    asked = ride(village, lahja, back="none")
    car = run(village, driver(village, matti))
    seated(car, out_of(asked), "9:20", "9:45")
    assert published(village).to_ring == [matti]
    assert to_ring(village) == [("Matti", "ask")]
    say_of_run(car.pk, "yes", by=village.by, now=clock.now)
    assert to_ring(village) == [("Lahja", "tell")]
    say_of_leg(out_of(asked).pk, "agrees", by=village.by, now=clock.now)
    leg = out_of(asked)
    assert (leg.state, leg.told_how, leg.told_by) == ("confirmed", "phone", village.coordinator)
    clock.goes_to("18:05", day=WEDNESDAY)
    assert to_ring(village) == [("Matti", "list")]
    say_of_run(car.pk, "heard", by=village.by, now=clock.now)
    clock.goes_to("8:30", day=THURSDAY)
    assert to_ring(village) == []
    assert village.nobody_is_forgotten()


def test_a_driver_who_is_silent_is_rung_the_evening_before_and_so_is_the_rider(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person
) -> None:
    published(village)
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Voitko")
    assert ("Kari", "answer") in to_ring(village)
    assert ("Aino", "waits") in to_ring(village)
    assert village.nobody_is_forgotten()


def test_a_ride_without_a_driver_is_told_a_day_ahead(
    village: Village, clock: Clock, asked: RideRequest
) -> None:
    clock.goes_to("9:30", day=WEDNESDAY)
    assert to_ring(village)[0] == ("Aino", Call.NO_CAR.value)
    say_of_leg(out_of(asked).pk, "told", by=village.by, now=clock.now)
    leg = out_of(asked)
    assert (leg.state, leg.told_how, leg.told_run) == ("requested", "phone", None)
    assert village.nobody_is_forgotten()


def test_a_bare_no_is_about_the_ride_told_of_last_and_a_day_may_be_named(
    village: Village, clock: Clock, car: Run, asked: RideRequest, aino: Person, liisa: Person
) -> None:
    promised(village, car)
    village.phone_of(aino).gets("torstaina")
    friday = ride(village, aino, day=THURSDAY + timedelta(days=1), back="none")
    other = run(village, driver(village, liisa))
    Run.objects.filter(pk=other.pk).update(
        day=friday.day,
        starts_at=other.starts_at + timedelta(days=1),
        ends_at=other.ends_at + timedelta(days=1),
    )
    other.refresh_from_db()
    seated(other, out_of(friday), "9:20", "9:45")
    clock.goes_to("9:30")
    published(village, friday.day)
    clock.goes_to("9:35")
    village.phone_of(liisa).gets("perjantaina").answers("kyllä")
    phone = village.phone_of(aino).gets("perjantaina 27.11.: Liisa hakee")
    phone.answers("peru torstai")
    assert (states(asked), states(friday)) == (["cancelled", "cancelled"], ["told"])
    phone.gets("torstaina 26.11. on peruttu").answers("PERU")
    assert states(friday) == ["cancelled"]


def test_a_text_that_never_arrived_brings_rider_and_driver_onto_the_phone_list(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, aino: Person
) -> None:
    promised(village, car)
    is_lost(village, aino, "ride_found")
    assert to_ring(village) == [("Aino", "tell"), ("Aino", "tell")]
    assert (out_of(asked).state, out_of(asked).told_at) == ("planned", None)
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Lista on")
    is_lost(village, kari, "ride_list")
    assert ("Kari", "read") in to_ring(village)
    assert village.nobody_is_forgotten()


def test_longer_hours_are_asked_anew_before_riders_hear_of_them(
    village: Village, clock: Clock, car: Run, asked: RideRequest, kari: Person, veikko: Person
) -> None:
    promised(village, car)
    late = ride(village, veikko, at="14:00", back="none")
    seated(car, out_of(late), "13:30", "14:00")
    clock.goes_to("10:00")
    done = published(village)
    assert (done.asked, done.told_riders) == ([car], [])
    clock.goes_to("10:01")
    village.phone_of(veikko).gets_nothing()
    village.phone_of(kari).gets("Suunnitelma muuttui. Voitko ajaa").answers("kyllä")
    village.phone_of(veikko).gets("Kari hakee sinut klo 13.30")
    assert states(late) == ["told"]
