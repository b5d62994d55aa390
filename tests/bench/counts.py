"""Publishing three years of counts: how long it takes, what an attacker finds, and what protection costs.

Six seeded histories of the thirteen municipalities are published quarter by quarter and year by year. An attacker
who has every number ever shown, and shares no code with the publisher, then tries every protected count. Beside it
stand plain suppression of 1–4 and rounding to five, attacked in the same way.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command

from backend.demo.history import seed_history
from directory.actors import COMMAND
from directory.models import Municipality
from reports.counting.periods import Period, quarters_of, with_its_year
from reports.disclosure.audit import audit
from reports.services.export import export
from reports.services.frame import frame_with
from reports.services.publish import publish
from reports.services.stored import archive
from tests.bench.harness import Report
from tests.reports.disclosure.attack import attack

SEEDS = (1, 2, 3, 4, 5, 6)
FIRST, YEARS = 2023, 3
MOST_SECONDS, MOST_A_QUARTER = 60, 10
# How many inhabitants make a small municipality.
SMALL_PLACE, LARGE_PLACE = 2500, 15000
Cell = dict[str, Any]


def main(as_json: bool) -> int:
    """Publish and attack each seed; state times, findings and losses."""
    logging.disable(logging.WARNING)
    report = Report("counts")
    found: dict[str, list[float]] = defaultdict(list)
    for seed in SEEDS:
        call_command("flush", interactive=False, verbosity=0)
        seed_history(seed, FIRST, YEARS)
        times = _publish_all()
        found["seconds"].append(sum(times.values()))
        found["slowest_quarter"].append(max(t for p, t in times.items() if not p.is_year))
        _attack(found)
    report.add("seeds", len(SEEDS))
    report.add("seconds_three_years", round(max(found["seconds"]), 1), ("<=", MOST_SECONDS))
    slowest = round(max(found["slowest_quarter"]), 2)
    report.add("seconds_slowest_quarter", slowest, ("<=", MOST_A_QUARTER))
    report.add("protected", int(sum(found["protected"])))
    for name in ("exact", "narrow", "wrong"):
        report.add(name, int(sum(found[name])), ("==", 0))
    shown = export(with_truth=True)
    for way, display in OTHER_WAYS.items():
        leaked = sum(found[f"{way}_exact"]) + sum(found[f"{way}_narrow"])
        report.add(f"{way}_leaks_percent", _percent(leaked, sum(found["protected"])))
        _state_losses(report, display(shown), way)
    _state_losses(report, shown, "ours")
    return report.show(as_json)


def _publish_all() -> dict[Period, float]:
    """Publish every period right after its close, then audit all of it together; return the seconds of each."""
    times = {}
    for year in range(FIRST, FIRST + YEARS):
        for quarter in quarters_of(year):
            now = datetime(quarter.end.year, quarter.end.month, 2, 9, tzinfo=UTC)
            for period in with_its_year(quarter):
                began = time.perf_counter()
                publish(period, by=COMMAND, now=now)
                times[period] = time.perf_counter() - began
    began = time.perf_counter()
    kept = archive()
    breaches = audit(frame_with(), kept.tables, kept.truths)
    times[Period(FIRST)] += time.perf_counter() - began
    if breaches:
        raise AssertionError(breaches[0])
    return times


def _attack(found: dict[str, list[float]]) -> None:
    shown = export(with_truth=True)
    verdict = attack(shown)
    found["protected"].append(verdict.protected)
    for name in ("exact", "narrow", "wrong"):
        found[name].append(len(getattr(verdict, name)))
    for way, display in OTHER_WAYS.items():
        other = attack(display(shown))
        found[f"{way}_exact"].append(len(other.exact))
        found[f"{way}_narrow"].append(len(other.narrow))


def _suppressed(shown: Cell) -> Cell:
    """Return the same tables with every count exact but those below five."""
    other = deepcopy(shown)
    for table, cell in _cells(other):
        table["display"] = {"kind": "exact", "base": 1}
        cell.pop("small", None)
        if cell["true"] < 5:
            cell["small"] = True
        else:
            cell["value"] = cell["true"]
    return other


def _rounded(shown: Cell) -> Cell:
    """Return the same tables with every count rounded to the nearest five."""
    other = deepcopy(shown)
    for table, cell in _cells(other):
        table["display"] = {"kind": "nearest", "base": 5}
        cell.pop("small", None)
        cell["value"] = 5 * round(cell["true"] / 5)
    return other


def _cells(shown: Cell) -> Iterator[tuple[Cell, Cell]]:
    for table in shown["tables"]:
        for cell in table["cells"]:
            yield table, cell


OTHER_WAYS = {"suppressed": _suppressed, "rounded": _rounded}


def _state_losses(report: Report, shown: Cell, way: str) -> None:
    """State what a reader of `shown` misses: cells hidden, and how far the others are from the truth."""
    for name, cells in sorted(_groups(shown).items()):
        seen = [pair for pair in cells if _guess(*pair) is not None]
        hidden = _percent(len(cells) - len(seen), len(cells))
        errors = [abs((_guess(*pair) or 0) - pair[1]["true"]) for pair in seen]
        shares = [e / p[1]["true"] for e, p in zip(errors, seen, strict=True) if p[1]["true"]]
        blurred = sum(not _is_exact(*pair) for pair in cells)
        report.add(f"{name}: {way}: hidden_percent", hidden)
        report.add(f"{name}: {way}: hidden_or_blurred_percent", _percent(blurred, len(cells)))
        report.add(f"{name}: {way}: mean_error", _mean(errors))
        report.add(f"{name}: {way}: mean_error_percent", round(100 * _mean(shares), 1))


def _groups(shown: Cell) -> dict[str, list[tuple[Cell, Cell]]]:
    """Return the cells of each table and of each size of municipality, with their tables."""
    sizes = dict(Municipality.objects.values_list("code", "population"))
    groups: dict[str, list[tuple[Cell, Cell]]] = defaultdict(list)
    for table, cell in _cells(shown):
        groups[table["id"].partition("/")[0]].append((table, cell))
        if population := sizes.get(cell["at"].get("place", "")):
            groups[_size(population)].append((table, cell))
    return groups


def _size(population: int) -> str:
    if population < SMALL_PLACE:
        return "small municipalities"
    return "middle municipalities" if population < LARGE_PLACE else "large municipalities"


def _is_exact(table: Cell, cell: Cell) -> bool:
    return (
        table["display"]["kind"] == "exact" and not cell.get("small") and cell["value"] is not None
    )


def _guess(table: Cell, cell: Cell) -> float | None:
    """Return the middle of what is shown; None when it is hidden."""
    if cell.get("small"):
        return 2.0
    value: int | None = cell["value"]
    middle = 0 if table["display"]["kind"] == "nearest" else (table["display"]["base"] - 1) / 2
    return None if value is None else value + middle


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return round(sum(known) / len(known), 3) if known else 0.0


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
