"""What the rules promise, worked out beside the generator."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from backend.rehearsal.promises import MemberFacts, RingFacts, RuleFacts, instant, promises

DAILY = RuleFacts(
    round=1,
    weekdays=frozenset(range(7)),
    interval_weeks=1,
    anchor=date(2027, 1, 4),
    wall_time=time(9),
    zone="Europe/Helsinki",
    holidays="run",
    first=date(2027, 1, 4),
    last=None,
)
AINO = MemberFacts(person_id=1, role="resident", wall_time=None, first=date(2027, 1, 1), last=None)
VEIKKO = MemberFacts(person_id=2, role="helper", wall_time=None, first=date(2027, 1, 1), last=None)


def ring(*rules: RuleFacts, members: tuple[MemberFacts, ...] = (AINO, VEIKKO)) -> RingFacts:
    return RingFacts(ring_id=1, rules=rules, members=members)


def days_of(found: RingFacts, first: date, days: int, away: set[date] | None = None) -> list[date]:
    absent = away or set()
    return sorted(p.day for p in promises([found], first, days, lambda _, d: d in absent).values())


def test_only_the_resident_is_promised_a_call_and_not_while_away() -> None:
    away = {date(2027, 1, 6)}
    found = promises([ring(DAILY)], date(2027, 1, 4), 7, lambda _, day: day in away)
    assert {p.person_id for p in found.values()} == {1}
    assert len(found) == 6


def test_every_other_week_is_counted_from_the_anchor_over_the_turn_of_the_year() -> None:
    rule = replace(
        DAILY,
        weekdays=frozenset({0}),
        interval_weeks=2,
        anchor=date(2026, 12, 21),
        first=date(2026, 12, 21),
    )
    member = replace(AINO, first=date(2026, 12, 1))
    assert days_of(ring(rule, members=(member,)), date(2026, 12, 21), 29) == [
        date(2026, 12, 21),
        date(2027, 1, 4),
        date(2027, 1, 18),
    ]


def test_holidays_and_their_eves_are_left_out_as_the_rule_says() -> None:
    december = date(2027, 12, 23)
    skip = days_of(ring(replace(DAILY, holidays="skip")), december, 5)
    assert skip == [date(2027, 12, 23), date(2027, 12, 24), date(2027, 12, 27)]
    eves = days_of(ring(replace(DAILY, holidays="skip_eves")), december, 5)
    assert eves == [date(2027, 12, 23), date(2027, 12, 27)]
    midsummer = days_of(ring(replace(DAILY, holidays="skip_eves")), date(2027, 6, 24), 4)
    assert midsummer == [date(2027, 6, 24), date(2027, 6, 27)]


def test_a_member_who_leaves_and_a_rule_that_ends_promise_no_more() -> None:
    leaves = replace(AINO, last=date(2027, 1, 5))
    assert len(days_of(ring(DAILY, members=(leaves,)), date(2027, 1, 4), 7)) == 2
    ends = replace(DAILY, last=date(2027, 1, 4))
    assert days_of(ring(ends), date(2027, 1, 4), 7) == [date(2027, 1, 4)]


def test_nine_o_clock_stays_nine_on_the_wall_when_the_clocks_change() -> None:
    found = promises([ring(DAILY)], date(2027, 3, 27), 2, lambda *_: False)
    assert [p.instant.hour for p in found.values()] == [7, 6]
    autumn = promises([ring(DAILY)], date(2027, 10, 30), 2, lambda *_: False)
    assert [p.instant.hour for p in autumn.values()] == [6, 7]


def test_the_hour_that_does_not_exist_moves_on_and_the_double_one_is_the_first() -> None:
    zone = "Europe/Helsinki"
    spring = instant(date(2027, 3, 28), time(3, 30), zone)
    assert spring == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    autumn = instant(date(2027, 10, 31), time(3, 30), zone)
    assert autumn == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
