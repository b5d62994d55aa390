"""How a request is offered in time: waves by day, shorter when time is short, and the list in time."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.localtime import instant, local_time
from rings.rules.open_hours import DAYTIME, office_hours
from rings.rules.visit import first_look, is_near, next_look
from rings.rules.waves import Ask, Policy, RingRound, Wait, next_wave, ring_round_at

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 12, 31)).map(  # made aware here
    lambda at: at.replace(tzinfo=UTC)
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant of a wall time in Helsinki."""
    return instant(day, time(hour, minute))


def step(
    now: datetime, starts_at: datetime, people: int = 20, *, waves: int = 0, resting: bool = False
) -> Ask | Wait | RingRound:
    """Return the next step for a request with so many people left to ask."""
    return next_wave(
        range(people),
        asked_waves=waves,
        resting=resting,
        policy=Policy(),
        starts_at=starts_at,
        now=now,
    )


def test_five_are_asked_and_have_an_hour() -> None:
    assert step(at(MONDAY, 9), at(TUESDAY, 15)) == Ask((0, 1, 2, 3, 4), at(MONDAY, 10))


def test_a_wave_in_the_evening_goes_on_in_the_morning() -> None:
    assert step(at(MONDAY, 19, 30), at(FRIDAY, 10)) == Ask((0, 1, 2, 3, 4), at(TUESDAY, 8, 30))


def test_nobody_is_asked_at_night() -> None:
    assert step(at(MONDAY, 20), at(FRIDAY, 10)) == Wait(at(TUESDAY, 8))
    assert step(at(TUESDAY, 3), at(FRIDAY, 10)) == Wait(at(TUESDAY, 8))


def test_the_list_comes_two_hours_of_daytime_before_the_hour() -> None:
    assert ring_round_at(at(TUESDAY, 15)) == at(TUESDAY, 13)
    assert ring_round_at(at(TUESDAY, 9)) == at(MONDAY, 19)


def test_with_little_time_the_waves_are_shorter() -> None:
    # 80 minutes are left, and 20 people make four waves.
    assert step(at(MONDAY, 9), at(MONDAY, 12, 20)) == Ask((0, 1, 2, 3, 4), at(MONDAY, 9, 20))


def test_with_no_time_the_office_rings_round_at_once() -> None:
    assert step(at(MONDAY, 9), at(MONDAY, 11)) == RingRound("too_late")


def test_after_the_last_wave_the_office_rings_round() -> None:
    assert step(at(MONDAY, 9), at(FRIDAY, 11), waves=8) == RingRound("spent")
    assert step(at(MONDAY, 9), at(FRIDAY, 11), people=0, waves=2) == RingRound("spent")
    assert step(at(MONDAY, 9), at(FRIDAY, 11), people=0) == RingRound("nobody")


def test_those_who_were_asked_enough_today_are_waited_for_when_there_is_time() -> None:
    waits = step(at(MONDAY, 9), at(FRIDAY, 11), people=0, resting=True)
    assert waits == Wait(at(TUESDAY, 8))
    assert step(at(MONDAY, 9), at(TUESDAY, 9), people=0, resting=True) == RingRound("nobody")


@given(
    now=MOMENTS, ahead=st.integers(1, 10_000), people=st.integers(0, 60), waves=st.integers(0, 9)
)
def test_no_step_is_at_night_and_none_leaves_the_office_too_little_time(
    now: datetime, ahead: int, people: int, waves: int
) -> None:
    starts_at = now + timedelta(minutes=ahead)
    found = step(now, starts_at, people, waves=waves)
    if isinstance(found, Ask):
        assert time(8) <= local_time(now) < time(20)
        assert now < found.closes_at <= ring_round_at(starts_at)
    if isinstance(found, Wait):
        assert found.until > now
        assert time(8) <= local_time(found.until) < time(20)


@given(moment=MOMENTS, minutes=st.integers(0, 5_000))
def test_open_time_forth_and_back_is_the_same(moment: datetime, minutes: int) -> None:
    length = timedelta(minutes=minutes)
    later = DAYTIME.after(moment, length)
    assert DAYTIME.between(moment, later) == length
    assert DAYTIME.between(DAYTIME.before(moment, length), moment) == length


def test_an_hour_of_the_office_passes_over_the_weekend_and_holidays() -> None:
    office = office_hours(frozenset({date(2026, 12, 24), date(2026, 12, 25)}))
    assert office.after(at(FRIDAY, 15, 30), timedelta(hours=1)) == at(date(2026, 11, 30), 8, 30)
    christmas = at(date(2026, 12, 23), 15, 30)
    assert office.after(christmas, timedelta(hours=1)) == at(date(2026, 12, 28), 8, 30)


def test_the_holder_is_reminded_the_day_before_then_told_the_code_then_asked() -> None:
    starts, ends = at(TUESDAY, 10), at(TUESDAY, 11, 30)
    looks = [first_look(starts, ends, has_code=True, now=at(MONDAY, 9))]
    while looks[-1] < ends:
        looks.append(next_look(starts, ends, has_code=True, now=looks[-1]))
    assert looks == [at(MONDAY, 17), at(TUESDAY, 8), ends]
    assert first_look(starts, ends, has_code=False, now=at(MONDAY, 18)) == ends
    assert first_look(starts, ends, has_code=True, now=at(TUESDAY, 9)) == at(TUESDAY, 9)
    assert not is_near(starts, ends, at(TUESDAY, 7, 59))
    assert not is_near(starts, ends, ends)
