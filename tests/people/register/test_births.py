"""Years of birth, from whatever stands in the cell."""

from datetime import date, datetime

import pytest

from people.register.births import CODE_DROPPED, FROM_AGE, read_age, read_birth_year
from people.register.columns import Kind
from people.register.read import Cell

TODAY = date(2026, 11, 22)

SURE: list[tuple[Kind, Cell, int | None]] = [
    ("residents", 1947, 1947),
    ("residents", 1947.0, 1947),
    ("residents", "s. 1947", 1947),
    ("residents", "-47", 1947),
    ("residents", "–47", 1947),
    ("residents", "'47", 1947),
    ("residents", "s. 47", 1947),
    ("residents", 47, 1947),
    ("residents", "3.4.1947", 1947),
    ("residents", "03.04.47", 1947),
    ("residents", "1947-04-03", 1947),
    ("residents", datetime(1947, 4, 3), 1947),
    ("residents", date(1947, 4, 3), 1947),
    ("residents", datetime(1905, 4, 30), 1947),
    ("residents", "synt. 3.4.1947 Viipuri", 1947),
    ("residents", "född 1947", 1947),
    ("residents", None, None),
    ("volunteers", "-04", 2004),
    ("volunteers", "-90", 1990),
    ("volunteers", "-51", 1951),
]


@pytest.mark.parametrize(("kind", "cell", "year"), SURE)
def test_a_year_is_read_from_every_spelling(kind: Kind, cell: Cell, year: int | None) -> None:
    read = read_birth_year(cell, kind, TODAY)
    assert (read.value, read.flags) == (year, ())


UNSURE: list[tuple[Kind, Cell, int | None]] = [
    ("volunteers", "-20", None),  # 106 or 6 years old
    ("volunteers", 47, 1947),  # a year, or an age
    ("residents", 85, 1941),
    ("residents", "n. 1950", 1950),
    ("residents", "1947?", 1947),
    ("residents", "1940-luku", 1940),
    ("residents", "1947 tai 1949", None),
    ("residents", "vanha", None),
    ("residents", 2030, None),
    ("residents", 1850, None),
    ("volunteers", 2020, 2020),
]


@pytest.mark.parametrize(("kind", "cell", "year"), UNSURE)
def test_an_unsure_year_is_flagged(kind: Kind, cell: Cell, year: int | None) -> None:
    read = read_birth_year(cell, kind, TODAY)
    assert read.value == year
    assert read.flags


@pytest.mark.parametrize("cell", ["79 v", "79 v.", "79-vuotias", "79 vuotta", "ikä 79"])
def test_an_age_gives_the_year_and_says_that_it_may_be_off(cell: str) -> None:
    read = read_birth_year(cell, "residents", TODAY)
    assert (read.value, read.flags) == (1947, (FROM_AGE,))


def test_a_column_of_ages_takes_bare_numbers_as_ages_and_years_as_years() -> None:
    assert read_age(79, "volunteers", TODAY).value == 1947
    assert read_age("1947", "volunteers", TODAY).value == 1947
    assert read_age(3, "volunteers", TODAY).value is None


def test_a_personal_identity_code_gives_the_year_and_is_dropped() -> None:
    read = read_birth_year("030447-123A", "residents", TODAY)
    assert (read.value, read.flags) == (1947, (CODE_DROPPED,))
