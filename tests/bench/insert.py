"""A new request, there and back, placed in a market day that stands: each request, taken out and put back."""

import time

import numpy as np

from rides.planning.insertion import insert, remove
from rides.planning.planner import plan
from rides.planning.warm import warm
from tests.bench.harness import Report
from tests.bench.market_town import REQUESTS, market_day

PLAN_SECONDS, MOST_MS = 5.0, 100.0


def main(as_json: bool) -> int:
    """Time both legs together, and the outward leg alone as a coordinator places it."""
    report, day = Report("insert"), market_day()
    warm()
    standing = plan(day, seconds=PLAN_SECONDS)
    both, one, placed = [], [], 0
    for number in range(REQUESTS):
        legs = [f"{number} out", f"{number} back"]
        if legs[0] not in standing.served:
            continue
        without = remove(day, remove(day, standing, legs[0]), legs[1])
        began = time.perf_counter()
        places = insert(day, without, legs)
        both.append(1000 * (time.perf_counter() - began))
        placed += bool(places)
        began = time.perf_counter()
        insert(day, without, legs[0])
        one.append(1000 * (time.perf_counter() - began))
    report.add("requests", len(both))
    report.add("placed", placed, ("==", len(both)))
    for name, times in (("both_legs", both), ("one_leg", one)):
        report.add(f"{name}_median_ms", round(float(np.median(times)), 1))
        report.add(f"{name}_p95_ms", round(float(np.percentile(times, 95)), 1), ("<=", MOST_MS))
    return report.show(as_json)
