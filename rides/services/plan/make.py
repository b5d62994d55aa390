"""Planning a day: whoever is without a car gets a place in one, and the plan is stored as a draft.

What drivers and riders have been told stands: a rider keeps the driver, and the hour within ten minutes. A run
that is on the way is left alone; one more ride in it is for a person to place. What a person has put into a
draft stays in that car, unless the drafts are to be made anew.
"""

from datetime import date, datetime
from decimal import Decimal
from time import perf_counter

from django.db import transaction
from django.db.models import QuerySet, Sum

from directory.actors import Actor
from directory.models import Association
from directory.scope import Scope
from rides.models import Leg, Run
from rides.services.plan.answers import PlanResult
from rides.services.plan.facts import Facts, read_facts
from rides.services.plan.question import Question
from rides.services.plan.solve import Search, Solution, solve
from rides.services.plan.standing import is_told
from rides.services.plan.store import hold, keep_limits, store_routes, unseat_all
from rides.services.plan.why import in_words

TENTH = Decimal("0.1")


def plan_day(
    association: Association,
    day: date,
    *,
    by: Actor,
    now: datetime,
    scope: Scope | None = None,
    anew: bool = False,
    search: Search | None = None,
) -> PlanResult:
    """Give the rides of `association` on the local date `day` their places, store them as drafts, and say how.

    `scope`: whose eyes look; only drivers and riders within it are planned. `anew`: drafts are made from nothing.
    `search`: for how long, unless as long as the number of rides asks for. Raises `RefusedError` when somebody
    else changed the day meanwhile; nothing is stored then.
    """
    facts = read_facts(association, day, scope=scope)
    began = perf_counter()
    solution = solve(facts, now, anew=anew, search=search)
    seconds = perf_counter() - began
    knew = [pk for pk, way in facts.ways.items() if is_told(way.leg)]
    _keep(facts, solution, by=by, now=now)
    question = solution.question
    return PlanResult(
        placed=tuple(int(pk) for pk in solution.plan.served),
        why_not=in_words(question, solution.plan.unserved),
        runs=tuple(_live(association, day).values_list("pk", flat=True)),
        km=_km(association, day),
        alone_km=_alone(question, solution),
        seconds=seconds,
        told_again=tuple(pk for pk in knew if facts.ways[pk].leg.state == Leg.State.PLANNED),
    )


@transaction.atomic
def _keep(facts: Facts, solution: Solution, *, by: Actor, now: datetime) -> None:
    """Store the plan, or nothing of it when the day is not as it was read."""
    ways = {int(trip.key) for trip in solution.question.day.trips}
    drivers = solution.question.drivers | _idle(facts)
    keep_limits(solution.question.day, solution.plan)
    hold(facts, ways, drivers)
    unseat_all(solution.question, map(int, solution.plan.unserved), by=by, now=now)
    store_routes(solution.question, solution.plan.routes, drivers, by=by, now=now)


def _idle(facts: Facts) -> set[int]:
    """Return the drivers who have a draft and cannot drive any more: its riders go with others."""
    return {pk for pk, car in facts.cars.items() if car.run and not car.free}


def _live(association: Association, day: date) -> QuerySet[Run]:
    return Run.objects.live().filter(association=association, day=day)


def _km(association: Association, day: date) -> Decimal:
    total = _live(association, day).aggregate(km=Sum("km_planned"))["km"]
    return Decimal(total or 0).quantize(TENTH)


def _alone(question: Question, solution: Solution) -> Decimal:
    """Return the kilometres of the same ways driven one by one by the same drivers, home to home."""
    km, day = question.day.km, question.day
    total = 0.0
    for key, vehicle in solution.plan.served.items():
        trip, home = day.trip[key], day.vehicle[vehicle].start
        total += km[home, trip.pickup] + km[trip.pickup, trip.dropoff] + km[trip.dropoff, home]
    return Decimal(total).quantize(TENTH)
