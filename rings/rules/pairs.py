"""What comes next in the life of a pair, and when: pure rules over dates and words of state.

Every number stands here. Steps fall due at ten o'clock of a working day, when the office can ring people.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from directory.calendar import working_day
from directory.localtime import instant, local_date

MORNING = time(10)
TRIAL = timedelta(weeks=12)
CHECK_EVERY = timedelta(weeks=4)
REVIEW_EVERY = timedelta(weeks=12)
# Who was not reached is rung again soon.
RING_AGAIN_DAYS = 3
ANSWER_DAYS = 2
# Longer than this past its day, a step counts as forgotten.
FORGOTTEN_AFTER = timedelta(days=14)


class Step(StrEnum):
    """The one thing that the owner of a pair does next."""

    DECIDE = "decide"
    HEAR = "hear"
    PART = "part"
    AGREE = "agree"
    MEETING = "meeting"
    CHECK = "check"
    TRIAL_OVER = "trial_over"
    REVIEW = "review"
    FAREWELL = "farewell"
    NONE = "none"


def next_step(
    state: str, says: Collection[str], *, trial_until: date | None, waits: bool, today: date
) -> Step:
    """Return the next step in `state`.

    `says`: what the two have answered, "yes", "no" or "" each; `waits`: whether a step is due some time, which
    after the end means that the farewell is not done yet.
    """
    if state == "asking":
        return Step.PART if "no" in says else Step.HEAR if "" in says else Step.AGREE
    if state == "trial":
        return Step.TRIAL_OVER if trial_until and today >= trial_until else Step.CHECK
    if state == "ended":
        return Step.FAREWELL if waits else Step.NONE
    return {"suggested": Step.DECIDE, "introduced": Step.MEETING, "settled": Step.REVIEW}[state]


def working_day_after(now: datetime, days: int, free: Collection[date] = ()) -> datetime:
    """Return ten o'clock of the day `days` working days after `now`; `free` are public holidays."""
    return instant(working_day(local_date(now), days, free), MORNING)


def at_the_office(day: date, free: Collection[date] = ()) -> datetime:
    """Return ten o'clock of `day`, or of the first working day after it."""
    return instant(working_day(day - timedelta(days=1), 1, free), MORNING)


def first_check(begun_on: date) -> date:
    """Return when both are asked for the first time how it goes."""
    return begun_on + CHECK_EVERY


def check_after(today: date, begun_on: date, trial_until: date) -> date:
    """Return the next monthly date after `today`; the last one is the end of the trial."""
    passed = (today - begun_on) // CHECK_EVERY
    return min(begun_on + (passed + 1) * CHECK_EVERY, max(trial_until, today + timedelta(days=1)))


def needs_farewell(state: str, says: Collection[str]) -> bool:
    """Tell whether somebody must be told that it ends: whoever has met the other, or has said yes to it."""
    return state in {"introduced", "trial", "settled"} or (state == "asking" and "yes" in says)
