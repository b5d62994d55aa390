"""Kari is asked to drive Aino to the shop on Thursday: what each of them reads and says."""

from datetime import date, time

from directory.localtime import instant
from directory.scope import scope_of
from notifications.services.status import advance
from people.models import Person
from rides.models import Leg, RideRequest, Run
from rides.rules.calls import Call
from rides.services.telling.by_phone import say_of_leg, say_of_run
from rides.services.telling.changes import changes
from tests.conversations.rides import (
    THURSDAY,
    WEDNESDAY,
    driver,
    out_of,
    promised,
    published,
    ride,
    run,
    seated,
    states,
    to_ring,
)
from tests.conversations.village import Clock, Village

TUESDAY = date(2026, 11, 24)


def is_lost(village: Village, person: Person, purpose: str) -> None:
    """Let the network report that a text which was on its way has not arrived."""
    text = person.messages.get(purpose=purpose)
    person.messages.filter(pk=text.pk).update(state="accepted", due_at=village.clock.now)
    assert advance(text, "fail", now=village.clock.now)


def test_a_driver_is_asked_by_one_text_without_any_name_and_riders_hear_once_he_says_yes(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    done = published(village)
    assert (done.asked, done.told_riders, done.to_ring) == ([karis_car], [], [])
    clock.goes_to("9:05")
    phone = village.phone_of(kari)
    phone.gets("Voitko ajaa kyydit torstaina 26.11.", "9.00-13.00", "24 km")
    assert "Aino" not in kari.messages.get().body
    village.phone_of(aino).gets_nothing()

    phone.answers("Kyllä")
    phone.gets("Kiitos Kari!", "Lista tulee edellisenä iltana")
    village.phone_of(aino).gets("torstaina 26.11.: Kari hakee sinut klo 9.20, paluu klo 12.05")
    assert "S-market" not in aino.messages.get().body
    leg = out_of(asked_ride)
    assert (leg.state, leg.told_how, leg.told_run, leg.told_at) == (
        "told",
        "sms",
        karis_car,
        clock.now,
    )
    village.phone_of(aino).answers("ok")
    assert states(asked_ride) == ["confirmed", "confirmed"]
    assert village.nobody_is_forgotten()


def test_the_list_comes_the_evening_before_with_numbers_and_an_address_only_if_it_may_be_told(
    village: Village, clock: Clock, karis_car: Run, kari: Person, aino: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4", village="Vahanka")
    promised(village, karis_car)
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
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4")
    RideRequest.objects.filter(pk=asked_ride.pk).update(
        may_share_address=True, needs=["rollator"], seats=2
    )
    promised(village, karis_car)
    clock.goes_to("18:05", day=WEDNESDAY)
    phone = village.phone_of(kari).gets("Lista")
    phone.gets("Keskustie 4 - S-market 9.45, 2 henkeä, rollaattori")


def test_publishing_twice_tells_nothing_twice_and_a_few_minutes_are_not_told(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    promised(village, karis_car)
    village.phone_of(aino).gets("klo 9.20")
    assert not published(village)
    leg = out_of(asked_ride)
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


def test_a_ride_without_a_driver_is_told_a_day_ahead(
    village: Village, clock: Clock, asked_ride: RideRequest
) -> None:
    clock.goes_to("9:30", day=WEDNESDAY)
    assert to_ring(village)[0] == ("Aino", Call.NO_CAR.value)
    say_of_leg(out_of(asked_ride).pk, "told", by=village.by, now=clock.now)
    leg = out_of(asked_ride)
    assert (leg.state, leg.told_how, leg.told_run) == ("requested", "phone", None)
    assert village.nobody_is_forgotten()


def test_a_text_that_never_arrived_brings_rider_and_driver_onto_the_phone_list(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    promised(village, karis_car)
    is_lost(village, aino, "ride_found")
    assert to_ring(village) == [("Aino", "tell"), ("Aino", "tell")]
    assert (out_of(asked_ride).state, out_of(asked_ride).told_at) == ("planned", None)
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Lista on")
    is_lost(village, kari, "ride_list")
    assert ("Kari", "read") in to_ring(village)
    assert village.nobody_is_forgotten()


def test_longer_hours_are_asked_anew_before_riders_hear_of_them(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    veikko: Person,
) -> None:
    promised(village, karis_car)
    late = ride(village, veikko, at="14:00", back="none")
    seated(karis_car, out_of(late), "13:30", "14:00")
    clock.goes_to("10:00")
    done = published(village)
    assert (done.asked, done.told_riders) == ([karis_car], [])
    clock.goes_to("10:01")
    village.phone_of(veikko).gets_nothing()
    village.phone_of(kari).gets("Suunnitelma muuttui. Voitko ajaa").answers("kyllä")
    village.phone_of(veikko).gets("Kari hakee sinut klo 13.30")
    assert states(late) == ["told"]
