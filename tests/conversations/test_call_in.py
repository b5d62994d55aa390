"""Residents who report themselves: by text, by a key on the telephone, before they are asked, or not at all."""

from datetime import timedelta

import pytest

from directory.localtime import instant
from notifications.gateways.base import InboundSms
from notifications.models import Inbound
from notifications.services.inbound import process_safely, receive
from people.models import Person, PersonNumber
from tests.conversations.village import Clock, Village, hour


def presses(village: Village, person: Person, key: str) -> Inbound:
    """Ring the service from the first telephone of `person` and press `key`."""
    number = person.numbers.order_by("position", "pk")[0].number.e164
    sms = InboundSms(f"CA{number}{village.clock.now:%H%M}", number, "", key)
    stored = receive("demo", sms, village.clock.now, Inbound.Channel.KEYPAD)
    process_safely(stored.pk, village.clock.now)
    stored.refresh_from_db()
    return stored


@pytest.mark.parametrize("words", ["kaikki hyvin", "Ok", "Huomenta, täällä kaikki hyvin"])
def test_an_early_riser_is_not_asked_any_more_that_day(
    village: Village, clock: Clock, aino: Person, words: str
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("7:10")
    text = village.phone_of(aino).answers(words)
    assert (text.state, text.intent, text.queued_because) == ("handled", "done", "")
    village.phone_of(aino).gets("Kiitos Aino", "Tänään emme kysy", "ei ole hälytyspalvelu")
    call = village.occurrence(aino)
    assert (call.state, call.reason) == ("done", "reached")
    clock.goes_to("11:00")
    village.phone_of(aino).gets_nothing()

    clock.goes_to_next_day("8:00")
    village.phone_of(aino).gets("onko kaikki hyvin")
    assert village.nobody_is_forgotten()


def test_yesterdays_answer_does_not_take_todays_early_word(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("8:00")
    village.phone_of(aino).gets("onko kaikki hyvin").answers("ok")
    clock.goes_to_next_day("7:10")
    village.phone_of(aino).answers("kaikki hyvin")
    assert village.occurrence(aino).state == "done"
    village.phone_of(aino).gets("Kiitos Aino")


def test_who_said_nothing_yesterday_and_all_is_well_today_is_heard_for_both_days(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("10:01")
    village.phone_of(aino).gets("onko kaikki hyvin")
    yesterday = village.occurrence(aino)
    clock.goes_to_next_day("7:10")
    village.phone_of(aino).answers("kaikki hyvin")
    yesterday.refresh_from_db()
    assert (yesterday.state, village.occurrence(aino).state) == ("done", "done")
    assert village.nobody_is_forgotten()


def test_after_a_day_without_the_service_one_text_asks_for_both_signs_of_life(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    missed = village.occurrence(aino)
    clock.day += timedelta(days=1)
    clock.now = instant(clock.day, hour("8:30"))
    clock.goes_to("8:30")
    village.phone_of(aino).gets("onko kaikki hyvin", "klo 10.00 mennessä").gets_nothing()
    village.phone_of(aino).answers("ok")
    missed.refresh_from_db()
    assert (missed.state, village.occurrence(aino).state) == ("done", "done")
    assert village.nobody_is_forgotten()


def test_a_second_ok_on_the_same_day_is_not_taken_for_a_later_check_in(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("8:00")
    village.phone_of(aino).gets("onko kaikki hyvin").answers("ok")
    village.ring(topology="call_in", residents=[aino], at="16:00", remind_before=60)
    village.phone_of(aino).answers("ok")
    states = [o.state for o in aino.occurrences.filter(nominal_date=clock.day).order_by("pk")]
    assert states == ["done", "planned"]


def test_a_couple_on_one_telephone_is_never_guessed_apart(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    PersonNumber.objects.filter(person=veikko).update(number=aino.numbers.get().number)
    village.ring(topology="call_in", residents=[aino, veikko], at="10:00", remind_before=120)
    clock.goes_to("7:10")
    text = village.phone_of(aino).answers("kaikki hyvin")
    assert text.state == "queued"
    assert {village.occurrence(p).state for p in (aino, veikko)} == {"planned"}


def test_a_worry_before_anybody_asked_reaches_a_person(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("7:10")
    text = village.phone_of(aino).answers("kaaduin yöllä")
    assert (text.state, text.intent) == ("queued", "concern")
    assert village.occurrence(aino).state == "planned"


def test_a_resident_with_a_landline_rings_the_service_and_presses_one(
    village: Village, clock: Clock
) -> None:
    helmi = village.resident("Helmi", "+358143450002", kind="landline")
    village.ring(topology="call_in", residents=[helmi], at="10:00", remind_before=120)
    clock.goes_to("8:30")
    assert village.occurrence(helmi).state == "reminded", "nobody is missing before the deadline"
    pressed = presses(village, helmi, "1")
    assert (pressed.state, pressed.intent, pressed.person) == ("handled", "done", helmi)
    call = village.occurrence(helmi)
    assert (call.state, call.outcomes.get().channel) == ("done", "keypad")
    clock.goes_to("11:00")
    village.phone_of(helmi).gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_landline_that_stays_silent_is_the_offices_at_the_deadline(
    village: Village, clock: Clock
) -> None:
    helmi = village.resident("Helmi", "+358143450002", kind="landline")
    village.ring(topology="call_in", residents=[helmi], at="10:00", remind_before=120)
    clock.goes_to("10:00")
    call = village.occurrence(helmi)
    assert (call.state, call.because) == ("escalated", "no_text")
    assert call.office_owner == village.coordinator


def test_three_asks_for_a_call_and_a_person_has_it_at_once(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("7:30")
    pressed = presses(village, aino, "3")
    assert (pressed.state, pressed.intent, pressed.owner) == ("queued", "help", village.coordinator)
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "help")
    clock.goes_to("8:10")
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_key_answers_the_question_that_was_asked_by_text(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=120)
    clock.goes_to("8:30")
    village.phone_of(aino).gets("onko kaikki hyvin")
    pressed = presses(village, aino, "1")
    assert (pressed.state, village.occurrence(aino).state) == ("handled", "done")
    assert pressed.prompt is not None


def test_a_key_never_answers_a_question_about_somebody_else(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    village.ring(topology="circle", residents=[aino, veikko], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(aino).gets("soita seuraavalle, Veikko")
    pressed = presses(village, aino, "1")
    assert pressed.state == "queued", "no check-in was open: a person looks"
    assert village.occurrence(veikko).state == "reminded"
