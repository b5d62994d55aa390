"""A telephone that two share, and one that takes no texts."""

from people.models import Person
from tests.conversations.village import Clock, Village, duty


def test_on_a_shared_phone_the_name_says_who_answered(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    sari = village.volunteer("Sari", "+358401230009")
    pekka = village.volunteer("Pekka", "+358401230009")
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[pekka], residents=[veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone("+358401230009")
    assert {m.person for m in phone.unread()} == {sari, pekka}

    unclear = phone.answers("ok")
    assert (unclear.state, unclear.queued_because) == ("queued", "several_people")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "reminded"

    phone.answers("ok t. Pekka")
    assert village.occurrence(veikko).state == "done"
    assert village.occurrence(aino).state == "reminded"


def test_a_volunteer_with_a_landline_is_phoned_by_the_office(
    village: Village, clock: Clock, aino: Person
) -> None:
    martta = village.volunteer("Martta", "+358145550199", kind="landline")
    village.ring(helpers=[martta], residents=[aino], at="9:00")
    clock.goes_to("9:00")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "no_text")
    assert duty(call).person == martta, "she still does it, the office only tells her"
    record = call.outcomes
    assert record.count() == 0
    assert village.nobody_is_forgotten()
