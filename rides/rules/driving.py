"""Whether a driver may drive on a day, and in which hours: pure rules, local dates and wall times."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from volunteers.fitness import ERASED, volunteer_blockers
from volunteers.hours import Window

LICENCE, INSURANCE = "licence", "insurance"
# So long before a paper ends the office is told, so that a new one can be shown.
SOON = timedelta(days=30)

DOES_NOT_DRIVE = _("Does not drive at present.")
NO_LICENCE = _("The driving licence has not been seen.")
NO_INSURANCE = _("The car insurance has not been seen.")
LICENCE_LAPSED = _("The driving licence is out of date.")
INSURANCE_LAPSED = _("The car insurance is out of date.")
AWAY = _("Is away.")
NOT_THAT_DAY = _("Has said not to drive on this day.")
NOT_FREE = _("Is not free on this weekday.")
_OF_PAPERS: dict[str, tuple[Promise, Promise]] = {
    LICENCE: (NO_LICENCE, LICENCE_LAPSED),
    INSURANCE: (NO_INSURANCE, INSURANCE_LAPSED),
}


class Hours(NamedTuple):
    """Local wall time [starts, ends)."""

    starts: time
    ends: time


# Whoever has told no free hours is asked for any hour of the day: each ride is asked for anyway.
ALL_DAY = Hours(time(7), time(20))


class Paper(NamedTuple):
    """What was shown: of a `volunteers.models.Credential.Kind`; None: without an end. `required` for any duty."""

    kind: str
    valid_until: date | None
    required: bool


class Away(NamedTuple):
    """Away on the local dates [starts_on, returns_on); None: until further notice."""

    starts_on: date
    returns_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether they are away on `day`."""
        return self.starts_on <= day and (self.returns_on is None or day < self.returns_on)


@dataclass(frozen=True)
class Habits:
    """What is known of when a driver drives. `days`: what was said of single days, None for "not at all"."""

    state: str
    drives: bool = True
    is_erased: bool = False
    papers: tuple[Paper, ...] = ()
    aways: tuple[Away, ...] = ()
    windows: tuple[Window, ...] = ()
    days: Mapping[date, Hours | None] = field(default_factory=dict)


From = Literal["day", "week", "any", "never"]


@dataclass(frozen=True)
class DrivingDay:
    """One driver's day: why they may not drive (`bars`), else their hours.

    `said` tells where the hours come from: said for this day, the weekly hours, or none told, so any.
    """

    bars: tuple[Promise, ...]
    hours: tuple[Hours, ...]
    said: From

    @property
    def drives(self) -> bool:
        """Tell whether they may be asked to drive at some hour of the day."""
        return bool(self.hours)


def driving_day(habits: Habits, day: date) -> DrivingDay:
    """Return whether and when a driver may be asked to drive on `day`."""
    bars = list(lasting_bars(habits, day))
    if any(away.holds_on(day) for away in habits.aways):
        bars.append(AWAY)
    hours, said = _hours(habits, day)
    if not hours:
        bars.append(NOT_THAT_DAY if said == "day" else NOT_FREE)
    return DrivingDay(tuple(bars), () if bars else hours, said)


def may_keep_run(day: DrivingDay) -> bool:
    """Tell whether a run that was promised may stand: other hours than usual are the driver's own word."""
    return not set(day.bars) - {NOT_THAT_DAY, NOT_FREE}


def lasting_bars(habits: Habits, day: date) -> tuple[Promise, ...]:
    """Return why a driver may not drive at all as things stand on `day`: whatever the hours and absences."""
    if habits.is_erased:
        return (ERASED,)
    bars = volunteer_blockers(habits.state, has_lapsed=_has_lapsed(habits.papers, day))
    if not habits.drives:
        bars = (*bars, DOES_NOT_DRIVE)
    return (*bars, *_of_papers(habits.papers, day))


@dataclass(frozen=True)
class PaperState:
    """How a paper without which nobody drives stands: until when it is valid, None without an end."""

    kind: str
    state: Literal["unseen", "lapsed", "soon", "valid"]
    until: date | None = None


def paper_states(papers: Collection[Paper], day: date) -> list[PaperState]:
    """Return how the licence and the insurance stand on `day`."""
    return [_paper_state(kind, papers, day) for kind in _OF_PAPERS]


def _paper_state(kind: str, papers: Collection[Paper], day: date) -> PaperState:
    ends = [paper.valid_until for paper in papers if paper.kind == kind]
    if not ends:
        return PaperState(kind, "unseen")
    if None in ends:
        return PaperState(kind, "valid")
    last = max(end for end in ends if end is not None)
    if last < day:
        return PaperState(kind, "lapsed", last)
    return PaperState(kind, "soon" if last < day + SOON else "valid", last)


def _of_papers(papers: Collection[Paper], day: date) -> Iterable[Promise]:
    for paper in paper_states(papers, day):
        unseen, lapsed = _OF_PAPERS[paper.kind]
        if paper.state in {"unseen", "lapsed"}:
            yield unseen if paper.state == "unseen" else lapsed


def _has_lapsed(papers: Collection[Paper], day: date) -> bool:
    """Tell whether a paper required for any duty is out of date and was not shown anew: as volunteers have it."""
    valid = {paper.kind for paper in papers if _holds(paper, day)}
    return any(paper.required and paper.kind not in valid for paper in papers)


def _holds(paper: Paper, day: date) -> bool:
    return paper.valid_until is None or day <= paper.valid_until


def _hours(habits: Habits, day: date) -> tuple[tuple[Hours, ...], From]:
    if day in habits.days:
        said = habits.days[day]
        return ((said,), "day") if said else ((), "day")
    if not habits.windows:
        return (ALL_DAY,), "any"
    found = _joined(w for w in habits.windows if w.weekday == day.weekday())
    return found, "week" if found else "never"


def _joined(windows: Iterable[Window]) -> tuple[Hours, ...]:
    """Return the hours in order; those that touch or overlap are one, or nobody could drive across the border."""
    joined: list[Hours] = []
    for _weekday, starts, ends in sorted(windows):
        if joined and starts <= joined[-1].ends:
            joined[-1] = Hours(joined[-1].starts, max(ends, joined[-1].ends))
        else:
            joined.append(Hours(starts, ends))
    return tuple(joined)
