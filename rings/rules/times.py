"""When the clock looks at an occurrence next. All instants are aware; all lengths are minutes."""

from datetime import date, datetime, time, timedelta

from directory.localtime import instant, local_date, local_time
from rings.rules.schedule import WEEK, window_of

# A gap is shown and stand-ins are asked two days ahead, when there is still time to find somebody.
GAP_NOTICE = timedelta(days=2)
OFFICE_REARM = timedelta(minutes=60)
SOON = timedelta(hours=1)
# Who falls out this late leaves too little time to wait for stand-ins before a person knows.
LATE_DROP_OUT = timedelta(hours=2)
LONGEST_OFFER = timedelta(hours=24)
# A turn late in the evening can still be taken some hours into the night.
STANDS_IN_AFTER = timedelta(hours=3)
# By the kind of a new ring: minutes from the first text to the hour, and from the hour to "how did it go?".
USUAL = {"call": (0, 0), "visit": (24 * 60, 60)}
DAY_STARTS, DAY_ENDS = time(8), time(20)
ANSWERS_UNTIL = time(12)
# What is to be done some time in a week is asked about on its last evening.
WEEK_ENDS = time(18)


def first_reminder_at(starts_at: datetime, minutes_before: int) -> datetime:
    """Return when the helper hears of the turn first."""
    return starts_at - timedelta(minutes=minutes_before)


def first_due_at(
    starts_at: datetime, minutes_before: int, *, has_helper: bool, now: datetime
) -> datetime:
    """Return when a newly planned occurrence is looked at first: its reminder, or the search for somebody."""
    first = first_reminder_at(starts_at, minutes_before) if has_helper else starts_at - GAP_NOTICE
    return max(first, now)


def ends_of(day: date, starts_at: datetime, slot_minutes: int, span: str, zone: str) -> datetime:
    """Return when a turn of the local date `day` ends, and how it went is asked.

    `slot_minutes` after the hour; what may be done at any time that week ends on its Sunday at 18:00.
    """
    if span == WEEK:
        return instant(window_of(span, day)[-1], WEEK_ENDS, zone)
    return starts_at + timedelta(minutes=slot_minutes)


def offer_closes_at(now: datetime, starts_at: datetime, step_minutes: int) -> datetime:
    """Return until when stand-ins may answer: `step_minutes` when it is soon, else half the time left."""
    left = starts_at - now
    if left <= SOON:
        return now + timedelta(minutes=step_minutes)
    return now + min(left / 2, LONGEST_OFFER)


def can_stand_in(ends_at: datetime, now: datetime) -> bool:
    """Tell whether a turn that ends at `ends_at` can still be taken: on its local day and some hours after."""
    return local_date(now) <= local_date(ends_at) or now <= ends_at + STANDS_IN_AFTER


def is_soon(starts_at: datetime, now: datetime) -> bool:
    """Tell whether the hour is less than two hours away, or past."""
    return starts_at - now < LATE_DROP_OUT


def answers_close_at(ends_at: datetime) -> datetime:
    """Return until when a reply counts as an answer: noon of the day after the turn, local time."""
    return instant(local_date(ends_at) + timedelta(days=1), ANSWERS_UNTIL)


def is_out_of_hours(moment: datetime) -> bool:
    """Tell whether texts are held at the local hour of `moment` unless they are urgent."""
    return not DAY_STARTS <= local_time(moment) < DAY_ENDS


def heard_from(now: datetime) -> datetime:
    """Return when a text that is not urgent can be read: now, or when the day begins."""
    if not is_out_of_hours(now):
        return now
    day = local_date(now)
    morning = instant(day, DAY_STARTS)
    return morning if now < morning else instant(day + timedelta(days=1), DAY_STARTS)
