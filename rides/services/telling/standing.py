"""How runs stand beside what people have been told of them: rows in, judged by `rides.rules.changes`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rides.machines import SEATED
from rides.models import Leg, Run
from rides.models.request import LegQuerySet
from rides.rules.changes import Seat, Stop, Stops, What, driver_change, rider_change, stop_changes

KNOWN = frozenset({Run.State.CONFIRMED, Run.State.OUT})


@dataclass(frozen=True)
class Standing:
    """One run with its seated ways in the order of getting in, and what its driver has to hear."""

    run: Run
    legs: tuple[Leg, ...]
    stops: Stops
    what: What | None


def with_all(legs: LegQuerySet) -> LegQuerySet:
    """Return `legs` with all that telling needs, in the order in which riders get in."""
    rows = legs.select_related(
        "request__rider__municipality",
        "request__destination",
        "request__association",
        "run__driver__volunteer__person",
        "run__association",
        "told_run",
        "owner",
    )
    return rows.order_by("pickup_at", "pickup_order", "pk")


def standings(runs: Iterable[Run], now: datetime) -> list[Standing]:
    """Return how each of `runs` stands, in one query for all."""
    listed = list(runs)
    by_run: dict[int, list[Leg]] = defaultdict(list)
    for leg in with_all(Leg.objects.seated().filter(run__in=listed)):
        by_run[leg.run_id or 0].append(leg)
    return [standing(run, by_run[run.pk], now) for run in listed]


def standing(run: Run, legs: Sequence[Leg], now: datetime) -> Standing:
    """Return how `run` with its seated `legs` stands."""
    stops = stop_changes(told_of(run), stops_of(legs))
    has_list = run.listed_at is not None or has_begun(run, now)
    what = driver_change(run.state, stops, is_empty=not legs, has_list=has_list)
    return Standing(run, tuple(legs), stops, what)


def standing_of(run: Run, now: datetime) -> Standing:
    """Return how one run stands."""
    return standings([run], now)[0]


def has_begun(run: Run, now: datetime) -> bool:
    """Tell whether the driver is on the way, by what was said or by the clock."""
    return run.state == Run.State.OUT or run.starts_at <= now


def is_promised(run: Run) -> bool:
    """Tell whether the driver has said yes, so that riders may be told."""
    return run.state in KNOWN


def stops_of(legs: Iterable[Leg]) -> list[Stop]:
    """Return the stops of seated ways."""
    return [
        Stop(leg.pk, leg.pickup_at, leg.dropoff_at)
        for leg in legs
        if leg.pickup_at and leg.dropoff_at
    ]


def told_of(run: Run) -> list[Stop]:
    """Return the stops as the driver of `run` was last told them."""
    return [
        Stop(pk, datetime.fromisoformat(picked), datetime.fromisoformat(dropped))
        for pk, picked, dropped in run.told
    ]


def as_told(legs: Iterable[Leg]) -> list[list[Any]]:
    """Return what is kept of `legs` when their driver is told of them."""
    return [[s.leg, s.pickup_at.isoformat(), s.dropoff_at.isoformat()] for s in stops_of(legs)]


def change_for_rider(leg: Leg) -> What | None:
    """Return what the rider of `leg` has to hear as it stands; only a promised run counts as a car."""
    return rider_change(_told(leg), _seat(leg))


def out_of_a_car(legs: LegQuerySet) -> LegQuerySet:
    """Return those of `legs` of which the rider was told a car that does not fetch them any more."""
    lost = legs.filter(state=Leg.State.REQUESTED)
    return lost.filter(told_run__isnull=False, told_pickup_at__isnull=False)


def _told(leg: Leg) -> Seat | None:
    if leg.told_run is None or leg.told_pickup_at is None:
        return None
    return Seat(leg.told_run.driver_id, leg.told_pickup_at)


def _seat(leg: Leg) -> Seat | None:
    if leg.state not in SEATED or leg.run is None or leg.pickup_at is None:
        return None
    return Seat(leg.run.driver_id, leg.pickup_at)
