"""What is said of a pair: plain, short, with its numbers, in the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from tests.volunteers.matching.country import invented_facts
from tests.volunteers.matching.two import SWEDISH, two
from volunteers.matching.explain import explain
from volunteers.matching.gates import GATES
from volunteers.matching.rules import masks
from volunteers.matching.score import PARTS, total
from volunteers.matching.soft import SOFT

MOST_WORDS = 15
NUMBERS = ("n", "km", "most", "wished")
# Words of our trade that no coordinator should have to read.
JARGON = re.compile(
    r"gate|constraint|score|mask|null|none\b|invalid|violat|capacity|radius|optim|algorithm|pair\b|%",
    re.IGNORECASE,
)


def every_sentence() -> Iterator[tuple[str, Promise]]:
    """Yield everything that a rule or a part may say."""
    for rule in (*GATES, *SOFT):
        yield rule.name, rule.words
    for part in PARTS:
        for line in part.lines:
            yield part.name, line.words


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@pytest.mark.parametrize(("name", "words"), list(every_sentence()))
def test_what_is_said_is_one_plain_sentence_of_at_most_fifteen_words(
    name: str, words: Promise, language: str
) -> None:
    for number in (1, 2):
        with override(language):
            said = str(words % dict.fromkeys(NUMBERS, number))
        assert said[0].isupper(), said
        assert said.endswith("."), said
        assert len(said.split()) <= MOST_WORDS, said
        assert not JARGON.search(said), said


def test_whatever_happens_to_be_so_is_said_without_a_hole() -> None:
    facts = invented_facts(60, 40, seed=3)
    seen = set()
    for row in range(0, len(facts.pairs), 3):
        found = explain(facts, row)
        for reason in (*found.speaks_for, *found.against):
            with override("en"):
                said = str(reason.words)
            assert said.endswith("."), said
            assert "%" not in said, said
            assert "nan" not in said.lower().split(), said
            seen.add(reason.name)
    assert len(seen) >= 20


def test_one_pair_is_judged_as_it_is_among_all() -> None:
    facts = invented_facts(60, 40, seed=4)
    hard, soft, score = masks(GATES, facts), masks(SOFT, facts), total(facts)
    for row in range(0, len(facts.pairs), 7):
        found = explain(facts, row)
        assert [r.name for r in found.hard] == [
            rule.name for place, rule in enumerate(GATES) if hard[row] >> place & 1
        ]
        assert [r.name for r in found.soft] == [
            rule.name for place, rule in enumerate(SOFT) if soft[row] >> place & 1
        ]
        assert found.score == score[row]


def test_a_reason_is_put_into_words_when_it_is_read() -> None:
    reason = explain(two(pair={"km": 31.4}), 0).hard[0]
    assert isinstance(reason.words, Promise)
    with override("en"):
        assert str(reason.words) == "Lives 31 km away; 20 km is the limit."


def test_a_number_is_written_as_the_reader_writes_it() -> None:
    reason = explain(two({"language": SWEDISH}, pair={"km": 1.25}), 0).speaks_for[2]
    with override("fi"):
        assert "1,3" in str(reason.words) or "1,2" in str(reason.words)


def test_somebody_asked_once_and_a_day_ago_is_said_in_the_singular() -> None:
    with override("en"):
        soft = explain(two(volunteer={"last_asked_days": 1}), 0).soft
        assert [str(reason.words) for reason in soft] == ["Was asked for something 1 day ago."]


def test_whoever_could_help_has_a_reason_even_where_nothing_counts_for_them() -> None:
    facts = two({"interests": 0, "language": -1}, {"capacity": 99, "load": 98}, {"together": False})
    facts = replace(facts, policies=replace(facts.policies, unasked=np.array([0])))
    far = replace(facts.pairs, known=facts.pairs.km * 0, km=facts.pairs.km * 4)
    found = explain(replace(facts, pairs=far), 0)
    with override("en"):
        assert [str(reason.words) for reason in found.speaks_for] == ["Nothing stands in the way."]
    assert (found.score, found.against) == (0, ())
