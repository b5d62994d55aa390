"""The resident does not answer: three tries at least 15 minutes apart, then the coordinator."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_after_three_tries_the_coordinator_has_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("ei")
    phone.gets("Yritä uudelleen klo 9.20", "Aino")

    clock.goes_to("9:20")
    phone.gets("soittamatta", "Aino")
    clock.goes_to("9:22")
    phone.answers("ei vastaa")
    phone.gets("Yritä uudelleen klo 9.37")

    clock.goes_to("9:40")
    phone.gets("soittamatta")
    phone.answers("Ei vastannut vieläkään")

    call = village.occurrence(aino)
    assert (call.state, call.because, call.tries) == ("escalated", "no_answer", 3)
    assert call.office_owner == village.coordinator
    village.phone("+358401239999").gets("9.00")
    assert village.nobody_is_forgotten()


def test_a_yes_between_the_tries_closes_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari)
    phone.answers("ei")
    clock.goes_to("9:12")
    phone.answers("ok nyt vastasi")

    assert village.occurrence(aino).state == "done"
    clock.goes_to("12:00")
    phone.gets("klo 9.00").gets("Yritä uudelleen").gets_nothing()


def test_silence_between_the_tries_does_not_stop_the_ladder(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).answers("ei")

    clock.goes_to("9:50")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "no_answer")
