"""Turns of a roster by longest idle: nobody skipped, nobody doubled, whoever joins, leaves or is away."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rings.rules.due import who_is_due
from rings.rules.plan import HELPER, Facts, Member, Period, RingPlan
from rings.rules.schedule import A_WEEK
from tests.rings.makers import MONDAY, members, plan, rule


def serving(roster: RingPlan, weeks: int) -> list[tuple[int, ...]]:
    """Return who serves in each of the first weeks."""
    return [roster.turns.on(MONDAY + n * A_WEEK).serving for n in range(weeks)]


def away(first_week: int, weeks: int) -> Facts:
    """Return the facts of somebody who is away for some weeks."""
    starts = MONDAY + first_week * A_WEEK
    return Facts(away=(Period(starts, starts + weeks * A_WEEK),))


def test_fewer_residents_than_helpers_give_each_helper_a_turn_in_turn() -> None:
    roster = plan("hub", members([11, 12, 13], [1, 2]))
    assert serving(roster, 4) == [(11, 12), (13, 11), (12, 13), (11, 12)]


def test_one_on_duty_has_everybody_and_goes_to_the_end() -> None:
    roster = replace(plan("hub", members([11, 12, 13], [1, 2, 3, 4])), roster="duty")
    weeks = [MONDAY + n * A_WEEK for n in range(4)]
    assert [{d.helper_id for d in who_is_due(roster, w)} for w in weeks] == [{11}, {12}, {13}, {11}]


def test_on_duty_the_next_in_order_has_all_of_a_day_that_the_first_cannot() -> None:
    tuesday = MONDAY + timedelta(days=1)
    off = Facts(away=(Period(tuesday, tuesday + timedelta(days=1)),))
    roster = replace(
        plan("hub", members([11, 12, 13], [1, 2, 3]), helpers={11: off}), roster="duty"
    )
    assert {d.helper_id for d in who_is_due(roster, tuesday)} == {12}
    assert {d.helper_id for d in who_is_due(roster, MONDAY)} == {11}
    assert serving(roster, 2) == [(11,), (12,)], "a day for another is no turn"


def test_whoever_is_away_for_a_whole_turn_is_next_when_they_are_back() -> None:
    roster = plan("hub", members([11, 12, 13], [1]), helpers={12: away(1, 1)})
    assert serving(roster, 6) == [(11,), (13,), (12,), (11,), (13,), (12,)]


def test_who_joins_comes_last_and_who_leaves_drops_out_without_moving_the_others() -> None:
    new = Member(14, HELPER, 0, None, MONDAY + A_WEEK, None)
    gone = Member(12, HELPER, 2, None, date(2020, 1, 1), MONDAY + 4 * A_WEEK - timedelta(days=1))
    people = (*members([11, 13], [1]), gone, new)
    roster = replace(plan("hub", people), turn_order=(11, 12, 13))
    assert [s[0] for s in serving(roster, 8)] == [11, 12, 13, 11, 14, 13, 11, 14]


def test_a_week_in_which_the_ring_does_not_run_is_nobodys_turn() -> None:
    every_other = plan("hub", members([11, 12], [1]), rules=(rule(interval_weeks=2),))
    assert serving(every_other, 5) == [(11,), (), (12,), (), (11,)]


def test_from_a_later_known_point_on_the_same_turns_follow() -> None:
    roster = plan("hub", members([11, 12, 13], [1]), helpers={12: away(1, 2)})
    turn = roster.turns.on(MONDAY + 3 * A_WEEK)
    later = replace(roster, turn_order=turn.order, turn_from=MONDAY + 3 * A_WEEK)
    for n in range(3, 12):
        day = MONDAY + n * A_WEEK
        assert later.turns.on(day) == roster.turns.on(day)


WEEKS = 30


@st.composite
def rosters(draw: st.DrawFn) -> RingPlan:
    """Return a roster with people who join and leave at random and are away for random whole turns."""
    turn_weeks = draw(st.sampled_from([1, 2, 4]))
    count, residents = draw(st.integers(2, 6)), draw(st.integers(1, 8))
    helpers, facts = [], {}
    for pk in range(11, 11 + count):
        joins = draw(st.just(0) | st.integers(0, WEEKS))
        leaves = draw(st.none() | st.integers(joins + 1, WEEKS + 1))
        first = MONDAY + joins * turn_weeks * A_WEEK
        last = MONDAY + leaves * turn_weeks * A_WEEK - timedelta(days=1) if leaves else None
        helpers.append(Member(pk, HELPER, pk, None, first, last))
        if draw(st.booleans()):
            start = draw(st.integers(0, WEEKS))
            facts[pk] = away(start * turn_weeks, draw(st.integers(1, 5)) * turn_weeks)
    people = (*helpers, *members([], list(range(1, residents + 1))))
    roster = plan("hub", people, helpers=facts, turn_weeks=turn_weeks)
    return replace(roster, roster=draw(st.sampled_from(["spread", "duty"])))


@settings(max_examples=150, deadline=None)
@given(rosters())
def test_between_two_turns_of_anybody_nobody_who_was_there_throughout_has_two_more(
    roster: RingPlan,
) -> None:
    starts = [MONDAY + n * roster.turn_weeks * A_WEEK for n in range(WEEKS)]
    turns = [roster.turns.on(start) for start in starts]
    there = [
        {
            m.person_id
            for m in roster.helpers_on(start)
            if not roster.helper_facts(m.person_id).bar(start)
        }
        for start in starts
    ]
    for turn, present in zip(turns, there, strict=True):
        assert set(turn.serving) <= present, "only who is there serves"
        assert bool(turn.serving) == bool(present), "somebody serves while anybody is there"
    for person in range(11, 17):
        mine = [n for n, turn in enumerate(turns) if person in turn.serving]
        for first, second in pairwise(mine):
            between = Counter(pk for turn in turns[first + 1 : second] for pk in turn.serving)
            if all(person in present for present in there[first : second + 1]):
                assert max(between.values(), default=0) <= 1, "nobody is skipped"


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 7), st.integers(1, 9), st.integers(1, 40), st.sampled_from(["spread", "duty"])
)
def test_the_turns_of_those_who_are_always_there_differ_by_one_at_most(
    helpers: int, residents: int, weeks: int, kind: str
) -> None:
    people = members([10 + n for n in range(helpers)], list(range(100, 100 + residents)))
    roster = replace(plan("hub", people), roster=kind)
    load = Counter(pk for turn in serving(roster, weeks) for pk in turn)
    loads = [load[10 + n] for n in range(helpers)]
    assert max(loads) - min(loads) <= 1
