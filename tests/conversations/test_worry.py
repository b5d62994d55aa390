"""A worry beats every other word, and a plea for a call is never left to the ladder."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_ok_with_a_worry_is_not_done_but_the_coordinators(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    text = phone.answers("Ok soitettu, mutta Aino oli kaatunut eikä muistanut mikä päivä on")
    phone.gets("112", "014 555 0100")

    assert (text.state, text.intent, text.owner) == ("queued", "concern", village.coordinator)
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "concern")
    assert call.office_owner == village.coordinator
    clock.goes_to("9:45")
    phone.gets_nothing()


def test_a_plea_for_a_call_goes_to_the_coordinator_and_the_reminders_stop(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    text = phone.answers("Voisitteko soittaa minulle")
    phone.gets("soittaa sinulle")

    assert (text.state, text.intent) == ("queued", "help")
    assert village.occurrence(aino).because == "help"
    clock.goes_to("9:50")
    phone.gets_nothing()


def test_stop_ends_the_texts_and_the_office_phones_instead(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    text = phone.answers("LOPETA")
    phone.gets("emme lähetä")
    assert (text.state, text.intent) == ("queued", "stop")

    clock.goes_to("9:45")
    phone.gets_nothing()
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "no_text")
