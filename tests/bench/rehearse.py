"""A week of the shared register, lived through: seconds, and the faults that must be none."""

import logging
from datetime import date
from pathlib import Path

from django.utils import translation

from backend.rehearsal.rates import load_rates
from backend.rehearsal.registers import take_in
from backend.rehearsal.run import Plan, rehearse
from rings.services.climbing.seed import load_ladders
from tests.bench.harness import Report

REGISTERS = Path(__file__).resolve().parents[1] / "data" / "registers"
WEEK = Plan(first=date(2027, 3, 22), days=7, seed=1)
FAULTS = ("open", "missing", "doubled", "wrong_wall_time")
SECONDS = 120


def main(as_json: bool) -> int:
    """Rehearse the week in which summer time begins."""
    logging.disable(logging.WARNING)
    bench = Report("rehearse")
    with translation.override("fi"):
        take_in(REGISTERS, WEEK.starts_at)
        load_ladders()
        week = rehearse(WEEK, load_rates(), lambda _: None).as_json()
    for name in ("residents", "volunteers", "rings", "planned", "reminded", "done", "messages"):
        bench.add(name, week[name])
    for name in FAULTS:
        bench.add(name, week[name], ("==", 0))
    bench.add("auditor", len(week["auditor"]), ("==", 0))
    bench.add("rehearsal_seconds", week["seconds"], ("<=", SECONDS))
    return bench.show(as_json)
