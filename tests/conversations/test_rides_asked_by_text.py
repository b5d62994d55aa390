"""Aino asks for a ride by text: she hears that it has come, and a person takes it down. Nothing books itself."""

from datetime import time

import pytest

from notifications.models import Inbound, Prompt
from people.models import Absence, Person
from people.services.absences import record_absence
from rides.models import Leg, RideRequest, Run
from rides.services.wishes.asking import close_text, holders_of, laid_out
from rides.services.wishes.cancelling import cancel_leg
from rides.services.wishes.facts import Wish
from rides.services.wishes.taking import take_ride
from tests.conversations.rides import THURSDAY, driver, placed, published, ride, shop
from tests.conversations.village import Clock, Village

ASKS = "KYYTI to klo 10 kauppaan, paluu 12"


@pytest.fixture(autouse=True)
def _a_shop(village: Village) -> None:
    place = shop(village)
    place.words = ["kauppa", "s-market"]
    place.save()


def taken_down(village: Village, inbound: Inbound) -> RideRequest:
    """Take the ride down as the form has it laid out, after a word on the telephone."""
    (rider,) = holders_of(inbound)
    said = laid_out(inbound, [rider])
    wish = Wish(rider, village.office, shop(village), said["hour"], back_time=said["back_time"])
    made = take_ride(wish, said["other_day"], by=village.by, now=village.clock.now)
    close_text(inbound, by=village.by, now=village.clock.now)
    return made


def test_the_text_is_acknowledged_and_waits_for_a_person_who_takes_it_down(
    village: Village, clock: Clock, aino: Person
) -> None:
    clock.goes_to("9:00")
    inbound = village.phone_of(aino).answers(ASKS)
    village.phone_of(aino).gets("ei ole vielä varattu")
    assert (inbound.state, inbound.person) == (Inbound.State.QUEUED, aino)
    assert not RideRequest.objects.exists()
    made = taken_down(village, inbound)
    assert (made.day, made.wall_time, made.back_time) == (THURSDAY, time(10), time(12))
    inbound.refresh_from_db()
    assert inbound.state == Inbound.State.CLOSED
    assert village.nobody_is_forgotten()


def test_the_question_of_the_morning_stays_open_beside_it(
    village: Village, clock: Clock, aino: Person, sari: Person
) -> None:
    ring = village.ring(topology="call_in", helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    phone = village.phone_of(aino)
    inbound = phone.answers(ASKS)
    assert inbound.queued_because == "ride_wish"
    assert not Prompt.objects.filter(person=aino, state=Prompt.State.ANSWERED).exists()
    assert ring.occurrences.open().filter(receiver=aino).exists(), "nobody knows yet how she is"


def test_who_asks_twice_gets_one_line_and_both_wait(
    village: Village, clock: Clock, aino: Person
) -> None:
    clock.goes_to("9:00")
    phone = village.phone_of(aino)
    phone.answers(ASKS)
    phone.answers("Kyyti to klo 10 kauppaan!")
    waiting = Inbound.objects.filter(state=Inbound.State.QUEUED, queued_because="ride_wish")
    assert waiting.count() == 2


def test_the_driver_who_has_promised_hears_when_the_rider_goes_to_hospital(
    village: Village, clock: Clock, aino: Person, kari: Person
) -> None:
    clock.goes_to("9:00")
    driver(village, kari)
    asked = ride(village, aino)
    car = placed(village, kari, asked)
    published(village)
    clock.goes_to("9:05")
    phone = village.phone_of(kari)
    phone.gets("Voitko ajaa").answers("Kyllä")
    clock.goes_to("18:05", day=THURSDAY.replace(day=25))
    away_at = clock.now
    record_absence(aino, THURSDAY, None, by=village.by, now=away_at)
    clock.goes_to("18:10", day=THURSDAY.replace(day=25))
    assert {leg.state for leg in asked.legs.all()} == {Leg.State.CANCELLED}
    said = [message.template for message in phone.unread() if message.created_at >= away_at]
    assert said == ["ride_off"], "one text, not one for each way"
    car.refresh_from_db()
    assert car.state == Run.State.CANCELLED
    assert Absence.objects.get().person == aino
    assert village.nobody_is_forgotten()


def test_a_rider_who_cancels_one_way_at_the_office_leaves_the_other_in_the_car(
    village: Village, clock: Clock, aino: Person, kari: Person
) -> None:
    clock.goes_to("9:00")
    driver(village, kari)
    asked = ride(village, aino)
    car = placed(village, kari, asked)
    back = asked.legs.get(direction="back")
    cancel_leg(back, "other_ride", by=village.by, now=clock.now)
    car.refresh_from_db()
    assert [leg.direction for leg in car.legs.seated()] == ["out"]
    assert back.pickup_at is not None
    assert car.ends_at < back.pickup_at, "the car is home before the way back would have begun"
    assert village.nobody_is_forgotten()
