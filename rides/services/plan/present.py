"""The day as it stands in the tables, as a plan from which the planner can go on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from rides.planning.day import Key, Vehicle
from rides.planning.plans import plan_of, runs_of
from rides.planning.problem import Model, model_of
from rides.planning.result import Figures, Plan, Route, Stop
from rides.services.plan.cars import Car, driver_of
from rides.services.plan.facts import Facts
from rides.services.plan.question import Question, Wanted, question_of
from rides.services.plan.standing import Order


@dataclass(frozen=True)
class Present:
    """What the planner is asked, and the plan that stands. Drivers whose runs cannot be held are `broken`.

    These are in neither: something has changed that their order of stops does not allow.
    """

    question: Question
    plan: Plan
    broken: frozenset[int] = frozenset()

    @property
    def facts(self) -> Facts:
        """The day's facts."""
        return self.question.facts


def present_of(
    facts: Facts,
    now: datetime,
    *,
    also: Collection[int] = (),
    without: Collection[int] = (),
    drivers: Collection[int] | None = None,
) -> Present:
    """Return how the day of `facts` stands. `also`: ways without a place that are asked about.

    `without`: ways taken out of their cars. `drivers`: only these cars, else all that drive.
    """
    cars = [
        car for pk, car in facts.cars.items() if car.free and (drivers is None or pk in drivers)
    ]
    question, model, plan = _read(facts, cars, {*also, *without}, without, now)
    broken = frozenset(driver_of(key) for key in _broken(model, plan))
    if broken:
        cars = [car for car in cars if car.driver.pk not in broken]
        question, model, plan = _read(facts, cars, {*also, *without}, without, now)
    return Present(question, plan_of(model, runs_of(model, plan)), broken)


def routes_of(driver_id: int, plan: Plan) -> list[Route]:
    """Return the runs of one driver's free hours."""
    return [route for route in plan.routes if driver_of(route.vehicle) == driver_id]


def _read(
    facts: Facts,
    cars: Sequence[Car],
    also: Collection[int],
    without: Collection[int],
    now: datetime,
) -> tuple[Question, Model, Plan]:
    runs = {car.run.pk for car in cars if car.run}
    ways = [way for pk, way in facts.ways.items() if way.leg.run_id in runs or pk in also]
    question = question_of(facts, Wanted(ways, cars), now)
    routes = [
        _route(vehicle, question.orders.get(vehicle.key, ()), without)
        for vehicle in question.day.vehicles
    ]
    stops = tuple(route for route in routes if route.stops)
    return question, model_of(question.day), Plan(stops, {}, (), Figures())


def _route(vehicle: Vehicle, order: Order, without: Collection[int]) -> Route:
    """Return the run as it is told to the planner: of its stops only the order counts."""
    behind = [
        Stop(done.trip, done.pickup, done.arrival, done.start, done.departure, (), 0.0, fixed=True)
        for done in vehicle.fixed
    ]
    ahead = [
        Stop(key, pickup, 0.0, 0.0, 0.0, (), 0.0) for key, pickup in order if key not in without
    ]
    return Route(vehicle.key, 0.0, 0.0, (*behind, *ahead), 0.0)


def _broken(model: Model, plan: Plan) -> list[Key]:
    """Return the vehicles whose stops can no more be held in their order."""
    return [route.vehicle for route in plan.routes if not _holds(model, route)]


def _holds(model: Model, route: Route) -> bool:
    try:
        runs_of(model, Plan((route,), {}, (), Figures()))
    except ValueError:
        return False
    return True
