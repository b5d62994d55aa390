"""A call is done by somebody's answer to one question: nobody is asked about it any more."""

from notifications.models import Prompt
from people.models import Person
from tests.conversations.village import Clock, Village


def test_the_first_helpers_late_word_closes_what_the_stand_in_was_asked(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Aino").answers("en pääse")
    village.phone_of(kari).gets("Aino").answers("kyllä")
    clock.goes_to("9:10")
    assert Prompt.objects.filter(person=kari, state="open").exists()

    village.phone_of(sari).answers("Soitin sittenkin, kaikki hyvin")

    assert village.occurrence(aino).state == "done"
    asked = Prompt.objects.filter(items__about=village.occurrence(aino).about)
    assert not asked.filter(state="open").exists()
    closed, answered = asked.get(person=kari), asked.get(person=sari, context="sought")
    assert (closed.state, answered.state) == ("closed", "answered")
    assert village.nobody_is_forgotten()
