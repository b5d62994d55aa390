"""For now: the planner's functions that are still being written."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rides.planning.plans import plan_of, runs_of, write_run
from rides.planning.problem import model_of
from rides.planning.result import Placement, Plan, Shift
from rides.planning.routes import total
from rides.planning.timetable import nodes_of


def insert(day: Any, plan: Any, key: Any) -> Any:
    if find_spec("rides.planning.insertion"):
        return import_module("rides.planning.insertion").insert(day, plan, key)
    model = model_of(day)
    i, n = model.number[key], len(day.trips)
    base_cost = total(model.problem, runs_of(model, plan))
    found = []
    for v, vehicle in enumerate(day.vehicles):
        if model.problem.fee[v, i] == float("inf"):
            continue
        old = plan.route.get(vehicle.key)
        stops = nodes_of(model, old.order()) if old else []
        best = None
        for a in range(len(stops) + 1):
            for b in range(a, len(stops) + 1):
                tried = [*stops[:a], i, *stops[a:b], n + i, *stops[b:]]
                runs = runs_of(model, plan)
                if not write_run(model, runs, v, tried):
                    continue
                cost = total(model.problem, runs)
                if best is None or cost < best[0]:
                    best = (cost, runs)
        if best is None:
            continue
        new = plan_of(model, best[1])
        route = new.route[vehicle.key]
        was = {(s.trip, s.pickup): s.start for s in old.stops} if old else {}
        now = {(s.trip, s.pickup): s.start for s in route.stops}
        moved = tuple(
            Shift(t, now[t, True] - was[t, True], now[t, False] - was[t, False])
            for t in dict.fromkeys(t for t, _ in was)
            if (t, True) in was
            and (t, False) in was
            and (now[t, True] != was[t, True] or now[t, False] != was[t, False])
        )
        span = lambda r: (r.arrival - r.departure) if r else 0.0
        found.append(
            Placement(
                {key: vehicle.key},
                best[0] - base_cost,
                route.km - (old.km if old else 0.0),
                span(route) - span(old),
                0.0,
                moved,
                (route,),
            )
        )
    return sorted(found, key=lambda p: p.cost)


def _f(module: str, name: str, *a: Any) -> Any:
    if find_spec(module) is None:
        return []
    return getattr(import_module(module), name)(*a)


def explain(*a: Any) -> Any:
    return _f("rides.planning.explain", "explain", *a)


def check(*a: Any) -> Any:
    return _f("rides.planning.check", "check", *a)
