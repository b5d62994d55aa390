"""What is held of a person in hours: read out with all else, and what only counts stays."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from people.portability import RowReader
from rings.machines import MONTH_REPORT
from rings.models import ExtraWork, MonthReport


def export_hours(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return the work added by hand and the answers about months, the oldest first."""
    added = ExtraWork.objects.filter(person=person).order_by("day", "pk")
    months = MonthReport.objects.filter(person=person).order_by("month")
    return [*map(row, added), *map(row, months)]


def erase_hours(person: Person, by: Actor, now: datetime) -> None:
    """Blank the notes and stop waiting for an answer; minutes and months stay, so counts do not change."""
    ExtraWork.objects.filter(person=person).update(note="")
    for report in MonthReport.objects.filter(person=person, state=MonthReport.State.ASKED):
        move(report, MONTH_REPORT, "give_up", by=by, now=now, reason="erased", due_at=None)
