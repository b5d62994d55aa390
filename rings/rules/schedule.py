"""On which dates a rule falls: weekdays of every n-th week counted from an anchor date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from rings.rules.calendar import HolidayCalendar

RUN, SKIP, SKIP_EVES = "run", "skip", "skip_eves"


@dataclass(frozen=True)
class Rule:
    """A schedule rule. `weekdays` count from Monday = 0; `valid_until` is the last day, or None."""

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


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def weeks_since(anchor: date, day: date) -> int:
    """Return how many whole calendar weeks lie between the weeks of `anchor` and `day`.

    Counted by dates: week numbers would break a rotation at the turn of the year and in week 53.
    """
    return (monday_of(day) - monday_of(anchor)).days // 7


def falls_on(rule: Rule, day: date, calendar: HolidayCalendar) -> bool:
    """Tell whether `rule` falls on the local date `day`."""
    in_force = rule.valid_from <= day and (rule.valid_until is None or day <= rule.valid_until)
    if not in_force or day.weekday() not in rule.weekdays:
        return False
    if weeks_since(rule.anchor, day) % rule.interval_weeks:
        return False
    return not _closed(rule.holidays, day, calendar)


def _closed(policy: str, day: date, calendar: HolidayCalendar) -> bool:
    if policy == SKIP:
        return day in calendar.holidays
    if policy == SKIP_EVES:
        return day in calendar.holidays or day in calendar.eves
    return False


def days(first: date, last: date) -> Iterator[date]:
    """Return the local dates from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
