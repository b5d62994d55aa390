"""What came of a rehearsal: figures for machines, a table in plain words for people."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Report:
    """Counts of occurrences, but `messages` and their `parts`, in `days` local dates from `first`.

    The clock ticked every `step_minutes`; rings that share nobody were lived through in `processes` side by side.
    `calls_failed` and `answers_lost` are the gateway's, where it was to have troubles.
    `open`, `missing`, `doubled`, `wrong_wall_time`, `sent_twice` and `auditor` are faults: none may be.
    """

    planned: int
    reminded: int
    done: int
    no_answer: int
    substituted: int
    escalated: int
    to_coordinator: int
    open: int
    missing: int
    doubled: int
    wrong_wall_time: int
    sent_twice: int
    messages: int
    parts: int
    calls_failed: int
    answers_lost: int
    auditor: tuple[str, ...]
    seed: int
    first: date
    days: int
    step_minutes: int
    processes: int
    seconds: float
    residents: int
    volunteers: int
    rings: int

    @property
    def faultless(self) -> bool:
        """Tell whether nobody was forgotten and every hour was right."""
        faults = self.open + self.missing + self.doubled + self.wrong_wall_time + self.sent_twice
        return not faults and not self.auditor

    def as_json(self) -> dict[str, Any]:
        """Return the report as one JSON object; `from` is the first local date."""
        figures = asdict(self)
        figures["auditor"] = list(self.auditor)
        figures["from"] = figures.pop("first").isoformat()
        return figures


PLAN: tuple[tuple[str, str | Promise], ...] = (
    ("residents", _("residents in the rings")),
    ("volunteers", _("volunteers in the rings")),
    ("rings", _("rings")),
    ("planned", _("calls and visits planned")),
)
WENT: tuple[tuple[str, str | Promise], ...] = (
    ("reminded", _("asked about by text")),
    ("done", _("done")),
    ("no_answer", _("the resident did not answer at first")),
    ("substituted", _("taken by a stand-in")),
    ("escalated", _("needed more than reminders")),
    ("to_coordinator", _("came to the coordinator")),
    ("messages", _("text messages sent")),
    ("parts", _("parts of text messages to pay for")),
    ("calls_failed", _("times the gateway refused a text for now")),
    ("answers_lost", _("texts taken by the gateway without an answer")),
)
FAULTS: tuple[tuple[str, str | Promise], ...] = (
    ("open", _("left open with nobody in charge")),
    ("missing", _("promised but never planned")),
    ("doubled", _("planned twice or without a promise")),
    ("wrong_wall_time", _("planned at another hour")),
    ("sent_twice", _("texts sent twice")),
)


def show(report: Report, console: Console) -> None:
    """Print the table, and what the auditor found."""
    table = Table(title=_title(report), title_justify="left", show_header=False, box=None)
    table.add_column(justify="right")
    table.add_column()
    for rows, colour in ((PLAN, ""), (WENT, ""), (FAULTS, "green")):
        for name, words in rows:
            figure = getattr(report, name)
            bad = bool(colour and figure)
            table.add_row(
                str(figure), str(words), style="red" if bad else colour, end_section=False
            )
        table.add_section()
    console.print(table)
    for line in report.auditor:
        console.print(line, style="red", highlight=False)
    if report.faultless:
        console.print(gettext("Nobody was forgotten. The auditor found nothing."), style="green")
    else:
        console.print(gettext("Something went wrong. See the red lines."), style="red")


def _title(report: Report) -> str:
    return gettext("Rehearsal of %(days)d days from %(first)s") % {
        "days": report.days,
        "first": f"{report.first:%d.%m.%Y}",
    }
