"""Eight weeks of a ring before it runs: who would be due when, the gaps and the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.localtime import is_missing
from people.models import Person
from rings.models import Ring
from rings.rules.due import Due, who_is_due
from rings.rules.schedule import days
from rings.services.planning.plan import load_plan

WEEKS = 8


@dataclass(frozen=True)
class PreviewDay:
    """One date on which something is due; `missing_hours`: dues at an hour that the clock jumps over."""

    day: date
    due: tuple[Due, ...]
    skipped: tuple[Due, ...]
    missing_hours: tuple[Due, ...]

    @property
    def gaps(self) -> tuple[Due, ...]:
        """Return the dues that nobody is there to do."""
        return tuple(d for d in self.due if d.helper_id is None)


@dataclass(frozen=True)
class Preview:
    """The dates from `first` to `last` on which something is due, and the names of those in it."""

    first: date
    last: date
    days: tuple[PreviewDay, ...]
    people: dict[int, Person]

    @property
    def total(self) -> int:
        """Return how many calls or visits there are."""
        return sum(len(d.due) for d in self.days)

    @property
    def gaps(self) -> int:
        """Return how many of them nobody is there to do."""
        return sum(len(d.gaps) for d in self.days)

    @property
    def missing_hours(self) -> tuple[PreviewDay, ...]:
        """Return the dates with an hour that the clock jumps over."""
        return tuple(d for d in self.days if d.missing_hours)


def preview(ring: Ring, first: date, weeks: int = WEEKS) -> Preview:
    """Return what `ring`, as it stands, would plan for `weeks` from the local date `first`."""
    last = first + timedelta(weeks=weeks, days=-1)
    plan = load_plan(ring, first, last)
    ids = {m.person_id for m in plan.members}
    people = Person.objects.in_bulk(ids)
    found = tuple(_day(day, who_is_due(plan, day)) for day in days(first, last))
    return Preview(first, last, tuple(d for d in found if d.due or d.skipped), people)


def _day(day: date, dues: tuple[Due, ...]) -> PreviewDay:
    due = tuple(_kept(dues))
    return PreviewDay(
        day=day,
        due=due,
        skipped=tuple(d for d in dues if d.skipped),
        missing_hours=tuple(d for d in due if is_missing(day, d.wall_time, d.zone)),
    )


def _kept(dues: tuple[Due, ...]) -> Iterator[Due]:
    return (d for d in dues if not d.skipped)
