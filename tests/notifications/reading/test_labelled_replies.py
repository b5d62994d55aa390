"""The reader against labelled replies: no worry lost, nothing read as settled that is not.

What each file is and how the reader first did on it: tests/data/README.md.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from notifications.reading import THRESHOLD, Asked, Intent, Reading, read_reply

_DATA = Path(__file__).parents[2] / "data"
_FILES = ("replies.csv", "replies_own.csv", "replies_fresh.csv", "replies_fresh2.csv")
_HELD_OUT = "replies_held_out.csv"
_HARD = "replies_hard.csv"
_LEAST_RIGHT = 0.95
_LEAST_RIGHT_UNSEEN = 0.7
_MOST_FLAGGED = 0.35
_TO_A_PERSON = {Intent.CONCERN, Intent.HELP, Intent.STOP, Intent.UNCLEAR}
_UNSETTLED = {Intent.CONCERN, Intent.NO_ANSWER, Intent.CANNOT}


class _Case(NamedTuple):
    text: str
    context: str
    meant: str
    reading: Reading


def _cases(file: str) -> Iterator[_Case]:
    with (_DATA / file).open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            before = row["context"].endswith("_before")
            asked = Asked(row["context"], before, (), row["lang"])
            reading = read_reply(row["text"], asked)
            yield _Case(row["text"], row["context"], row["intent"], reading)


def _seen(reading: Reading) -> bool:
    """Whether a person reads the text, whatever was made of it."""
    return reading.intent in _TO_A_PERSON or reading.confidence < THRESHOLD or reading.needs_eyes


@pytest.mark.parametrize("file", [*_FILES, _HELD_OUT, _HARD])
def test_every_worry_comes_before_a_person(file: str) -> None:
    unseen = [
        case.text for case in _cases(file) if case.meant == "concern" and not _seen(case.reading)
    ]
    assert unseen == []


@pytest.mark.parametrize("file", [*_FILES, _HELD_OUT])
def test_most_plain_answers_need_nobody(file: str) -> None:
    plain = [
        case.reading
        for case in _cases(file)
        if case.meant in {"done", "accept"} and case.reading.intent == case.meant
    ]
    assert plain
    assert sum(_seen(reading) for reading in plain) / len(plain) <= _MOST_FLAGGED


@pytest.mark.parametrize("file", _FILES)
def test_no_worry_is_read_as_anything_else(file: str) -> None:
    missed = [
        (case.text, case.reading.rule)
        for case in _cases(file)
        if case.meant == "concern" and case.reading.intent != Intent.CONCERN
    ]
    assert missed == []


@pytest.mark.parametrize("file", _FILES)
def test_nothing_unsettled_is_read_as_done_accepted_or_stopped(file: str) -> None:
    settled = {Intent.DONE, Intent.ACCEPT, Intent.STOP}
    wrong = [
        case for case in _cases(file) if case.meant in _UNSETTLED and case.reading.intent in settled
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "least"),
    [*((file, _LEAST_RIGHT) for file in _FILES), (_HELD_OUT, _LEAST_RIGHT_UNSEEN)],
)
def test_most_replies_are_read_as_a_coordinator_would(file: str, least: float) -> None:
    cases = list(_cases(file))
    wrong = [case for case in cases if case.reading.intent != case.meant]
    confusion = Counter(f"{case.meant} read as {case.reading.intent}" for case in wrong)
    share = 1 - len(wrong) / len(cases)
    assert share >= least, f"{share:.3f} right; {confusion}"
