"""The report of an import for somebody at a terminal."""

from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table


def show(report: dict[str, Any], console: Console) -> None:
    """Print what needs a human, then the counts. `report` is the JSON report of an import."""
    reasons = [*report.get("attention", []), *map(_left_out, report.get("left_out", []))]
    if reasons:
        table = Table(title=_("Needs a human"), title_justify="left")
        for heading in (_("Row"), _("What"), _("In the file"), _("Why")):
            table.add_column(heading, overflow="fold")
        for item in sorted(reasons, key=lambda item: int(item["row"])):
            table.add_row(str(item["row"]), item["field"], item["value"], item["why"])
        console.print(table)
    for line in _summary(report):
        console.print(line, highlight=False)


def _left_out(item: dict[str, Any]) -> dict[str, Any]:
    return {"row": item["row"], "field": "", "value": "", "why": item["why"]}


def _summary(report: dict[str, Any]) -> list[str]:
    lines = []
    if "rows" in report:
        lines.append(
            _("Rows: %(rows)s. People: %(people)s. Joined: %(merged)s.")
            % {name: report[name] for name in ("rows", "people", "merged")}
        )
    if "batch" not in report:
        lines.append(_("Nothing was stored. Add --commit to take the register in."))
    elif report["state"] == "undone":
        lines.append(_("Batch %(batch)s was undone.") % {"batch": report["batch"]})
    elif report["state"] == "committed":
        lines.append(
            _("Batch %(batch)s: %(created)s new, %(updated)s brought up to date.") % report
        )
        lines.append(_("Undo all of it with: --undo %(batch)s") % {"batch": report["batch"]})
    return lines
