"""Who may be asked about a request, and who is asked first: the rules alone."""

from dataclasses import replace
from datetime import date, time

import pytest

from rings.rules.gates import Asks, Helper, Wanted, bars, order, phone_order
from rings.rules.plan import Window
from rings.rules.waves import Policy

TUESDAY = date(2026, 11, 24)
WANTED = Wanted(
    TUESDAY, time(10), time(11, 30), "help", receiver_id=9, numbers=frozenset({"+35814"})
)
ABLE = Helper(1)
POLICY = Policy()


def names(helper: Helper, wanted: Wanted = WANTED) -> list[str]:
    """Return the names of the rules that bar `helper`."""
    return [bar.name for bar in bars(helper, wanted, POLICY)]


def test_whoever_nothing_speaks_against_may_be_asked() -> None:
    assert names(ABLE) == []


@pytest.mark.parametrize(
    ("helper", "name"),
    [
        (Helper(9), "receiver"),
        (Helper(1, numbers=frozenset({"+35814"})), "receiver"),
        (Helper(1, tasks=frozenset({"call", "ride"})), "task"),
        (Helper(1, is_away=True), "away"),
        (Helper(1, busy="busy then"), "busy"),
        (Helper(1, unfit=("Is suspended.",)), "unfit"),
        (Helper(1, windows=(Window(1, time(8), time(11)),)), "hours"),
        (Helper(1, windows=(Window(2, time(8), time(20)),)), "hours"),
        (Helper(1, km=30.1), "radius"),
        (Helper(1, answer="no"), "said_no"),
        (Helper(1, answer="had_it"), "had_it"),
        (Helper(1, answer="open"), "asked"),
        (Helper(1, answer="silent"), "silent"),
        (Helper(1, takes_texts=False), "no_texts"),
        (Helper(1, asks=Asks(today=2)), "day_cap"),
        (Helper(1, asks=Asks(this_week=5)), "week_cap"),
        (Helper(1, asks=Asks(open=2)), "two_open"),
        (Helper(1, asks=Asks(days_since_no=2)), "quiet"),
    ],
)
def test_each_rule_says_its_own_name(helper: Helper, name: str) -> None:
    assert names(helper) == [name]


def test_every_reason_is_said_and_not_the_first_only() -> None:
    tired = Helper(1, is_away=True, km=99, asks=Asks(today=2, this_week=6))
    assert names(tired) == ["away", "radius", "day_cap", "week_cap"]


def test_at_the_edges_the_rules_let_through() -> None:
    edge = Helper(
        1,
        tasks=frozenset({"escort"}),
        windows=(Window(1, time(10), time(11, 30)),),
        km=30.0,
        asks=Asks(today=1, this_week=4, open=1, days_since_no=3),
    )
    assert names(edge) == []


def test_a_volunteer_for_errands_may_walk_along_but_not_help_with_devices() -> None:
    helper = Helper(1, tasks=frozenset({"help"}))
    assert names(helper, replace(WANTED, kind="escort")) == []
    assert names(helper, replace(WANTED, kind="digi")) == ["task"]


def test_whoever_was_asked_longest_ago_comes_first_then_the_nearer_then_the_less_busy() -> None:
    long_ago = Helper(1, km=20, load=1, asks=Asks(days_since=20))
    lately_near = Helper(2, km=1, asks=Asks(days_since=2))
    lately_busy = Helper(3, km=1, load=4, asks=Asks(days_since=2))
    never = Helper(4, km=20, load=1)
    twin = Helper(5, km=20, load=1)
    ranked = sorted([twin, lately_busy, lately_near, never, long_ago], key=order)
    assert [each.person_id for each in ranked] == [4, 5, 1, 2, 3]


def test_the_list_to_ring_begins_with_those_without_texts_and_ends_with_those_asked_too_often() -> (
    None
):
    people = [
        Helper(1, asks=Asks(today=2)),
        Helper(2, answer="silent"),
        Helper(3),
        Helper(4, takes_texts=False),
    ]
    ranked = sorted(people, key=lambda each: phone_order(each, bars(each, WANTED, POLICY)))
    assert [each.person_id for each in ranked] == [4, 3, 2, 1]
