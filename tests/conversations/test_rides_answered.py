"""What Aino and Kari answer to the texts about Thursday, and when nobody answers."""

from datetime import date, timedelta

from people.models import Person, PhoneNumber
from rides.models import RideRequest, Run
from rides.services.telling.by_phone import say_of_leg
from tests.conversations.rides import (
    THURSDAY,
    WEDNESDAY,
    back_of,
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


def test_who_has_not_answered_by_six_the_evening_before_is_on_the_phone_list_and_the_owner_told(
    village: Village, clock: Clock, karis_car: Run, asked_ride: RideRequest
) -> None:
    promised(village, karis_car)
    clock.goes_to("17:59", day=WEDNESDAY)
    assert to_ring(village) == []
    clock.goes_to("18:05")
    assert to_ring(village) == [("Aino", "confirm"), ("Aino", "confirm")]
    village.phone(village.coordinator.phone).gets("2 kyytiasiaa odottaa", "Soittolista")
    say_of_leg(out_of(asked_ride).pk, "later", by=village.by, now=clock.now)
    say_of_leg(back_of(asked_ride).pk, "agrees", by=village.by, now=clock.now)
    assert (to_ring(village), states(asked_ride)) == ([], ["told", "confirmed"])
    assert back_of(asked_ride).told_how == "phone"
    clock.goes_to("18:40")
    assert to_ring(village) == [("Aino", "confirm")]
    assert village.nobody_is_forgotten()


def test_peru_cancels_the_ride_and_is_no_stop(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    kari: Person,
    aino: Person,
) -> None:
    promised(village, karis_car)
    phone = village.phone_of(aino).gets("Vastaa OK tai PERU")
    phone.answers("PERU")
    phone.gets("Kyyti torstaina 26.11. on peruttu")
    assert states(asked_ride) == ["cancelled", "cancelled"]
    assert not PhoneNumber.objects.filter(stopped_at__isnull=False).exists()
    # Before he has the list Kari need not hear of it, but a run without anybody is not driven.
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Kyytejä torstaina 26.11. ei tarvitse ajaa")
    karis_car.refresh_from_db()
    assert karis_car.state == "cancelled"
    assert village.nobody_is_forgotten()


def test_only_the_way_back_is_cancelled_when_the_words_say_so(
    village: Village, clock: Clock, karis_car: Run, asked_ride: RideRequest, aino: Person
) -> None:
    promised(village, karis_car)
    phone = village.phone_of(aino).gets("Kari hakee")
    phone.answers("Perun paluun, pääsen siskon kyydissä")
    phone.gets("Paluukyyti torstaina 26.11. on peruttu")
    assert states(asked_ride) == ["told", "cancelled"]
    phone.answers("ok")
    assert states(asked_ride) == ["confirmed", "cancelled"]


def test_a_second_answer_changes_nothing_and_a_no_after_the_yes_is_taken(
    village: Village, clock: Clock, karis_car: Run, asked_ride: RideRequest, kari: Person
) -> None:
    promised(village, karis_car)
    phone = village.phone_of(kari)
    phone.answers("kyllä")
    phone.gets_nothing()
    karis_car.refresh_from_db()
    assert (karis_car.state, karis_car.version) == ("confirmed", 1)
    phone.answers("en pääsekään")
    phone.gets("Et aja kyytejä torstaina 26.11.")
    karis_car.refresh_from_db()
    assert (karis_car.state, states(asked_ride)) == ("declined", ["requested", "requested"])
    assert phone.answers("kyllä sittenkin").state == "queued"
    assert village.nobody_is_forgotten()


def test_a_driver_who_is_silent_is_rung_the_evening_before_and_so_is_the_rider(
    village: Village, clock: Clock, karis_car: Run, asked_ride: RideRequest, kari: Person
) -> None:
    published(village)
    clock.goes_to("18:05", day=WEDNESDAY)
    village.phone_of(kari).gets("Voitko")
    assert ("Kari", "answer") in to_ring(village)
    assert ("Aino", "waits") in to_ring(village)
    assert village.nobody_is_forgotten()


def test_a_bare_no_is_about_the_ride_told_of_last_and_a_day_may_be_named(
    village: Village,
    clock: Clock,
    karis_car: Run,
    asked_ride: RideRequest,
    aino: Person,
    liisa: Person,
) -> None:
    promised(village, karis_car)
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
    assert (states(asked_ride), states(friday)) == (["cancelled", "cancelled"], ["told"])
    phone.gets("torstaina 26.11. on peruttu").answers("PERU")
    assert states(friday) == ["cancelled"]
