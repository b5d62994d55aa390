"""Dial-a-ride files with known optima: the planner's gap, with the same seconds for each on one core.

bin/bench darp --instances DIR [--seconds N] [--json [OUT]] [--beside]

OUT gets a list of {"instance", "cost", "routes", "seconds"}, routes as node ids without depots. Gaps are told when
DIR holds best.csv (instance, best_known). --beside: OR-Tools' routing library on the same files, for as long.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import fmean

from rides.planning.planner import plan
from rides.planning.result import Plan
from rides.planning.warm import warm
from tests.bench.darp_files import Instance, best_known, read_all
from tests.bench.darp_routing import routing_cost
from tests.bench.harness import Report

MOST_MEAN_GAP, MOST_GAP = 0.2, 1.0


def main(as_json: bool) -> int:
    """Solve every instance in the folder."""
    options = _options()
    report = Report("darp")
    known = best_known(options.instances)
    warm()
    answers, gaps, beside = [], [], []
    for instance in read_all(options.instances):
        answer = solve(instance, options.seconds, options.seed)
        answers.append(answer)
        report.add(instance.name, round(float(str(answer["cost"])), 4))
        best = known.get(instance.name)
        if best:
            gaps.append(100 * (float(str(answer["cost"])) / best - 1))
            report.add(f"{instance.name}_gap_per_cent", round(gaps[-1], 3))
        if options.beside:
            cost = routing_cost(instance, options.seconds)
            told = "none" if cost is None else round(cost, 4)
            report.add(f"{instance.name}_routing_library", told)
            if best and cost is not None:
                beside.append(100 * (cost / best - 1))
    if gaps:
        report.add("mean_gap_per_cent", round(fmean(gaps), 4), ("<=", MOST_MEAN_GAP))
        report.add("worst_gap_per_cent", round(max(gaps), 4), ("<=", MOST_GAP))
    if beside:
        report.add("routing_library_mean_gap_per_cent", round(fmean(beside), 3))
        report.add("routing_library_worst_gap_per_cent", round(max(beside), 3))
    if options.json:
        options.json.write_text(json.dumps(answers, indent=1))
    return report.show(as_json and options.json is None)


def solve(instance: Instance, seconds: float, seed: int = 1) -> dict[str, object]:
    """Return the answer for one instance as it is written; `unserved` only when somebody is not driven."""
    day = instance.day()
    began = time.perf_counter()
    found = plan(day, seconds=seconds, seed=seed)
    took = time.perf_counter() - began
    answer: dict[str, object] = {
        "instance": instance.name,
        "cost": found.figures.km,
        "routes": _routes(instance, found),
        "seconds": round(took, 3),
    }
    if found.unserved:
        answer["unserved"] = sorted(int(key) for key in found.unserved)
    return answer


def _routes(instance: Instance, found: Plan) -> list[list[int]]:
    n = instance.requests
    return [
        [int(instance.rows[int(s.trip) + (0 if s.pickup else n), 0]) for s in route.stops]
        for route in found.routes
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench darp")
    parser.add_argument("--instances", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, nargs="?")
    parser.add_argument("--beside", action="store_true")
    return parser.parse_args(sys.argv[2:])
