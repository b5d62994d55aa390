"""Several things that fall due for one person at once are one text with all of them, and one answer is for all."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_two_calls_of_two_rings_at_one_hour_are_one_text(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("Aino", "Veikko").gets_nothing()
    phone.answers("ok")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "done"


def test_calls_of_two_hours_that_fall_due_in_one_tick_are_one_text(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:20")
    clock.goes_to("8:55")
    # The worker stood still for half an hour.
    clock.now = clock.now.replace(hour=7, minute=25)
    clock.goes_to("9:25")
    phone = village.phone_of(sari).gets("Aino", "Veikko").gets_nothing()
    phone.answers("ok")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "done"


def test_a_later_reminder_lists_what_still_stands_and_is_answered_once(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:10")
    clock.goes_to("9:12")
    phone = village.phone_of(sari).gets("Aino").gets("Aino", "Veikko").gets_nothing()
    phone.answers("ok")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "done"
    assert village.nobody_is_forgotten()


def test_a_call_and_a_visit_stay_two_texts_because_an_answer_means_different_things(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:00", kind="visit")
    clock.goes_to("9:05")
    bodies = sorted(message.body for message in village.phone_of(sari).unread())
    assert len(bodies) == 2
    assert sum("Aino" in body for body in bodies) == sum("Veikko" in body for body in bodies) == 1
