"""A caller who has a whole list to ring: what two parts of a text cannot hold comes in texts of its own."""

import pytest

from directory.actors import COMMAND
from notifications.models import Message
from people.models import Person
from rings.models import Ring
from rings.services.planning.generate import replan
from tests.conversations.village import Clock, Village

NAMES = (
    "Maija-Liisa",
    "Kristiina",
    "Veikko",
    "Anna-Kristiina",
    "Esteri",
    "Kaarlo",
    "Helmi",
    "Onni",
    "Lempi",
    "Toivo",
    "Sylvi",
    "Martti",
)


def residents(village: Village, count: int) -> list[Person]:
    return [village.resident(name, f"+3584512302{n:02}") for n, name in enumerate(NAMES[:count])]


def test_five_residents_fit_into_one_text(village: Village, clock: Clock, sari: Person) -> None:
    village.ring(helpers=[sari], residents=residents(village, 5), at="9:00")
    clock.goes_to("9:00")
    village.phone_of(sari).gets("Esteri 045 1230204").gets_nothing()


def test_twelve_residents_come_in_lists_and_one_ok_is_for_all(
    village: Village, clock: Clock, sari: Person
) -> None:
    everybody = residents(village, 12)
    village.ring(helpers=[sari], residents=everybody, at="9:00")
    clock.goes_to("9:00")
    phone = village.phone_of(sari)
    bodies = [message.body for message in phone.unread()]
    assert len(bodies) == 4
    assert all(message.parts <= 2 for message in Message.objects.all())
    for person in everybody:
        assert sum(f"{person.first_name} 045" in body for body in bodies) == 1
    assert sum("12 nimeä" in body and "Vastaa OK" in body for body in bodies) == 1

    phone.answers("ok, kaikille soitettu")
    assert {village.occurrence(p).state for p in everybody} == {"done"}
    assert village.nobody_is_forgotten()


def test_one_of_the_list_who_did_not_answer_is_named(
    village: Village, clock: Clock, sari: Person
) -> None:
    everybody = residents(village, 12)
    village.ring(helpers=[sari], residents=everybody, at="9:00")
    clock.goes_to("9:00")
    village.phone_of(sari).answers("Veikko ei vastannut")
    states = [village.occurrence(p).state for p in everybody]
    assert (states.count("no_answer"), states.count("reminded")) == (1, 11)
    assert village.occurrence(everybody[2]).state == "no_answer"


@pytest.mark.parametrize("roster", [Ring.Roster.DUTY, Ring.Roster.SPREAD])
def test_a_duty_caller_has_the_whole_list_and_a_roster_shares_it(
    village: Village, clock: Clock, sari: Person, kari: Person, roster: str
) -> None:
    four = residents(village, 4)
    ring = village.ring(helpers=[sari, kari], residents=four, at="9:00")
    ring.roster = roster
    ring.save()
    replan(ring, by=COMMAND, now=clock.now)
    clock.goes_to("9:00")
    loads = sorted(len(village.phone_of(p).unread()) for p in (sari, kari))
    assert loads == ([0, 1] if roster == Ring.Roster.DUTY else [1, 1])
