"""The volunteer cannot: the others are asked, the coordinator has it when nobody can."""

import pytest

from people.models import Person
from tests.conversations.village import Clock, Village, duty


def test_en_paase_asks_the_others_and_the_first_yes_has_it(
    village: Village, clock: Clock, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari, liisa], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("klo 9.00").answers("En pääse tänään, olen kipeä")
    village.phone_of(kari).gets("tuurata", "Aino")
    village.phone_of(liisa).gets("tuurata", "Aino")

    village.phone_of(liisa).answers("kyllä")
    village.phone_of(liisa).gets("sinun vuorosi", "Aino 040 1230101")
    village.phone_of(kari).answers("kyllä")
    village.phone_of(kari).gets("Toinen ehti")

    call = village.occurrence(aino)
    assert duty(call).person == liisa
    states = {o.person.first_name: o.state for o in call.offers.all()}
    assert states == {"Liisa": "accepted", "Kari": "too_late"}
    assert village.nobody_is_forgotten()


def test_whoever_cannot_is_told_whose_turn_it_is_until_another_says_yes_and_who_has_it_then(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("en pääse")
    phone.gets("Etsimme sijaista", "kunnes joku muu on suostunut", "Vastaa PÄÄSEN")
    village.phone_of(kari).answers("kyllä")
    phone.gets("Kari hoitaa vuoron", "ei tarvitse tehdä mitään").answers("ok")
    phone.gets_nothing()
    assert duty(village.occurrence(aino)).person == kari
    assert village.nobody_is_forgotten()


@pytest.mark.parametrize("receipt", ["OK", "ok kiitos", "ei"])
def test_a_receipt_from_whoever_cannot_neither_closes_anything_nor_ends_the_search(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, receipt: str
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("en pääse")
    phone.gets("Etsimme sijaista").answers(receipt)
    phone.gets_nothing()
    call = village.occurrence(aino)
    assert call.is_open
    assert duty(call).state == "seeking"
    village.phone_of(kari).answers("kyllä")
    assert duty(village.occurrence(aino)).person == kari


def test_whoever_cannot_may_tell_that_the_call_was_made_after_all(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    phone = village.phone_of(sari)
    phone.answers("en pääse")
    phone.answers("Soitin Ainolle, kaikki hyvin")
    assert village.occurrence(aino).state == "done"
    village.phone_of(kari).gets("tuurata").answers("kyllä")
    village.phone_of(kari).gets("Toinen ehti")


def test_whoever_cannot_may_do_it_after_all_while_nobody_has_said_yes(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("en pääse")
    phone.gets("Etsimme sijaista").answers("PÄÄSEN")
    assert (duty(village.occurrence(aino)).person, duty(village.occurrence(aino)).state) == (
        sari,
        "held",
    )
    phone.gets("klo 9.00").answers("ok")
    assert village.occurrence(aino).state == "done", "an ok to the reminder is about the call again"
    assert village.nobody_is_forgotten()


def test_when_nobody_else_is_in_the_ring_the_coordinator_has_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse nyt soittamaan")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "cannot")
    assert call.office_owner == village.coordinator


def test_an_offer_nobody_answers_goes_to_the_coordinator_and_a_late_yes_still_helps(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    clock.goes_to("9:20")
    assert village.occurrence(aino).state == "escalated"
    assert village.occurrence(aino).offers.get().state == "expired"

    village.phone_of(kari).answers("kyllä käy")

    call = village.occurrence(aino)
    assert duty(call).person == kari
    assert (call.state, call.because, call.office_owner) == ("reminded", "", None)
    assert village.nobody_is_forgotten()


def test_whoever_took_it_over_may_give_it_back(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    village.phone_of(kari).answers("kyllä")
    village.phone_of(kari).answers("en pääsekään, sairastuin")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "cannot")
    assert village.nobody_is_forgotten()
