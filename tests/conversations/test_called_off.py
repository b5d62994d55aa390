"""The office calls off a day: each helper hears of it once, in their own words, when there is no going back."""

from datetime import timedelta

import pytest

from directory.scope import Area, Scope
from people.models import Person
from rings.models import BulkCancel, Ring
from rings.services.bulk.call_off import call_off, undo
from rings.services.bulk.reach import Reach
from tests.conversations.village import Village

EVERYTHING = Scope((Area(None, None),), (), frozenset())


def closes(village: Village, days_ahead: int = 0, days: int = 1) -> BulkCancel:
    """Let the office call off everything in the municipality."""
    first = village.clock.day + timedelta(days=days_ahead)
    reach = Reach(first, first + timedelta(days=days - 1), municipality=village.place)
    return call_off(reach, scope=EVERYTHING, by=village.by, now=village.clock.now, note="myrsky")


def test_a_caller_and_a_visitor_hear_it_in_their_own_words(
    village: Village, aino: Person, veikko: Person, sari: Person, kari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)
    village.ring(
        residents=[veikko], helpers=[kari], at="13:00", topology=Ring.Topology.PAIR, kind="visit"
    )
    village.clock.goes_to("8:30")
    closes(village)
    village.clock.goes_to("8:39")
    village.phone_of(sari).gets_nothing()
    village.clock.goes_to("8:40")
    village.phone_of(sari).gets("Tänään ei soiteta: Aino 10.00.", "014 555 0100")
    village.phone_of(kari).gets("Tänään ei käydä: Veikko 13.00.")
    village.clock.goes_to("15:00")
    for person in (sari, kari, aino, veikko):
        village.phone_of(person).gets_nothing()
    assert village.nobody_is_forgotten()


def test_one_who_calls_in_two_rings_gets_one_text_of_both(
    village: Village, aino: Person, veikko: Person, sari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)
    village.ring(residents=[veikko], helpers=[sari], at="11:30", topology=Ring.Topology.PAIR)
    village.clock.goes_to("8:30")
    closes(village)
    village.clock.goes_to("9:00")
    village.phone_of(sari).gets("Tänään ei soiteta: Aino 10.00, Veikko 11.30.").gets_nothing()


def test_whoever_signs_in_hears_that_they_need_not(village: Village, aino: Person) -> None:
    village.ring(residents=[aino], at="10:00", topology=Ring.Topology.CALL_IN, remind_before=60)
    village.clock.goes_to("8:10")
    closes(village)
    village.clock.goes_to("9:30")
    village.phone_of(aino).gets("Tänään ei tarvitse ilmoittautua.").gets_nothing()
    village.clock.goes_to("12:00")
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_tomorrow_is_told_by_its_day_and_in_the_readers_language(
    village: Village, aino: Person, sari: Person
) -> None:
    sari.language = "sv"
    sari.save()
    village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)
    village.clock.goes_to("19:55")
    village.phone_of(sari).unread().clear()
    village.phone_of(sari).gets("Aino")
    closes(village, days_ahead=1)
    village.clock.goes_to_next_day("7:59")
    texts = [m.body for m in village.phone_of(sari).unread()]
    assert not any("rings det inte" in body for body in texts)
    village.clock.goes_to("8:00")
    texts = [m.body for m in village.phone_of(sari).unread()]
    assert any(
        "Tisdag 24.11. rings det inte" in body or "I dag rings det inte" in body for body in texts
    )


def test_an_early_call_is_told_before_its_hour_even_at_night(
    village: Village, aino: Person, sari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="7:30", topology=Ring.Topology.PAIR)
    village.clock.goes_to("7:05")
    closes(village)
    village.clock.goes_to("7:20")
    village.phone_of(sari).gets("Tänään ei soiteta: Aino 7.30.")


def test_a_circle_that_is_called_off_and_undone_goes_round_as_ever(
    village: Village, aino: Person, veikko: Person
) -> None:
    village.ring(residents=[aino, veikko], at="9:00", topology=Ring.Topology.CIRCLE)
    village.clock.goes_to("8:40")
    bulk = closes(village)
    village.clock.goes_to("8:45")
    undo(bulk.pk, by=village.by, now=village.clock.now)
    village.clock.goes_to("9:00")
    village.phone_of(aino).gets("Soittorinki", "Veikko").answers("ok")
    village.phone_of(veikko).gets("Soittorinki", "Aino").answers("ok")
    assert village.occurrence(aino).state == "done"
    assert village.occurrence(veikko).state == "done"


def test_a_long_list_is_told_as_a_number_so_that_it_fits_two_parts(
    village: Village, sari: Person
) -> None:
    names = ("Anna-Kristiina", "Maija-Liisa", "Kaarlo-Juhani", "Pirkko-Liisa", "Eeva-Maria", "Aino")
    residents = [village.resident(name, f"+3584012302{n:02}") for n, name in enumerate(names)]
    village.ring(residents=residents, helpers=[sari], at="10:00")
    village.clock.goes_to("8:30")
    closes(village)
    village.clock.goes_to("9:00")
    (text,) = village.phone_of(sari).unread()
    assert text.parts <= 2
    assert "Tänään ei soiteta: 6 x." in text.body


@pytest.mark.parametrize("answer", ["ok", "kiitos tiedosta"])
def test_an_answer_to_the_text_changes_nothing(
    village: Village, aino: Person, sari: Person, answer: str
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)
    village.clock.goes_to("8:30")
    closes(village)
    village.clock.goes_to("8:50")
    village.phone_of(sari).gets("ei soiteta").answers(answer)
    assert village.occurrence(aino).state == "cancelled"
