"""A year of the shared register, lived through in as many processes as there are cores: seconds, and no faults."""

from datetime import date
from pathlib import Path

from backend.rehearsal.together import rehearse_together
from tests.bench.harness import Report

REGISTERS = Path(__file__).resolve().parents[1] / "data" / "registers"
FIRST, DAYS, PROCESSES = date(2027, 3, 22), 365, 2
COUNTS = ("residents", "volunteers", "rings", "planned", "reminded", "done", "messages")
FAULTS = ("open", "missing", "doubled", "wrong_wall_time")
SECONDS = 600


def main(as_json: bool) -> int:
    """Rehearse a year from the week in which summer time begins: both changes of the clocks are in it."""
    bench = Report("year")
    arguments = [f"--from={FIRST}", f"--days={DAYS}", f"--register={REGISTERS}"]
    year = rehearse_together(PROCESSES, arguments, lambda _place: None).as_json()
    for name in (*COUNTS, "processes", "step_minutes"):
        bench.add(name, year[name])
    for name in FAULTS:
        bench.add(name, year[name], ("==", 0))
    bench.add("auditor", len(year["auditor"]), ("==", 0))
    bench.add("rehearsal_seconds", year["seconds"], ("<=", SECONDS))
    return bench.show(as_json)
