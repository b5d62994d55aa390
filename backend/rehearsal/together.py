"""A rehearsal in several processes, each with a stage of its own; their counts and faults are added up."""

import json
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from backend.rehearsal import stage
from backend.rehearsal.report import Report
from backend.rehearsal.shares import Share

SAME = frozenset({"seed", "first", "days", "step_minutes"})
# What `rehearse` exits with when it has found faults: the report says which.
ENDED_WELL = (0, 1)


class BrokenRehearsalError(Exception):
    """A process of the rehearsal did not come to its end."""


def rehearse_together(
    processes: int, arguments: Sequence[str], furnish: Callable[[Path], None]
) -> Report:
    """Live through the plan in `processes` shares and return one report.

    `furnish` puts into the folder of a stage what its process needs beside `arguments`.
    """
    with ExitStack() as stages:
        running = []
        for number in range(1, processes + 1):
            place = stages.enter_context(stage.temporary_stage())
            furnish(place)
            own = [*arguments, f"--on-stage={place}", f"--share={Share(number, processes)}"]
            running.append(stage.start_on_stage(place, own, quiet=number > 1))
        return add_up([_report_of(process) for process in running])


def add_up(reports: Sequence[Report]) -> Report:
    """Return the report of all: counts are sums, the time that of the slowest; a share without rings is none."""
    first = reports[0]
    total: dict[str, Any] = {}
    for name in (field.name for field in fields(Report)):
        values = [getattr(report, name) for report in reports]
        total[name] = values[0] if name in SAME else sum(values[1:], values[0])
    total["seconds"] = max(report.seconds for report in reports)
    total["processes"] = sum(report.rings > 0 for report in reports) or first.processes
    return Report(**total)


def _report_of(process: "subprocess.Popen[str]") -> Report:
    said, _nothing = process.communicate()
    if process.returncode not in ENDED_WELL:
        raise BrokenRehearsalError(str(process.returncode))
    figures = json.loads(said)
    figures["first"] = date.fromisoformat(figures.pop("from"))
    figures["auditor"] = tuple(figures["auditor"])
    return Report(**figures)
