"""Writing the planner's runs to the tables: whoever changed the day first wins, and the second looks again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Driver, Leg, Run
from rides.planning.check import check
from rides.planning.day import Day
from rides.planning.result import Plan, Route
from rides.rules.changes import Seat, rider_change
from rides.rules.due import next_due
from rides.services.plan.cars import driver_of
from rides.services.plan.facts import Facts
from rides.services.plan.question import Question
from rides.services.steps import go_leg, go_run, owner_of

CHANGED_MEANWHILE = _(
    "Somebody else changed the rides of this day meanwhile. Nothing was saved. Look again."
)

# What a plan was made for: where a way stood, and what its rider wished.
SEEN = (
    "state",
    "run_id",
    "pickup_at",
    "dropoff_at",
    "pickup_order",
    "dropoff_order",
    "called_at",
    "request__day",
    "request__timing",
    "request__wall_time",
    "request__back_time",
    "request__flexible_minutes",
    "request__destination_id",
    "request__from_latitude",
    "request__from_longitude",
    "request__seats",
    "request__needs",
)


@dataclass(frozen=True)
class Spot:
    """Where a way stands in a run: the order of its two stops, and when they are."""

    pickup_order: int
    dropoff_order: int
    pickup_at: datetime
    dropoff_at: datetime


class BrokenPlanError(RuntimeError):
    """The planner's own check found that its plan breaks a hard limit: nothing is stored."""


def keep_limits(day: Day, plan: Plan) -> None:
    """Raise `BrokenPlanError` when `plan` breaks a hard limit, which the planner's tests say it does not."""
    breaches = check(day, plan)
    if breaches:
        raise BrokenPlanError(", ".join(f"{breach.code} {breach.vehicle}" for breach in breaches))


def hold(facts: Facts, ways: Collection[int], drivers: Collection[int]) -> None:
    """Hold these ways and the runs of these drivers for the running transaction, as `facts` has them.

    Raises `RefusedError` when any stands otherwise by now.
    """
    now_there = Run.objects.live().filter(day=facts.date, driver__in=drivers)
    runs = now_there.select_for_update().order_by("pk")
    stand = {run.driver_id: (run.pk, run.state, run.association_id) for run in runs}
    seen = {
        pk: (car.run.pk, car.run.state, car.run.association_id)
        for pk, car in facts.cars.items()
        if pk in drivers and car.run
    }
    rows = Leg.objects.select_for_update().filter(pk__in=ways).order_by("pk")
    legs = {row[0]: row for row in rows.values_list("pk", *SEEN)}
    read = attrgetter(*(name.replace("__", ".") for name in ("pk", *SEEN)))
    known = {pk: read(facts.ways[pk].leg) for pk in ways}
    if stand != seen or legs != known:
        raise RefusedError(CHANGED_MEANWHILE)


def store_routes(
    question: Question,
    routes: Iterable[Route],
    drivers: Collection[int],
    *,
    by: Actor,
    now: datetime,
) -> list[Run]:
    """Let the runs of `drivers` be as `routes` say, and return them; a draft that has no stops left is dropped.

    To be called in a transaction that holds them.
    """
    of_driver: dict[int, list[Route]] = {pk: [] for pk in drivers}
    for route in routes:
        if driver_of(route.vehicle) in of_driver and route.stops:
            of_driver[driver_of(route.vehicle)].append(route)
    stored = []
    for driver, own in of_driver.items():
        if own:
            own.sort(key=lambda route: route.departure)
            stored.append(_store(question, driver, own, by=by, now=now))
    for driver, own in of_driver.items():
        run = question.facts.cars[driver].run
        # Only now have those who were in it found another.
        if run and not own and not run.legs.filter(state__in=SEATED).exists():
            leave_empty(run, by=by, now=now)
    return stored


def unseat_all(
    question: Question, legs: Iterable[int], *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """Take these ways out of their cars: they wait for a driver again."""
    for pk in legs:
        leg = question.facts.ways[pk].leg
        if leg.state in SEATED:
            go_leg(leg, "unseat", by=by, now=now, reason=reason)


def _store(
    question: Question, driver: int, routes: Sequence[Route], *, by: Actor, now: datetime
) -> Run:
    car = question.facts.cars[driver]
    run = car.run
    span: dict[str, Any] = {
        "starts_at": question.dial.at(routes[0].departure),
        "ends_at": question.dial.at(routes[-1].arrival),
        "km_planned": Decimal(sum(route.km for route in routes)).quantize(Decimal("0.1")),
    }
    spots = spots_of(question, routes)
    if run is None:
        run = _new_run(question.facts, car.driver, span, by=by, now=now)
    elif _differs(run, question.facts, spots, span):
        go_run(run, "change", by=by, now=now, **span)
    for pk, spot in spots.items():
        _seat(question.facts.ways[pk].leg, run, spot, by=by, now=now)
    return run


def spots_of(question: Question, routes: Sequence[Route]) -> dict[int, Spot]:
    """Return where each way stands in a run made of `routes`, one after the other."""
    stops = [stop for route in routes for stop in route.stops]
    order = {(int(stop.trip), stop.pickup): n for n, stop in enumerate(stops)}
    starts = {(int(stop.trip), stop.pickup): question.dial.at(stop.start) for stop in stops}
    return {
        pk: Spot(order[pk, True], order[pk, False], starts[pk, True], starts[pk, False])
        for pk, pickup in order
        if pickup
    }


def leave_empty(run: Run, *, by: Actor, now: datetime) -> None:
    """Drop a draft in which nobody is left; a run whose driver knows of it stays until the driver is told."""
    go_run(run, "cancel" if run.state == Run.State.DRAFT else "change", by=by, now=now)


def _differs(run: Run, facts: Facts, spots: dict[int, Spot], span: dict[str, Any]) -> bool:
    stands = {way.leg.pk: _spot(way.leg) for way in facts.seated(run)}
    planned = {pk: tuple(vars(spot).values()) for pk, spot in spots.items()}
    return stands != planned or any(getattr(run, name) != value for name, value in span.items())


def _spot(leg: Leg) -> tuple[object, ...]:
    return (leg.pickup_order, leg.dropoff_order, leg.pickup_at, leg.dropoff_at)


def _new_run(
    facts: Facts, driver: Driver, span: dict[str, Any], *, by: Actor, now: datetime
) -> Run:
    """Write a draft down: its owner is whoever is in charge where the driver lives."""
    run = Run(
        driver=driver,
        association=facts.association,
        day=facts.date,
        owner=owner_of(driver.person.municipality, facts.association, now),
        **span,
    )
    run.due_at = next_due(run.state, run.starts_at, run.ends_at, now, facts.terms)
    run.save()
    AuditEntry.objects.record(
        subject="run",
        subject_id=run.pk,
        event="created",
        before="",
        after=run.state,
        reason="",
        by=by,
        at=now,
    )
    return run


def _seat(leg: Leg, run: Run, spot: Spot, *, by: Actor, now: datetime) -> None:
    """Let `leg` stand at `spot`: a move when the rider would notice, else only the new minutes."""
    if leg.state not in SEATED | {Leg.State.REQUESTED}:
        return
    if _is_noticed(leg, run, spot):
        go_leg(leg, "plan", by=by, now=now, run=run, **vars(spot))
    elif _spot(leg) != tuple(vars(spot).values()):
        # No move: an hour that is kept within minutes, or stops before it that are new.
        Leg.objects.filter(pk=leg.pk).update(**vars(spot))
        for name, value in vars(spot).items():
            setattr(leg, name, value)


def _is_noticed(leg: Leg, run: Run, spot: Spot) -> bool:
    if leg.run_id != run.pk or leg.pickup_at is None:
        return True
    knows = leg.told_pickup_at if leg.told_pickup_at and leg.told_run_id == run.pk else None
    before = Seat(run.driver_id, knows or leg.pickup_at)
    return rider_change(before, Seat(run.driver_id, spot.pickup_at)) is not None
