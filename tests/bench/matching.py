"""A plan for a whole municipality out of the database: how long, where the time goes, and that it is the best.

Beside it how many of the same people first come first served and the scarcest first would serve, and what share of
sparse requests each way fills. Times are by the clock on the wall, of the quickest run: others only add to it.
"""

import logging
import resource
import time
from dataclasses import dataclass, field

from django.core.management import call_command

from directory.models import Municipality
from rings.services.matching.plan import Matching, plan_municipality
from tests.bench.harness import Report
from tests.bench.matching_greedy import SETTINGS, filled, first_come, scarcest_first
from tests.bench.matching_town import NOW, fill
from volunteers.matching.problem import problem_of


@dataclass(frozen=True)
class Size:
    """A town: how many wait, how many might help, and how long planning may take at most."""

    residents: int
    volunteers: int
    seconds: float
    runs: int = 5

    def __str__(self) -> str:
        return f"{self.residents}x{self.volunteers}"


SIZES = (Size(200, 60, 0.3), Size(2_000, 600, 2.0), Size(20_000, 6_000, 25.0, runs=1))
# What each of the simple ways loses to the best plan, in points of requests filled.
FIRST_COME_LOSES, SCARCEST_LOSES = 9.0, 0.5


@dataclass
class Watch:
    """Adds up how long each stage took, in seconds, as the plan calls it at the end of each.

    `worked`: seconds of this process alone, whatever else the machine was doing.
    """

    last: float = field(default_factory=time.perf_counter)
    began: float = field(default_factory=time.process_time)
    worked: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)

    def __call__(self, stage: str) -> None:
        """Note that `stage` has just ended."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self.last
        self.last, self.worked = now, time.process_time() - self.began

    @property
    def seconds(self) -> float:
        """All stages together."""
        return sum(self.stages.values())


def main(as_json: bool) -> int:
    """Plan for three towns, then fill sparse requests in three ways."""
    logging.disable(logging.WARNING)
    report = Report("matching")
    for size in SIZES:
        call_command("flush", verbosity=0, interactive=False)
        _measure(report, size, fill(size.residents, size.volunteers))
    _compare(report)
    return report.show(as_json)


def _measure(report: Report, size: Size, place: Municipality) -> None:
    runs = [_plan(place) for _run in range(size.runs)]
    matching, watch = min(runs, key=lambda run: run[1].seconds)
    report.add(f"{size}_seconds", round(watch.seconds, 3), ("<=", size.seconds))
    report.add(f"{size}_worked_seconds", round(watch.worked, 3))
    report.add(f"{size}_gap", matching.certificate.gap, ("==", 0))
    for stage, seconds in watch.stages.items():
        share = round(100 * seconds / watch.seconds, 1)
        report.add(f"{size}_{stage.replace(' ', '_')}_per_cent", share)
    report.add(f"{size}_peak_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    problem, _rows = problem_of(matching.judged.facts, matching.judged.barred)
    report.add(f"{size}_candidates_each", round(len(matching.judged.hard) / size.residents, 1))
    report.add(f"{size}_open_each", round(len(problem.r) / size.residents, 1))
    report.add(f"{size}_points", matching.certificate.objective)
    report.add(f"{size}_bound", matching.certificate.bound)
    report.add(f"{size}_served", matching.served)
    report.add(f"{size}_first_come_served", len(first_come(problem)))
    report.add(f"{size}_scarcest_first_served", len(scarcest_first(problem)))


def _plan(place: Municipality) -> tuple[Matching, Watch]:
    watch = Watch()
    return plan_municipality(place, "visit", NOW, lap=watch), watch


def _compare(report: Report) -> None:
    """Say what share of sparse requests each way fills, and what the simple ways lose."""
    shares = {setting: filled(setting) for setting in SETTINGS}
    for setting, (first, scarcest, best) in shares.items():
        report.add(f"{setting}_best_per_cent", round(best, 1))
        report.add(f"{setting}_scarcest_first_per_cent", round(scarcest, 1))
        report.add(f"{setting}_first_come_per_cent", round(first, 1))
    least_first = min(best - first for first, _, best in shares.values())
    least_scarcest = min(best - scarcest for _, scarcest, best in shares.values())
    report.add("first_come_loses_at_least", round(least_first, 1), (">=", FIRST_COME_LOSES))
    report.add("scarcest_first_loses_at_least", round(least_scarcest, 1), (">=", SCARCEST_LOSES))
