"""Progress to a target is known as a band only."""

import pytest

from reports.charts.bars import FIXED
from reports.charts.progress import progress, share
from tests.reports.charts.test_bars import FEW, HIDDEN, band


def test_the_share_is_reckoned_from_both_ends_of_the_band() -> None:
    assert share(band(210), 340) == (61, 62)
    assert share(FEW, 340) == (0, 1)
    assert share(HIDDEN, 340) == (None, None)


def test_the_line_of_the_target_stands_at_the_end_until_somebody_passes_it() -> None:
    (within,) = progress([("Older people", band(210), 340)])
    assert within.line == 100
    assert within.solid == pytest.approx(100 * 210 / 340, abs=0.01)
    beyond, other = progress([("Older people", band(395), 200), ("Families", band(95), 200)])
    assert beyond.line == other.line == 50
    assert beyond.solid + beyond.hatched == pytest.approx(100)


def test_a_few_look_the_same_whatever_the_target() -> None:
    drawn = progress([("a", FEW, 10), ("b", FEW, 500), ("c", HIDDEN, 3)])
    assert {(bar.solid, bar.hatched) for bar in drawn} == {(0.0, FIXED)}


def test_a_group_with_no_target_is_left_out() -> None:
    assert progress([("a", band(5), 0)]) == ()
