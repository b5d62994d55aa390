"""A coordinator's own choice: this trip with this driver, at the best place there, or why that cannot be."""

from rides.planning.day import Day, Key
from rides.planning.explain import reason_in
from rides.planning.insertion import Standing, remove
from rides.planning.problem import model_of
from rides.planning.result import Placement, Plan, Reason


def place(day: Day, plan: Plan, trip: Key, vehicle: Key) -> Placement | Reason:
    """Return the best place of the trip in the vehicle, or the first hard limit that bars it there.

    A trip that is in the plan already is taken out first: the placement is one in the plan without it, which
    `remove` gives. Raises DayError when its rider has been picked up.
    """
    standing = Standing(model_of(day), remove(day, plan, trip) if trip in plan.served else plan)
    v = [one.key for one in day.vehicles].index(vehicle)
    spot = standing.in_vehicle(v, standing.model.number[trip])
    return standing.placement([trip], spot) if spot else reason_in(day, standing.plan, trip, v)
