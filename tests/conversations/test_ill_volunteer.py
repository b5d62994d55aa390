"""The volunteer cannot: the others are asked, the coordinator has it when nobody can."""

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
