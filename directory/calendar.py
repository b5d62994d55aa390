"""Finnish public holidays and their eves, by the `holidays` library."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

# Eves on which offices close: of these the library counts Midsummer's and Christmas's as holidays.
_EVES_BEFORE = ("New Year's Day", "May Day", "Midsummer Day", "Christmas Day")


@dataclass(frozen=True)
class HolidayCalendar:
    """The public holidays, and the eves, of the years asked for."""

    holidays: frozenset[date]
    eves: frozenset[date]

    def marks(self, day: date) -> bool:
        """Tell whether `day` is a holiday or an eve."""
        return day in self.holidays or day in self.eves


def working_day(day: date, count: int, free: Collection[date] = ()) -> date:
    """Return the local date `count` working days after `day`: Monday to Friday, none of `free`."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in free
    return day


def finnish_holidays(years: Iterable[int]) -> HolidayCalendar:
    """Return the Finnish calendar of `years`; an eve counts as an eve only."""
    return _finnish(tuple(sorted(set(years))))


@lru_cache(maxsize=16)
def _finnish(wanted: tuple[int, ...]) -> HolidayCalendar:
    # The eve of the last year's end belongs to the New Year after it.
    named = country_holidays("FI", years=[*wanted, wanted[-1] + 1], language="en_US")
    eves = {day - timedelta(days=1) for day, name in named.items() if name in _EVES_BEFORE}
    return HolidayCalendar(
        holidays=frozenset(day for day in named if day not in eves), eves=frozenset(eves)
    )
