"""Why a trip is not driven: for each vehicle the first hard limit that bars it, alike ones together.

First what bars it whoever else rides: needs, refusals, the size of the car, then each limit of the driver alone.
When it has a place in the empty car, the others bar it: the one limit that is enough to lift, if there is one.
"""

from collections.abc import Iterable

from rides.planning.day import Day, Key, Trip, Vehicle
from rides.planning.lifted import DRIVERS, Lifts, Trials
from rides.planning.result import Fact, Plan, Reason

NOTHING: Lifts = frozenset()
# The driver's limits in the order they are told, and what has to hold to see each. Daylight cuts the hours.
KEPT: dict[str, Lifts] = {
    "hours": frozenset({"hours"}),
    "dark": frozenset({"hours", "dark"}),
    "km": frozenset({"km"}),
    "minutes": frozenset({"minutes"}),
}


def explain(day: Day, plan: Plan, trip: Key) -> list[Reason]:
    """Return why the trip is not in the plan: reasons, each with its vehicles, in the order of the day's vehicles.

    `possible`: nothing bars it there, the plan could be better. With it comes `pair`, without vehicles, when no
    vehicle has a place for the other leg.
    """
    return _explain(Trials(day), plan, trip)


def explain_all(day: Day, plan: Plan) -> dict[Key, tuple[Reason, ...]]:
    """Return the reasons of every trip that the plan does not drive."""
    trials = Trials(day)
    return {key: tuple(_explain(trials, plan, key)) for key in plan.unserved}


def reason_in(day: Day, plan: Plan, trip: Key, v: int) -> Reason:
    """Return what bars the trip from vehicle number `v`."""
    return _first(Trials(day), plan, day.trip[trip], v)


def _explain(trials: Trials, plan: Plan, key: Key) -> list[Reason]:
    trip = trials.day.trip[key]
    found = _of_all(trials, plan, trip)
    other = trials.day.trip.get(trip.pair) if trip.pair is not None else None
    open_to = any(reason.code == "possible" for reason in found)
    if open_to and other and not other.on_call and other.key not in plan.served:
        others = _of_all(trials, plan, other)
        if not any(reason.code == "possible" for reason in others):
            return [Reason("pair", facts={"trip": other.key})]
    return found


def _of_all(trials: Trials, plan: Plan, trip: Trip) -> list[Reason]:
    each = (_first(trials, plan, trip, v) for v in range(len(trials.day.vehicles)))
    return _grouped(each)


def _grouped(reasons: Iterable[Reason]) -> list[Reason]:
    """Put vehicles that are barred by the same together."""
    groups: dict[tuple[str, tuple[tuple[str, Fact], ...]], list[Key]] = {}
    for reason in reasons:
        groups.setdefault((reason.code, tuple(reason.facts.items())), []).extend(reason.vehicles)
    return [Reason(code, tuple(keys), dict(facts)) for (code, facts), keys in groups.items()]


def _first(trials: Trials, plan: Plan, trip: Trip, v: int) -> Reason:
    vehicle = trials.day.vehicles[v]
    return (
        _refused(trip, vehicle)
        or _alone(trials, trip, v)
        or _with_others(trials, plan, trip, v)
        or Reason("possible", (vehicle.key,))
    )


def _refused(trip: Trip, vehicle: Vehicle) -> Reason | None:
    lacks = tuple(sorted(trip.needs - vehicle.takes))
    if lacks:
        return Reason("need", (vehicle.key,), {"needs": lacks})
    if trip.rider in vehicle.refuses:
        return Reason("refusal", (vehicle.key,))
    for kind, (load, room) in enumerate(zip(trip.load, vehicle.capacity, strict=True)):
        if load > room:
            return Reason("capacity", (vehicle.key,), {"kind": kind})
    return None


def _alone(trials: Trials, trip: Trip, v: int) -> Reason | None:
    """Return the limit that bars the trip from the empty car: of those that do so by themselves the first."""
    if trials.fits(v, trip.key, None, NOTHING):
        return None
    vehicle, all_limits = trials.day.vehicles[v], frozenset(DRIVERS)
    for code, kept in KEPT.items():
        if not trials.fits(v, trip.key, None, all_limits - kept):
            return Reason(code, (vehicle.key,), _facts(trials.day, vehicle, code))
    return Reason("hours", (vehicle.key,), _facts(trials.day, vehicle, "hours"))


def _facts(day: Day, vehicle: Vehicle, code: str) -> dict[str, Fact]:
    if code == "dark":
        return {"from": day.light[0], "until": day.light[1]}
    if code == "hours":
        return {"from": vehicle.earliest, "until": vehicle.latest}
    return {"most": vehicle.most_km if code == "km" else vehicle.most_minutes}


def _with_others(trials: Trials, plan: Plan, trip: Trip, v: int) -> Reason | None:
    """Return what bars the trip from the run as it stands."""
    vehicle = trials.day.vehicles[v]
    route = plan.route.get(vehicle.key)
    order = route.order() if route else None
    if trials.fits(v, trip.key, order, NOTHING):
        return None
    for kind in range(len(vehicle.capacity)):
        if trip.load[kind] and trials.fits(v, trip.key, order, frozenset({kind})):
            return Reason("full", (vehicle.key,), {"kind": kind})
    for code in ("apart", "ride", "km", "minutes"):
        if trials.fits(v, trip.key, order, frozenset({code})):
            return Reason(code, (vehicle.key,))
    return Reason("time", (vehicle.key,))
