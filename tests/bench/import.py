"""How much of a register is understood, and how fast beside a bare reading of the same cells.

`bin/bench import [--json] [--folder DIR]`: DIR holds vapaaehtoiset.xlsx, asukkaat.xlsx and truth.json, or other
workbooks of the same names.
"""

import json
import sys
import time
from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from django.core.management import call_command
from openpyxl import load_workbook

from people.services.registers import read_file
from tests.bench.harness import Report
from tests.bench.import_score import score

SHARED = Path(__file__).resolve().parents[1] / "data" / "registers"
FILES = (("volunteers", "vapaaehtoiset.xlsx"), ("residents", "asukkaat.xlsx"))
TODAY = date(2026, 11, 22)
READINGS = 3


def main(as_json: bool) -> int:
    """Measure both workbooks against the truth about them."""
    report = Report("import")
    call_command("load_directory", stdout=StringIO())
    folder = _folder()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    total: Counter[str] = Counter()
    ours = bare = 0.0
    rows = 0
    for kind, name in FILES:
        content = (folder / name).read_bytes()
        reading = read_file(content, kind, TODAY).as_json()
        total.update(score(reading, truth[kind]))
        rows += reading["rows"]
        ours += min(_seconds_ours(content, kind) for _ in range(READINGS))
        bare += min(_seconds_bare(content) for _ in range(READINGS))
    _add_figures(report, total)
    report.add("rows", rows)
    report.add("rows_a_second", round(rows / ours))
    report.add("times_a_bare_reading", round(ours / bare, 1), ("<=", 15))
    return report.show(as_json)


def _add_figures(report: Report, total: Counter[str]) -> None:
    report.add("cells", total["cells"])
    report.add("cells_right_share", round(total["cells_right"] / total["cells"], 4), (">=", 0.98))
    report.add("wrong_and_not_flagged", total["guessed_wrong"])
    report.add("people", total["people"])
    report.add("people_found", total["people_found"], ("==", total["people"]))
    report.add("wrong_merges", total["wrong_merges"], ("==", 0))
    report.add("unusable_numbers", total["unusable"])
    report.add("unusable_flagged", total["unusable_flagged"], ("==", total["unusable"]))


def _folder() -> Path:
    if "--folder" in sys.argv:
        return Path(sys.argv[sys.argv.index("--folder") + 1])
    return SHARED


def _seconds_ours(content: bytes, kind: str) -> float:
    started = time.perf_counter()
    read_file(content, kind, TODAY)
    return time.perf_counter() - started


def _seconds_bare(content: bytes) -> float:
    """Return how long openpyxl takes to hand over every cell."""
    started = time.perf_counter()
    for sheet in load_workbook(BytesIO(content), read_only=True):
        for _row in sheet.iter_rows(values_only=True):
            pass
    return time.perf_counter() - started
