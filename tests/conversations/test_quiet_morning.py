"""A quiet morning: the reminder comes at the hour, one word closes the call."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_one_reminder_one_word_and_the_call_is_done(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:59")
    village.phone_of(sari).gets_nothing()

    clock.goes_to("9:00")
    village.phone_of(sari).gets(
        "Hei Sari", "Vapari", "klo 9.00", "Aino 040 1230101", "014 555 0100"
    )

    clock.goes_to("9:12")
    village.phone_of(sari).answers("ok")

    call = village.occurrence(aino)
    assert (call.state, call.reason) == ("done", "reached")
    assert call.outcomes.get().reported_by == sari
    clock.goes_to("21:00")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()
