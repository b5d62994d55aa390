"""Who is in a ring together, and by how many helpers nobody is left alone."""

import numpy as np

from rings.rules.crew import choose_helpers, days_for_all, fitting
from volunteers.matching.columns import Bools, Ints


def _table(*rows: str) -> Bools:
    return np.array([[mark == "x" for mark in row] for row in rows])


def _room(*numbers: int) -> Ints:
    return np.array(numbers, np.int64)


def test_the_first_ones_are_taken_while_the_same_helpers_suit_them() -> None:
    may = _table("xxx", "xx-", "--x", "xx-")
    assert fitting(may, _room(9, 9, 9), 3) == [0, 1, 3]


def test_a_helper_alone_is_too_few() -> None:
    assert fitting(_table("xx-", "-xx", "xx-"), _room(9, 9, 9), 3) == [0, 2]


def test_where_room_is_short_two_helpers_will_do() -> None:
    assert fitting(_table("xx", "xx", "xx"), _room(1, 1), 3) == [0, 1, 2]


def test_whoever_leaves_room_for_all_comes_before_whoever_is_nearer() -> None:
    may = _table("xxx", "xx-", "xxx", "xxx")
    assert fitting(may, _room(1, 1, 1), 3) == [0, 2, 3]


def test_without_two_helpers_for_anybody_nobody_is_left_out() -> None:
    assert fitting(_table("x-", "-x", "--"), _room(9, 9), 2) == [0, 1]
    assert fitting(np.ones((3, 0), np.bool_), _room(), 5) == [0, 1, 2]


def test_two_helpers_are_chosen_by_points_where_any_serves_all() -> None:
    able = np.ones((5, 3, 4), np.bool_)
    assert choose_helpers(able, _room(10, 40, 30, 40), _room(7, 7, 7, 7)) == [1, 3]


def test_more_helpers_come_until_there_is_room_for_all() -> None:
    able = np.ones((1, 5, 4), np.bool_)
    assert choose_helpers(able, _room(4, 3, 2, 1), _room(2, 2, 2, 2)) == [0, 1, 2]


def test_nobody_is_left_alone_on_a_day_on_which_somebody_can() -> None:
    able = np.zeros((2, 2, 4), np.bool_)
    able[0, :, :3] = True  # three serve all on one day
    able[1, 1, 3] = True  # one serves one on the other
    assert choose_helpers(able, _room(9, 8, 7, 0), _room(7, 7, 7, 7)) == [0, 3]


def test_who_is_there_all_come_when_they_are_too_few() -> None:
    assert choose_helpers(np.ones((1, 9, 1), np.bool_), _room(1), _room(2)) == [0]
    assert choose_helpers(np.ones((1, 9, 0), np.bool_), _room(), _room()) == []


def test_a_ring_runs_on_the_days_on_which_most_have_somebody() -> None:
    able = np.zeros((3, 2, 2), np.bool_)
    able[0, :, 0] = able[2, 0, 0] = able[2, 1, 1] = able[1, 0, 1] = True
    assert days_for_all(able, [0, 1]) == [0, 2]
    assert days_for_all(able, [0]) == [0]
    assert days_for_all(able, []) == [0, 1, 2]
