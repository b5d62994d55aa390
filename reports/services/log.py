"""Who published what and when, and how much of it a reader sees as bands, as a few, or not at all.

Only cells that the reader may see are counted, which they could do by hand. How often and for whose sake cells
were hidden says something of others, so it is for those who administer everything.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from directory.models import AuditEntry
from reports.disclosure.cells import Kind
from reports.disclosure.protect import Because
from reports.models import Publication
from reports.services.publish import SUBJECT
from reports.services.reading import Reader, tables_for


@dataclass(frozen=True)
class Line:
    """One publication. `by`: the name of whoever made it, empty when the service itself did.

    `shown`, `few`, `hidden`, `not_offered`: cells. `why`: how many were hidden for each reason.
    """

    period: str
    at: datetime
    by: str
    is_by_command: bool
    shown: int
    few: int
    hidden: int
    not_offered: int
    why: dict[Because, int]


def log_for(reader: Reader) -> list[Line]:
    """Return every publication, the newest first, in three queries."""
    cells: dict[str, Counter[str]] = {}
    for table in tables_for(reader):
        counts = cells.setdefault(table.release, Counter())
        counts.update(str(shown.kind) for shown in table.cells.values())
        counts["not_offered"] += len(table.not_offered)
    rows = Publication.objects.select_related("published_by").order_by("-published_at", "-pk")
    entries = AuditEntry.objects.filter(subject=SUBJECT, event="publish", actor_kind="system")
    by_command = set(entries.values_list("subject_id", flat=True))
    return [
        _line(row, cells.get(row.period, Counter()), is_by_command=row.pk in by_command)
        for row in rows
    ]


def _line(row: Publication, counts: Counter[str], *, is_by_command: bool) -> Line:
    why = Counter(step["because"] for step in row.steps)
    return Line(
        period=row.period,
        at=row.published_at,
        by=str(row.published_by or ""),
        is_by_command=is_by_command,
        shown=counts[Kind.BAND],
        few=counts[Kind.SMALL],
        hidden=counts[Kind.HIDDEN],
        not_offered=counts["not_offered"],
        why={because: why[because] for because in Because if why[because]},
    )
