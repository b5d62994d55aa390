"""Who is due, and whose duty it is, in the four kinds of ring."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rings.rules.due import Due, PassedOver, who_is_due
from rings.rules.plan import Facts, Period, Window
from rings.rules.schedule import days
from tests.rings.makers import MONDAY, circle, member, members, plan, rule

AWAY = Facts(away=(Period(MONDAY, None),))
UNFIT = Facts(fit=False)


def pairs(found: Iterable[Due]) -> list[tuple[int | None, int]]:
    """Return (helper, receiver) of each due that is not skipped."""
    return [(d.helper_id, d.receiver_id) for d in found if not d.skipped]


def test_in_a_circle_each_rings_the_next_and_the_last_the_first() -> None:
    assert pairs(who_is_due(plan("circle", circle(1, 2, 3)), MONDAY)) == [(3, 1), (1, 2), (2, 3)]


def test_a_circle_closes_over_those_who_are_away_and_says_so() -> None:
    found = who_is_due(plan("circle", circle(1, 2, 3, 4), receivers={2: AWAY, 3: UNFIT}), MONDAY)
    assert pairs(found) == [(4, 1), (1, 4)]
    assert {d.receiver_id: d.skipped for d in found if d.skipped} == {2: "away", 3: "unfit"}
    called = next(d for d in found if d.receiver_id == 4)
    assert called.passed_over == (PassedOver(2, "away"), PassedOver(3, "unfit"))


def test_a_circle_of_one_present_has_nobody_to_ring_them() -> None:
    found = who_is_due(plan("circle", circle(1, 2), receivers={2: AWAY}), MONDAY)
    assert pairs(found) == [(None, 1)]


def test_the_circle_begins_and_ends_with_its_captain() -> None:
    found = who_is_due(plan("circle", circle(1, 2, 3), captain_id=2), MONDAY)
    assert pairs(found) == [(1, 2), (2, 3), (3, 1)]


def test_in_a_roster_the_turn_moves_on_each_week() -> None:
    roster = plan("hub", members([11, 12, 13], [1, 2, 3]))
    assert pairs(who_is_due(roster, MONDAY)) == [(11, 1), (12, 2), (13, 3)]
    next_week = MONDAY + timedelta(weeks=1)
    assert pairs(who_is_due(roster, next_week)) == [(12, 1), (13, 2), (11, 3)]


def test_a_turn_may_last_several_weeks() -> None:
    roster = plan("hub", members([11, 12], [1]), turn_weeks=2)
    weeks = [who_is_due(roster, MONDAY + timedelta(weeks=n))[0].helper_id for n in range(5)]
    assert weeks == [11, 11, 12, 12, 11]


def test_whoever_is_away_unfit_or_busy_is_passed_over_with_the_reason() -> None:
    busy = Facts(windows=(Window(0, time(12), time(15)),))
    roster = plan("hub", members([11, 12, 13, 14], [1]), helpers={11: AWAY, 12: UNFIT, 13: busy})
    due = who_is_due(roster, MONDAY)[0]
    assert due.helper_id == 14
    assert due.passed_over == (
        PassedOver(11, "away"),
        PassedOver(12, "unfit"),
        PassedOver(13, "not_free"),
    )


def test_hours_bar_only_outside_the_window() -> None:
    mornings = Facts(windows=(Window(0, time(9), time(12)),))
    assert mornings.bar(MONDAY, time(9)) == ""
    assert mornings.bar(MONDAY, time(12)) == "not_free"
    assert mornings.bar(MONDAY + timedelta(days=1), time(9)) == "not_free"


def test_a_paper_bars_from_the_day_after_its_last() -> None:
    facts = Facts(lapses_after=MONDAY)
    assert facts.bar(MONDAY) == ""
    assert facts.bar(MONDAY + timedelta(days=1)) == "unfit"


def test_the_calls_of_an_absent_helper_are_shared_evenly() -> None:
    roster = plan("hub", members([11, 12, 13], list(range(1, 10))), helpers={11: AWAY})
    load = Counter(d.helper_id for d in who_is_due(roster, MONDAY))
    assert load in ({12: 5, 13: 4}, {12: 4, 13: 5})


@given(st.integers(1, 8), st.integers(1, 40), st.integers(0, 400))
def test_a_full_roster_is_balanced_to_within_one(helpers: int, residents: int, day: int) -> None:
    people = members([100 + n for n in range(helpers)], list(range(1, residents + 1)))
    found = who_is_due(plan("hub", people), MONDAY + timedelta(days=day))
    load = Counter(d.helper_id for d in found)
    assert len(found) == residents
    assert max(load.values()) - (min(load.values()) if len(load) == helpers else 0) <= 1


def test_a_pair_has_its_own_helper_and_a_spare_only_when_needed() -> None:
    people = members([11, 12], [1])
    assert pairs(who_is_due(plan("pair", people), MONDAY)) == [(11, 1)]
    assert pairs(who_is_due(plan("pair", people, helpers={11: AWAY}), MONDAY)) == [(12, 1)]
    nobody = plan("pair", people, helpers={11: AWAY, 12: UNFIT})
    assert pairs(who_is_due(nobody, MONDAY)) == [(None, 1)]


def test_in_a_sign_in_ring_everybody_reports_themselves() -> None:
    found = who_is_due(plan("call_in", members([], [1, 2]), receivers={2: AWAY}), MONDAY)
    assert pairs(found) == [(1, 1)]
    assert [d.skipped for d in found] == ["", "away"]


def test_nobody_is_rung_who_is_away_and_is_again_from_the_day_of_return() -> None:
    away = Facts(away=(Period(MONDAY, MONDAY + timedelta(days=2)),))
    ring = plan("pair", members([11], [1]), receivers={1: away})
    week = [bool(pairs(who_is_due(ring, d))) for d in days(MONDAY, MONDAY + timedelta(days=3))]
    assert week == [False, False, True, True]


def test_an_own_hour_beats_the_rings() -> None:
    people = (*members([11], []), member(1, "resident", 1, time(17, 30)))
    assert who_is_due(plan("hub", people), MONDAY)[0].wall_time == time(17, 30)


def test_two_rounds_a_day_are_two_calls_and_the_same_round_twice_is_one() -> None:
    twice = (rule(), rule(rule_id=2, round=2, wall_time=time(18)), rule(rule_id=3))
    found = who_is_due(plan("pair", members([11], [1]), rules=twice), MONDAY)
    assert [(d.round, d.wall_time, d.rule_id) for d in found] == [
        (1, time(9), 1),
        (2, time(18), 2),
    ]


def test_a_member_belongs_from_the_first_day_to_the_last() -> None:
    left = member(1, "resident", 1)
    gone = type(left)(1, "resident", 1, None, MONDAY, date(2026, 11, 24))
    ring = plan("pair", (*members([11], []), gone))
    assert pairs(who_is_due(ring, date(2026, 11, 24))) == [(11, 1)]
    assert pairs(who_is_due(ring, date(2026, 11, 25))) == []
