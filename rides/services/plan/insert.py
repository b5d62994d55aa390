"""Placing one way of a ride in a day that stands: the best places, and taking, leaving or changing one.

A person may place one way of a ride without the other, and may ask a driver who has said no. The planner's
other limits hold for them too: a car does not get larger by being chosen.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.scope import Scope
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Driver, Leg, Run
from rides.planning.insertion import accept, insert
from rides.planning.result import Placement, Route, Shift
from rides.services.plan.answers import Moved, Place
from rides.services.plan.cars import driver_of
from rides.services.plan.facts import read_facts
from rides.services.plan.present import Present, present_of
from rides.services.plan.store import hold, keep_limits, store_routes, unseat_all
from rides.services.plan.why import why_not_with

NO_SUCH_PLACE = _("This place is gone by now. Look at the places again.")
NOT_WAITING = _("This way of the ride does not wait for a car any more.")
IN_THE_CAR = _("The rider is in the car already.")
SOON = timedelta(minutes=45)


def best_places(
    leg: Leg,
    now: datetime,
    *,
    scope: Scope | None = None,
    drivers: Collection[int] | None = None,
) -> list[Place]:
    """Return where `leg` could go, the best first: the fewest kilometres, then the least time for the riders.

    A leg that is in a car is taken out of it first, so its own place is among them. `scope`: whose eyes look.
    `drivers`: only these. None when it waits for no place, or the rider sits in the car already.
    """
    try:
        present = _without(leg, now, scope)
    except RefusedError:
        return []
    places = [
        _place(present, leg, found)
        for found in insert(present.question.day, present.plan, leg.pk)
        if drivers is None or driver_of(found.vehicles[leg.pk]) in drivers
    ]
    if leg.called_at is None:
        return places
    # Whoever stands in a hall and waits is fetched soon; only then do kilometres count.
    soon = max(leg.called_at, now) + SOON
    return sorted(places, key=lambda place: place.pickup_at > soon)


@transaction.atomic
def seat(leg: Leg, place: str, *, by: Actor, now: datetime, scope: Scope | None = None) -> Run:
    """Let `leg` ride at the place with this key, one of `best_places`, and return the run.

    Raises `RefusedError` when the place is gone by now or the leg does not wait for one any more.
    """
    present = _without(leg, now, scope)
    for found in insert(present.question.day, present.plan, leg.pk):
        if _key(leg, found) == place:
            return _take(present, leg, found, by=by, now=now)
    raise RefusedError(NO_SUCH_PLACE)


@transaction.atomic
def move_leg(
    leg: Leg, driver: Driver, *, by: Actor, now: datetime, scope: Scope | None = None
) -> Run:
    """Let `leg` ride with `driver` at the best place there, and return the run.

    Raises `RefusedError` with the reason when there is no place with that driver.
    """
    present = _without(leg, now, scope)
    with_driver = [
        found
        for found in insert(present.question.day, present.plan, leg.pk)
        if driver_of(found.vehicles[leg.pk]) == driver.pk
    ]
    if not with_driver:
        raise RefusedError(why_not_with(present, leg, driver))
    return _take(present, leg, with_driver[0], by=by, now=now)


@transaction.atomic
def unseat(leg: Leg, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Take `leg` out of its car: it waits for a driver again, and the run is shorter by it.

    Raises `RefusedError` when it is in no car.
    """
    if leg.state not in SEATED or leg.run is None:
        raise RefusedError(NOT_WAITING)
    driver_id = leg.run.driver_id
    present = _without(leg, now, None)
    hold(present.facts, _held(present, leg.pk, {driver_id}), {driver_id})
    unseat_all(present.question, [leg.pk], by=by, now=now, reason=reason)
    _store(present, present.plan.routes, {driver_id}, by=by, now=now)


@transaction.atomic
def retime(run: Run, *, by: Actor, now: datetime) -> None:
    """Make times and kilometres of `run` anew for those who are in it, in the order that stands.

    For whoever has taken a leg out of it, or changed what somebody wishes. A draft that nobody is in any more is
    dropped. When the order cannot be held within what they wish, nothing is changed: `why` says so.
    """
    facts = read_facts(run.association, run.day)
    if run.driver_id not in facts.cars:
        return
    present = present_of(facts, now, drivers={run.driver_id})
    hold(facts, [way.leg.pk for way in facts.seated(run)], {run.driver_id})
    _store(present, present.plan.routes, {run.driver_id}, by=by, now=now)


def _without(leg: Leg, now: datetime, scope: Scope | None) -> Present:
    """Return how the day stands without `leg`, of which it knows all the same."""
    request = leg.request
    facts = read_facts(request.association, request.day, scope=scope)
    if leg.pk not in facts.ways:
        raise RefusedError(NOT_WAITING)
    present = present_of(facts, now, without=[leg.pk])
    if leg.pk in present.plan.served:
        raise RefusedError(IN_THE_CAR)
    return present


def _take(present: Present, leg: Leg, found: Placement, *, by: Actor, now: datetime) -> Run:
    """Write `found` down: the run with the leg in it, and the one that it leaves."""
    driver_id = driver_of(found.vehicles[leg.pk])
    stands = present.facts.ways[leg.pk].leg
    left = {stands.run.driver_id} if stands.run else set()
    drivers = {driver_id} | left
    hold(present.facts, _held(present, leg.pk, drivers), drivers)
    plan = accept(present.question.day, present.plan, found)
    keep_limits(present.question.day, plan)
    runs = _store(present, plan.routes, drivers, by=by, now=now)
    return next(run for run in runs if run.driver_id == driver_id)


def _store(
    present: Present, routes: Iterable[Route], drivers: set[int], *, by: Actor, now: datetime
) -> list[Run]:
    """Write the runs of `drivers` down; one that cannot be held anyway stays as it is, but for who has left it."""
    return store_routes(present.question, routes, drivers - present.broken, by=by, now=now)


def _held(present: Present, leg: int, drivers: Collection[int]) -> set[int]:
    """Return the ways that a change of the runs of `drivers` concerns."""
    runs = [present.facts.cars[pk].run for pk in drivers]
    return {leg} | {way.leg.pk for run in runs if run for way in present.facts.seated(run)}


def _place(present: Present, leg: Leg, found: Placement) -> Place:
    question = present.question
    car = present.facts.cars[driver_of(found.vehicles[leg.pk])]
    ends = {
        stop.pickup: question.dial.at(stop.start)
        for route in found.routes
        for stop in route.stops
        if stop.trip == leg.pk
    }
    return Place(
        driver=car.driver,
        run=car.run,
        key=_key(leg, found),
        pickup_at=ends[True],
        dropoff_at=ends[False],
        km=found.km,
        minutes=round(found.minutes),
        moved=tuple(_moved(present, shift) for shift in found.moved),
        warnings=car.warnings,
    )


def _moved(present: Present, shift: Shift) -> Moved:
    leg = present.question.leg(shift.trip)
    return Moved(leg, round(shift.pickup), round(shift.dropoff))


def _key(leg: Leg, found: Placement) -> str:
    """Return the name of a place: whose free hours, and the positions of the two stops."""
    vehicle = found.vehicles[leg.pk]
    route = next(route for route in found.routes if route.vehicle == vehicle)
    at = [str(n) for n, stop in enumerate(route.stops) if stop.trip == leg.pk]
    return ":".join([str(vehicle), *at])
