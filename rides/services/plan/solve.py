"""The search for a day's plan, within what has been promised; nothing is stored here."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from rides.models import Run
from rides.planning.planner import plan
from rides.planning.result import Plan
from rides.services.plan.cars import driver_of, shares_of
from rides.services.plan.facts import Facts
from rides.services.plan.question import Question, Wanted, question_of

# So long for each way: a village's day is done at once, a town's within ten seconds.
SECONDS_A_WAY, LEAST_SECONDS, MOST_SECONDS = 0.05, 0.5, 7.0
# What has been promised comes first: the search begins again without what breaks it, this often at most.
MOST_TRIES = 4
TENTH = 0.1


@dataclass(frozen=True)
class Search:
    """For how long: seconds on the clock or iterations, which come out the same every time."""

    seconds: float | None = None
    iterations: int | None = None
    seed: int = 1


@dataclass(frozen=True)
class Solution:
    """What was asked at last, and the answer."""

    question: Question
    plan: Plan


def solve(
    facts: Facts, now: datetime, *, anew: bool = False, search: Search | None = None
) -> Solution:
    """Return a plan in which every promise is kept. `anew`: the drafts are made from nothing."""
    wanted = _wanted(facts, anew=anew)
    solution = _search(facts, wanted, now, search)
    for _again in range(MOST_TRIES):
        better = _eased(facts, wanted, solution)
        if better is None:
            break
        wanted = better
        solution = _search(facts, wanted, now, search)
    return solution


def _wanted(facts: Facts, *, anew: bool) -> Wanted:
    """Return who takes part: not the runs on the way, and nobody by the software's own choice who has said no."""
    on_the_way = {
        pk for pk, car in facts.cars.items() if car.run and car.run.state == Run.State.OUT
    }
    cars = [
        car
        for pk, car in facts.cars.items()
        if car.free and pk not in on_the_way and (car.run or not car.warnings)
    ]
    runs = {pk: car.run for pk, car in facts.cars.items() if car.run and pk not in on_the_way}
    states = {run.pk: run.state for run in runs.values()}
    seated = [way for way in facts.ways.values() if way.leg.run_id in states]
    free = {Run.State.DRAFT} if anew else set()
    locked = {way.leg.pk for way in seated if states[way.leg.run_id or 0] not in free}
    return Wanted([*facts.waiting(), *seated], cars, locked, anew=True)


def _search(facts: Facts, wanted: Wanted, now: datetime, search: Search | None) -> Solution:
    question = question_of(facts, wanted, now)
    how = search or Search(seconds=_patience(len(question.day.trips)))
    found = plan(question.day, seconds=how.seconds, iterations=how.iterations, seed=how.seed)
    return Solution(question, found)


def _patience(ways: int) -> float:
    return min(max(SECONDS_A_WAY * ways, LEAST_SECONDS), MOST_SECONDS)


def _eased(facts: Facts, wanted: Wanted, solution: Solution) -> Wanted | None:
    """Return what to ask instead when a promise or a day's kilometres are broken, or None when all is well."""
    lost = set(wanted.locked) & {int(key) for key in solution.plan.unserved}
    if lost:
        return _without_lost(facts, wanted, lost)
    far = _too_far(solution, wanted)
    if far:
        return replace(wanted, most_km={**wanted.most_km, **far})
    return None


def _without_lost(facts: Facts, wanted: Wanted, lost: Collection[int]) -> Wanted:
    """Leave runs alone that lost somebody who was promised them; whom a draft has lost is free to go elsewhere."""
    runs = {facts.ways[pk].leg.run_id for pk in lost}
    alone = {
        car.run.pk
        for car in wanted.cars
        if car.run and car.run.pk in runs and car.run.state != Run.State.DRAFT
    }
    return replace(
        wanted,
        cars=[car for car in wanted.cars if not (car.run and car.run.pk in alone)],
        ways=[way for way in wanted.ways if way.leg.run_id not in alone],
        locked={
            pk for pk in wanted.locked if pk not in lost and facts.ways[pk].leg.run_id not in alone
        },
    )


def _too_far(solution: Solution, wanted: Wanted) -> dict[int, tuple[float | None, ...]]:
    """Return shares of the day's kilometres for whoever drives too far in several free hours taken together."""
    driven: dict[int, float] = defaultdict(float)
    for route in solution.plan.routes:
        driven[driver_of(route.vehicle)] += route.km
    return {
        car.driver.pk: shares_of(car)
        for car in wanted.cars
        if car.driver.most_km is not None
        and car.driver.pk not in wanted.most_km
        and driven[car.driver.pk] > car.driver.most_km + TENTH
    }
