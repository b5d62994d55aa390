"""A market day planned: kilometres against driving everybody alone and against placing requests as they come.

Alone: each leg by the driver who has the least to drive for it, from home and back, whatever else is driven.
"""

import time

import numpy as np

from rides.planning.check import check
from rides.planning.day import Day
from rides.planning.insertion import accept, insert
from rides.planning.planner import plan
from rides.planning.plans import assemble
from rides.planning.result import Plan
from rides.planning.warm import warm
from tests.bench.harness import Report
from tests.bench.market_town import REQUESTS, market_day

SECONDS, MOST_SECONDS = 7.0, 10.0


def main(as_json: bool) -> int:
    """Plan the day and compare."""
    report, day = Report("market_day"), market_day()
    warm()
    began = time.perf_counter()
    found = plan(day, seconds=SECONDS)
    took = time.perf_counter() - began
    came, alone = first_come(day), _alone(day, found)
    figures = found.figures
    report.add("seconds", round(took, 2), ("<=", MOST_SECONDS))
    report.add("limits_broken", len(check(day, found)), ("==", 0))
    report.add("legs", len(day.trips))
    report.add("unserved", figures.unserved, ("<=", came.figures.unserved))
    report.add("km", round(figures.km, 1))
    report.add("km_a_leg", round(figures.km / len(found.served), 2))
    report.add("minutes_above_direct_a_leg", round(figures.discomfort / len(found.served), 1))
    report.add("drivers", len(found.routes))
    report.add("solo_km", round(alone, 1))
    report.add("saved_against_solo_per_cent", round(100 * (1 - figures.km / alone), 1), (">=", 30))
    report.add("first_come_unserved", came.figures.unserved)
    report.add("first_come_km", round(came.figures.km, 1))
    report.add("first_come_km_a_leg", round(came.figures.km / len(came.served), 2))
    return report.show(as_json)


def first_come(day: Day, requests: int = REQUESTS) -> Plan:
    """Return the plan in which each request in turn gets its best place among those before it, or none."""
    found = assemble(day, ())
    for number in range(requests):
        places = insert(day, found, [f"{number} out", f"{number} back"])
        if places:
            found = accept(day, found, places[0])
    return found


def _alone(day: Day, found: Plan) -> float:
    """Return the kilometres of the plan's legs, each driven alone."""
    homes = np.array([vehicle.start for vehicle in day.vehicles])
    total = 0.0
    for key in found.served:
        trip = day.trip[key]
        able = [not (trip.needs - vehicle.takes) for vehicle in day.vehicles]
        away = day.km[homes, trip.pickup] + day.km[trip.dropoff, homes]
        total += float(away[able].min() + day.km[trip.pickup, trip.dropoff])
    return total
