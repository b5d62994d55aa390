"""On which dates a rule falls: weekdays of every n-th week counted from an anchor date, or once a week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from directory.calendar import HolidayCalendar

RUN, SKIP, SKIP_EVES = "run", "skip", "skip_eves"
HOUR, WEEK = "hour", "week"

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Rule:
    """A schedule rule. `weekdays` count from Monday = 0; `valid_until` is the last day, or None.

    With `span` WEEK it asks for one contact a week at any time; the weekdays do not matter then.
    """

    rule_id: int
    round: int
    weekdays: frozenset[int]
    interval_weeks: int
    anchor: date
    wall_time: time
    zone: str
    holidays: str
    valid_from: date
    valid_until: date | None
    span: str = HOUR


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def weeks_since(anchor: date, day: date) -> int:
    """Return how many whole calendar weeks lie between the weeks of `anchor` and `day`.

    Counted by dates: week numbers would break a rotation at the turn of the year and in week 53.
    """
    return (monday_of(day) - monday_of(anchor)).days // 7


def planned_dates(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Return the local dates from `first` to `last` that `rule` names, public holidays among them, in order."""
    first = max(first, rule.valid_from)
    last = min(last, rule.valid_until or last)
    monday = monday_of(first)
    if behind := weeks_since(rule.anchor, monday) % rule.interval_weeks:
        monday += (rule.interval_weeks - behind) * A_WEEK
    weekdays = [timedelta(days=n) for n in sorted(rule.weekdays)]
    while monday <= last:
        named = [monday + weekday for weekday in weekdays]
        if rule.span == WEEK:
            named = [max(monday, rule.valid_from)]
        yield from (day for day in named if first <= day <= last)
        monday += rule.interval_weeks * A_WEEK


def names(rule: Rule, day: date) -> bool:
    """Tell whether `rule` names the local date `day`, public holidays or not."""
    return any(planned_dates(rule, day, day))


def falls_on(rule: Rule, day: date, calendar: HolidayCalendar) -> bool:
    """Tell whether `rule` falls on the local date `day` for whoever has no holiday wish of their own."""
    return names(rule, day) and not is_closed(rule, rule.holidays, day, calendar)


def is_closed(rule: Rule, policy: str, day: date, calendar: HolidayCalendar) -> bool:
    """Tell whether a ring or a resident with `policy` lets `day` go by. A whole week never is closed."""
    if rule.span == WEEK or policy == RUN:
        return False
    return day in calendar.holidays or (policy == SKIP_EVES and day in calendar.eves)


def window_of(span: str, day: date) -> tuple[date, ...]:
    """Return the dates on which what is due on `day` may be done: that day alone, or the rest of its week."""
    if span != WEEK:
        return (day,)
    return tuple(days(day, monday_of(day) + timedelta(days=6)))


def days(first: date, last: date) -> Iterator[date]:
    """Return the local dates from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
