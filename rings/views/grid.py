"""The preview as a table: rows are weeks, columns the days on which the ring runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Person
from rings.rules.due import Due
from rings.rules.plan import AWAY, HOLIDAY, LEFT_OUT, NOT_FREE, UNFIT
from rings.rules.schedule import monday_of
from rings.services.planning.preview import Preview, PreviewDay

WHY: dict[str, Promise] = {
    AWAY: gettext_lazy("%(name)s is away"),
    UNFIT: gettext_lazy("%(name)s may not have turns now"),
    NOT_FREE: gettext_lazy("%(name)s is not free at that hour"),
    HOLIDAY: gettext_lazy("%(name)s wishes no contact on public holidays"),
    LEFT_OUT: gettext_lazy("%(name)s: left out that day"),
}


@dataclass(frozen=True)
class Turn:
    """One helper's calls or visits of a day: the first names of those whom they contact."""

    helper: str
    receivers: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """One call or visit that nobody is there to do, and why not."""

    receiver: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One date. Empty when nothing is due."""

    day: date
    turns: tuple[Turn, ...] = ()
    gaps: tuple[Gap, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Week:
    """One row, from Monday on; `cells` has one for each column."""

    monday: date
    cells: tuple[Cell, ...]


def weeks_of(found: Preview) -> tuple[list[int], list[Week]]:
    """Return the weekdays that stand as columns (0 = Monday), and the rows."""
    by_day = {d.day: d for d in found.days}
    columns = sorted({d.day.weekday() for d in found.days})
    monday, rows = monday_of(found.first), []
    while columns and monday <= found.last:
        dates = [monday + timedelta(days=column) for column in columns]
        rows.append(Week(monday, tuple(_cell(d, by_day.get(d), found.people) for d in dates)))
        monday += timedelta(weeks=1)
    return columns, rows


def _cell(day: date, planned: PreviewDay | None, people: dict[int, Person]) -> Cell:
    if planned is None:
        return Cell(day)
    return Cell(
        day=day,
        turns=_turns(planned.due, people),
        gaps=tuple(_gap(due, people) for due in planned.gaps),
        skipped=tuple(why(due.receiver_id, due.skipped, people) for due in planned.skipped),
    )


def _turns(dues: Iterable[Due], people: dict[int, Person]) -> tuple[Turn, ...]:
    """Group the dues by helper, in the order of the first of each."""
    grouped: dict[int, list[str]] = {}
    for due in dues:
        if due.helper_id is not None:
            grouped.setdefault(due.helper_id, []).append(people[due.receiver_id].first_name)
    return tuple(Turn(short_name(people[pk]), tuple(names)) for pk, names in grouped.items())


def _gap(due: Due, people: dict[int, Person]) -> Gap:
    reasons = tuple(why(p.person_id, p.why, people) for p in due.passed_over)
    return Gap(people[due.receiver_id].first_name, reasons or (_("nobody to do it"),))


def why(person_id: int, code: str, people: dict[int, Person]) -> str:
    """Return in words why somebody is passed over or not due: "Sari E. is away"."""
    return str(WHY[code]) % {"name": short_name(people[person_id])}


def short_name(person: Person) -> str:
    """Return a name that fits a cell: "Sari E."."""
    return f"{person.first_name} {person.last_name[:1]}.".replace(" .", "")
