"""Sari is suggested to Aino: both are asked, and only then learn who the other is."""

from datetime import date, time

import pytest

from directory.actors import CLOCK
from directory.localtime import instant
from people.errors import RefusedError
from people.models import Person
from rings.models import Pair
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.ending import end_pair
from rings.services.pairs.meeting import (
    IN_THE_PAST,
    NOT_BOTH,
    introduce,
)
from rings.services.pairs.steps import APART
from rings.services.pairs.suggest import IS_ONE, suggest_pair
from tests.conversations.pairs import MEETS, THURSDAY, asked, both_agree, next_of
from tests.conversations.village import Clock, Village
from volunteers.services.preferences import record_wish


def test_a_suggestion_tells_nobody_and_has_an_owner_and_a_day(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    assert pair.owner == village.coordinator
    assert next_of(pair, clock) == ("suggested", "decide", date(2026, 11, 25))
    clock.goes_to("12:00")
    village.phone_of(sari).gets_nothing()
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_the_volunteer_is_asked_by_one_text_without_any_name_or_address_and_says_yes(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4", village="Kyyjärventie")
    asked(village, pair)
    clock.goes_to("9:01")
    phone = village.phone_of(sari).gets("Haluaisitko tutustua", "Soitto kerran viikossa, Karstula")
    body = sari.messages.get().body
    assert not [word for word in ("Aino", "Keskustie", "Kyyjärventie", "0101") if word in body]
    village.phone_of(aino).gets_nothing()
    assert next_of(pair, clock)[1] == "hear"

    phone.answers("Joo kyllä mielelläni")
    phone.gets("Kiitos Sari!")
    assert next_of(pair, clock) == ("asking", "hear", date(2026, 11, 23))
    assert (pair.volunteer_says, pair.resident_says) == ("yes", "")
    record_answers(pair, "yes", "yes", by=village.by, now=clock.now)
    assert next_of(pair, clock)[1] == "agree"
    assert village.nobody_is_forgotten()


def test_a_no_by_text_comes_to_the_owner_who_parts_them_and_nobody_needs_a_farewell(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Haluaisitko").answers("en nyt ehdi")
    assert next_of(pair, clock) == ("asking", "part", date(2026, 11, 23))
    end_pair(pair, "volunteer_no", ring="end", by=village.by, now=clock.now)
    assert next_of(pair, clock) == ("ended", "none", None)
    assert village.nobody_is_forgotten()


def test_what_is_neither_yes_nor_no_is_read_by_a_person_and_the_question_stays_open(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    read = village.phone_of(sari).gets("Haluaisitko").answers("minkä ikäinen hän on?")
    assert read.state == "queued"
    village.phone_of(sari).gets("014 555 0100").answers("kyllä")
    assert (next_of(pair, clock)[0], pair.volunteer_says) == ("asking", "yes")


def test_a_yes_after_the_pair_was_given_up_changes_nothing_and_is_read_by_a_person(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    text = village.phone_of(sari).gets("Haluaisitko")
    end_pair(pair, "resident_no", ring="end", by=village.by, now=clock.now)
    assert text.answers("kyllä").state == "queued"
    assert (next_of(pair, clock)[0], pair.volunteer_says) == ("ended", "")


def test_only_with_the_date_of_the_first_meeting_both_learn_who_the_other_is(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    ask_both(pair, by_text=False, by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(NOT_BOTH)):
        introduce(pair, MEETS, by=village.by, now=clock.now)
    record_answers(pair, "yes", "yes", by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(IN_THE_PAST)):
        introduce(pair, clock.now, by=village.by, now=clock.now)

    assert introduce(pair, MEETS, by=village.by, now=clock.now) == []
    clock.goes_to("9:05")
    village.phone_of(sari).gets("torstaina 26.11. klo 14.00: Aino, 040 1230101.")
    village.phone_of(aino).gets("Sari soittaa sinulle ensi kerran torstaina 26.11. klo 14.00")
    assert next_of(pair, clock) == ("introduced", "meeting", date(2026, 11, 27))
    assert village.nobody_is_forgotten()


def test_a_visit_gives_the_address_too_unless_the_resident_does_not_want_it_told(
    village: Village, clock: Clock, aino: Person, sari: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4")
    clock.goes_to("9:00")
    pair = suggest_pair(aino, sari, "visit", by=village.by, now=clock.now)
    both_agree(village, pair)
    introduce(pair, MEETS, by=village.by, now=clock.now)
    clock.goes_to("9:05")
    village.phone_of(sari).gets("Aino, 040 1230101, Keskustie 4.")
    village.phone_of(aino).gets("Sari tulee käymään ensi kerran")
    aino.consents.create(
        kind="address", answer="refused", channel="oral", wording="v1", recorded_at=clock.now
    )
    introduce(pair, instant(THURSDAY, time(15)), by=village.by, now=clock.now)
    clock.goes_to("9:10")
    village.phone_of(sari).gets("klo 15.00: Aino, 040 1230101. Jos")


def test_whom_no_text_reaches_is_named_so_that_they_are_rung(
    village: Village, clock: Clock, sari: Person
) -> None:
    lahja = village.resident("Lahja", "+358143450001", kind="landline")
    clock.goes_to("9:00")
    pair = suggest_pair(lahja, sari, "call", by=village.by, now=clock.now)
    both_agree(village, pair)
    assert introduce(pair, MEETS, by=village.by, now=clock.now) == [lahja]


def test_the_same_two_are_not_suggested_twice_and_one_kept_apart_is_not_asked(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    with pytest.raises(RefusedError, match=str(IS_ONE)):
        suggest_pair(aino, sari, "call", by=village.by, now=clock.now)
    record_wish(aino, sari, "apart", said_by="resident", by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(APART)):
        asked(village, pair)


def test_a_suggestion_by_the_system_falls_to_whoever_answers_there(
    village: Village, clock: Clock, aino: Person, kari: Person
) -> None:
    pair = suggest_pair(aino, kari, "call", by=CLOCK, now=clock.now, why=[["distance", 20, "2 km"]])
    assert (pair.owner, pair.why) == (village.coordinator, [["distance", 20, "2 km"]])
