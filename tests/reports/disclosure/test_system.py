"""What can be inferred from all that is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure.cells import Kind, Shown, Table, at
from reports.disclosure.system import ContradictionError, Range, System
from tests.reports.disclosure.small import FRAME, exactly


def test_a_hidden_count_comes_back_when_its_siblings_and_their_total_are_shown() -> None:
    system = System(FRAME, [exactly("contacts", all=100, a=20, b=None, c=70)])
    assert system.range_of("contacts", at(period="2026", place="b")) == Range(10, 10)


def test_two_hidden_counts_hide_each_other() -> None:
    system = System(FRAME, [exactly("contacts", all=100, a=None, b=None, c=70)])
    assert system.range_of("contacts", at(period="2026", place="b")) == Range(0, 30)


def test_an_area_is_the_sum_of_its_municipalities() -> None:
    system = System(FRAME, [exactly("contacts", all=100, north=30, a=20, b=None)])
    assert system.range_of("contacts", at(period="2026", place="b")) == Range(10, 10)
    assert system.range_of("contacts", at(period="2026", place="c")) == Range(70, 70)


def test_what_is_nowhere_bounded_has_no_greatest_value() -> None:
    system = System(FRAME, [exactly("contacts", a=20, b=None)])
    assert system.range_of("contacts", at(period="2026", place="b")) == Range(0, None)


def test_a_quarter_has_no_more_people_than_its_year_and_the_year_no_more_than_its_quarters() -> (
    None
):
    year = exactly("reached", all=12)
    quarters = Table(
        "q", "2026Q2", "reached", 1, (0, 4),
        {at(period="2026Q1"): Shown(Kind.BAND, 7), at(period="2026Q2"): Shown(Kind.HIDDEN)},
    )  # fmt: skip
    system = System(FRAME, [year, quarters])
    assert system.range_of("reached", at(period="2026Q2")) == Range(5, 12)


def test_whoever_was_reached_was_reached_at_least_once() -> None:
    system = System(FRAME, [exactly("contacts", a=6), exactly("reached", a=None)])
    assert system.range_of("reached", at(period="2026", place="a")) == Range(0, 6)


def test_where_nothing_was_offered_there_was_none() -> None:
    place = at(period="2026", place="b")
    table = Table("t", "2026", "contacts", 1, (0, 4), {}, frozenset({place}))
    assert System(FRAME, [table]).range_of("contacts", place) == Range(0, 0)


def test_tables_that_contradict_each_other_are_found() -> None:
    with pytest.raises(ContradictionError):
        System(FRAME, [exactly("contacts", a=3), exactly("contacts", a=4)])
    system = System(FRAME, [exactly("contacts", all=5, a=3, b=3, c=3)])
    with pytest.raises(ContradictionError):
        system.range_of("contacts", at(period="2026", place="a"))


@given(
    st.tuples(*[st.integers(0, 6)] * 3),
    st.sets(st.sampled_from(["all", "north", "south", "a", "b", "c"])),
    st.sampled_from([1, 2, 3]),
)
@settings(max_examples=60, deadline=None)
def test_the_range_is_what_counting_every_possible_country_gives(
    true: tuple[int, int, int], hidden: set[str], base: int
) -> None:
    def counts(a: int, b: int, c: int) -> dict[str, int]:
        return {"all": a + b + c, "north": a + b, "south": c, "a": a, "b": b, "c": c}

    seen = {name: n // base for name, n in counts(*true).items() if name not in hidden}
    cells = {
        at(period="2026") if name == "all" else at(period="2026", place=name): Shown(
            Kind.BAND, n * base
        )
        for name, n in seen.items()
    }
    most = 40
    bounded = Table(
        "most", "2026", "contacts", most, (0, 4), {at(period="2026"): Shown(Kind.BAND, 0)}
    )
    system = System(FRAME, [Table("t", "2026", "contacts", base, (0, 4), cells), bounded])
    possible = [
        world
        # no place can have more than all: 18, and 2 that a band of three leaves open
        for world in product(range(21), repeat=3)
        if all(counts(*world)[name] // base == n for name, n in seen.items())
    ]
    if seen.keys() >= {"all"}:
        found = system.range_of("contacts", at(period="2026", place="a"))
        assert found == Range(min(w[0] for w in possible), max(w[0] for w in possible))
