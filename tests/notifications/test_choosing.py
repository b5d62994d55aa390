"""Which question a text answers: pure rules."""

from datetime import timedelta

import pytest

from notifications.choosing import Candidate, choose, mentions, spread
from notifications.reading import Intent, NamedReading, Reading
from tests.notifications.makers import NINE

DONE = Reading(Intent.DONE, 0.95)
UNCLEAR = Reading(Intent.UNCLEAR, 0.9)
MAYBE = Reading(Intent.DONE, 0.4)


def question(
    number: int, reading: Reading = DONE, *, person: int = 1, name: str = "", is_open: bool = True
) -> Candidate:
    """Return question `number`, asked that many minutes after nine."""
    asked_at = NINE + timedelta(minutes=number)
    return Candidate(number, person, name, is_open, asked_at, reading)


def chosen(*candidates: Candidate, body: str = "ok") -> int | str | None:
    """Return the number of the question that was chosen, the doubt, or None."""
    choice = choose(candidates, body)
    return choice.candidate.prompt_id if choice.candidate else choice.doubt or None


def test_the_last_question_asked_is_answered() -> None:
    assert chosen(question(1), question(3), question(2)) == 3


def test_words_that_fit_only_an_earlier_question_answer_that() -> None:
    assert chosen(question(1), question(2, UNCLEAR), question(3, MAYBE)) == 1


def test_an_open_question_goes_before_one_that_has_ended() -> None:
    assert chosen(question(1), question(2, is_open=False)) == 1
    assert chosen(question(1, is_open=False), question(2, is_open=False)) == 2


def test_a_named_resident_goes_before_the_last_question() -> None:
    named = Reading(Intent.NO_ANSWER, 0.9, names=("Aino",))
    assert chosen(question(1, named), question(2)) == 1
    assert chosen(question(1, named, is_open=False), question(2)) == 1


def test_a_worry_is_never_passed_over_for_a_better_fit() -> None:
    worry = Reading(Intent.CONCERN, 0.3)
    assert chosen(question(1, worry), question(2)) == 1


def test_two_people_are_told_apart_by_a_signature_only() -> None:
    both = (question(1, person=1, name="Maija"), question(2, person=2, name="Pentti"))
    assert chosen(*both) == "several_people"
    assert chosen(*both, body="ok t. maija") == 1
    assert chosen(*both, body="Maija ja Pentti ok") == "several_people"


def test_without_a_question_nothing_is_chosen() -> None:
    assert chosen() is None
    assert chosen(question(1, UNCLEAR), question(2, UNCLEAR)) == 2


@pytest.mark.parametrize(
    ("body", "found"), [("Aino!", True), ("ainoa kerta", False), ("AINO ok", True), ("", False)]
)
def test_a_name_is_a_word_of_its_own(body: str, found: bool) -> None:
    assert mentions(body, "Aino") is found


def test_words_about_nobody_in_particular_are_about_all() -> None:
    assert spread(DONE, ["Aino", "Veikko"]) == {0: Intent.DONE, 1: Intent.DONE}
    assert spread(DONE, ["", ""]) == {0: Intent.DONE, 1: Intent.DONE}


def test_each_name_gets_what_is_surely_said_of_it() -> None:
    reading = Reading(
        Intent.NO_ANSWER,
        0.9,
        parts=(
            NamedReading("Aino", Intent.DONE, 0.9),
            NamedReading("Veikko", Intent.NO_ANSWER, 0.9),
            NamedReading("Eino", Intent.DONE, 0.3),
        ),
    )
    names = ["Veikko", "Eino", "Aino"]
    assert spread(reading, names) == {0: Intent.NO_ANSWER, 2: Intent.DONE}


def test_a_name_that_two_people_have_is_not_guessed() -> None:
    assert spread(Reading(Intent.DONE, 0.9, names=("Aino",)), ["Aino", "aino"]) is None
