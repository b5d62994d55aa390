"""How people answer in a rehearsal."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.rehearsal.people import MOODS, WORDS, Asked, People, Question, Rung
from backend.rehearsal.rates import calm_rates, load_rates

AT = datetime(2027, 3, 1, 7, tzinfo=UTC)
DAY = date(2027, 3, 1)


def asked(person_id: int = 1, *, question: Question = "report", at: datetime = AT) -> Asked:
    residents = (Rung(10, "Aino", 0), Rung(11, "Veikko", 0))
    return Asked(person_id, "+358505500001", "fi", question, residents, DAY, at)


def test_the_shares_of_a_day_add_up_to_one() -> None:
    rates = load_rates().volunteer
    assert sum(getattr(rates, mood) for mood in MOODS) == pytest.approx(1)


def test_the_same_seed_answers_the_same_whatever_was_asked_before() -> None:
    first, second = People(load_rates(), 7), People(load_rates(), 7)
    for person_id in range(50):
        second.answer(asked(person_id))
    assert [first.answer(asked(p)) for p in range(50)] == [
        second.answer(asked(p)) for p in range(50)
    ]
    other = People(load_rates(), 8)
    assert [first.answer(asked(p)) for p in range(50)] != [
        other.answer(asked(p)) for p in range(50)
    ]


def test_moods_come_as_often_as_the_rates_say() -> None:
    people = People(load_rates(), 1)
    seen = Counter(people.mood(person, DAY) for person in range(4000))
    for mood in MOODS:
        assert seen[mood] / 4000 == pytest.approx(getattr(people.rates.volunteer, mood), abs=0.02)


def test_about_seven_in_a_hundred_do_not_pick_up_and_most_of_them_not_later_either() -> None:
    people = People(load_rates(), 1)
    silent = [n for n in range(5000) if not people.picks_up(Rung(n, "Aino", 0), DAY)]
    assert len(silent) / 5000 == pytest.approx(0.07, abs=0.015)
    still = [n for n in silent if not people.picks_up(Rung(n, "Aino", 1), DAY)]
    assert len(still) / len(silent) == pytest.approx(0.6, abs=0.1)


def test_on_a_calm_day_everybody_reports_within_a_quarter_of_an_hour() -> None:
    people = People(calm_rates(), 1)
    for person_id in range(30):
        reply = people.answer(asked(person_id))
        assert reply is not None
        assert reply.body in WORDS["fi"]["done"]
        assert timedelta() < reply.at - AT <= timedelta(minutes=15)


def test_a_volunteer_says_who_did_not_answer_when_another_did() -> None:
    rates = calm_rates()
    people = People(replace(rates, resident=replace(rates.resident, no_answer=0.5)), 3)
    for number in range(20):
        aino, veikko = Rung(number, "Aino", 0), Rung(number + 100, "Veikko", 0)
        reply = people.answer(replace(asked(), residents=(aino, veikko)))
        home = people.picks_up(aino, DAY), people.picks_up(veikko, DAY)
        assert reply is not None
        if home == (True, False):
            assert reply.body == "Aino ok, Veikko ei vastannut"
        elif home == (False, False):
            assert reply.body in WORDS["fi"]["no_answer"]
