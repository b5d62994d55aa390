"""Registers of other offices, written by hand with their truth: each is read as its people meant it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from people.register.reader import read_register
from tests.bench.import_score import score
from tests.people.register.offices.blind import BLIND
from tests.people.register.offices.making import Office
from tests.people.register.offices.residents import RESIDENTS
from tests.people.register.offices.volunteers import VOLUNTEERS
from tests.people.register.places import PLACES
from tests.people.register.test_registers import TODAY

OFFICES = [pytest.param(make, id=make.__name__) for make in (*VOLUNTEERS, *RESIDENTS, *BLIND)]

Spot = tuple[str, int]


def read(office: Office) -> dict[str, Any]:
    return read_register(office.content(), office.kind, PLACES, today=TODAY).as_json()


def rows_of(office: Office) -> set[Spot]:
    return {(entry["sheet"], entry["row"]) for entry in office.truth}


def read_from(reading: dict[str, Any]) -> Iterator[Spot]:
    for person in reading["people_list"]:
        yield from zip(person["sheets"], person["rows"], strict=True)


@pytest.mark.parametrize("make", OFFICES)
def test_everybody_of_an_office_is_found_once_and_nobody_else(make: Callable[[], Office]) -> None:
    office = make()
    reading = read(office)
    result = score(reading, office.truth)
    assert sorted(read_from(reading)) == sorted(rows_of(office))
    assert result["people_found"] == result["people"] == reading["people"]
    assert result["wrong_merges"] == 0


@pytest.mark.parametrize("make", OFFICES)
def test_no_cell_of_an_office_is_guessed_wrong_without_a_word(make: Callable[[], Office]) -> None:
    office = make()
    result = score(read(office), office.truth)
    assert result["guessed_wrong"] == 0
    assert result["unusable_flagged"] == result["unusable"]
    assert result["cells_right"] >= 0.98 * result["cells"]


@pytest.mark.parametrize("make", OFFICES)
def test_a_human_is_asked_where_one_is_needed_and_nowhere_else(make: Callable[[], Office]) -> None:
    office = make()
    asked = {(item["sheet"], item["row"]) for item in read(office)["attention"]}
    assert asked & rows_of(office) == office.doubtful
