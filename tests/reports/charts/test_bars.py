"""A bar's length says what is shown and nothing else."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.bars import FIXED, LONGEST, bars


@dataclass(frozen=True)
class Given:
    """An amount as it is shown."""

    words: str
    low: int | None
    high: int | None
    state: str = "band"


def band(low: int, base: int = 5) -> Given:
    """Return the band of `base` values from `low` on."""
    return Given(f"{low}–{low + base - 1}", low, low + base - 1)


FEW = Given("under 5", 0, 4, "small")
HIDDEN = Given("not shown", None, None, "hidden")
NEVER = Given("not offered", 0, 0, "not_offered")


def test_the_sure_part_is_solid_and_the_band_is_hatched() -> None:
    (bar,) = bars([("Kinnula", band(10))])
    assert bar.end == pytest.approx(LONGEST)
    assert bar.solid == pytest.approx(LONGEST * 10 / 15, abs=0.01)
    assert (bar.name, bar.words, bar.look) == ("Kinnula", "10–14", "band")


def test_a_band_twice_as_high_ends_twice_as_far() -> None:
    low, high = bars([("a", band(5)), ("b", band(15))])
    assert high.end == pytest.approx(2 * low.end, abs=0.02)


@given(st.lists(st.integers(0, 400).map(lambda n: band(5 * n)), max_size=8))
def test_a_few_and_what_is_not_shown_look_the_same_whatever_stands_beside_them(
    beside: list[Given],
) -> None:
    rows = [("few", FEW), ("hidden", HIDDEN), *(("other", each) for each in beside)]
    few, hidden, *_others = bars(rows)
    assert (few.solid, few.hatched, few.look) == (0.0, FIXED, "small")
    assert (hidden.solid, hidden.hatched, hidden.look) == (0.0, FIXED, "hidden")


@given(st.lists(st.sampled_from([band(5), band(10), band(95), FEW, HIDDEN, NEVER]), max_size=6))
def test_no_bar_leaves_its_part_of_the_drawing(amounts: list[Given]) -> None:
    drawn = bars((f"place {number}", each) for number, each in enumerate(amounts))
    assert [bar.words for bar in drawn] == [each.words for each in amounts]
    assert all(0 <= bar.solid <= bar.end <= LONGEST + 0.01 for bar in drawn)


def test_what_was_not_offered_has_no_bar() -> None:
    (bar,) = bars([("South", NEVER)])
    assert (bar.solid, bar.hatched) == (0.0, 0.0)


def test_charts_on_one_scale_share_the_greatest() -> None:
    (alone,) = bars([("a", band(5))])
    (shared,) = bars([("a", band(5))], greatest=100)
    assert alone.end == pytest.approx(10 * shared.end, abs=0.1)
