"""Why a way of a ride has no car, or this one: questions to the planner, answers in words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rides.models import Driver, Leg
from rides.planning.day import Key
from rides.planning.explain import explain, explain_all
from rides.planning.insertion import insert
from rides.planning.result import Plan, Reason
from rides.services.plan.cars import driver_of
from rides.services.plan.facts import read_facts
from rides.services.plan.present import Present, present_of, routes_of
from rides.services.plan.question import Question
from rides.services.plan.sentences import NO_PLACE_THERE
from rides.services.plan.words import Speaker, people

DOES_NOT_HOLD = gettext_lazy(
    "The run cannot be driven like this any more: hours or wishes have changed. Make the plan again."
)


def why_not(leg: Leg, now: datetime) -> list[str]:
    """Return why `leg` has no car, a sentence for each reason: what bars which drivers, as the day stands."""
    request = leg.request
    facts = read_facts(request.association, request.day)
    if leg.pk not in facts.ways:
        return []
    present = present_of(facts, now, without=[leg.pk])
    reasons = explain(present.question.day, present.plan, leg.pk)
    return _speaker(present.question).all_of(reasons)


def why_none(question: Question, plan: Plan) -> dict[int, tuple[str, ...]]:
    """Return in words why each trip that is not in `plan` is not."""
    return in_words(question, explain_all(question.day, plan))


def in_words(
    question: Question, reasons: Mapping[Key, Iterable[Reason]]
) -> dict[int, tuple[str, ...]]:
    """Return the reasons of some trips in words."""
    speaker = _speaker(question)
    return {int(key): tuple(speaker.all_of(some)) for key, some in reasons.items()}


def why_not_with(present: Present, leg: Leg, driver: Driver) -> str:
    """Return in words why there is no place for `leg` with `driver`."""
    car = present.facts.cars.get(driver.pk)
    if car is None or driver.pk not in present.question.drivers:
        closed = present.question.closed.get(driver.pk)
        bars = (*car.bars, *([closed] if closed else [])) if car else ()
        return " ".join([str(bar) for bar in bars]) or str(NO_PLACE_THERE)
    reasons = explain(present.question.day, present.plan, leg.pk)
    own = [of_driver for each in reasons if (of_driver := _of(each, driver))]
    said = _speaker(present.question).said(own)
    return " ".join(said) or str(NO_PLACE_THERE)


def why_here(leg: Leg, now: datetime) -> list[str]:
    """Return why `leg` stands where it stands: with whom, what it adds, and what the next best would be."""
    if leg.run is None:
        return []
    request = leg.request
    facts = read_facts(request.association, request.day)
    stands, without = (present_of(facts, now, without=out) for out in ((), [leg.pk]))
    if leg.pk not in stands.plan.served:
        return [str(DOES_NOT_HOLD)]
    if leg.pk in without.plan.served:
        return [_company(stands, leg)]
    return [_company(stands, leg), _adds(stands, without, leg), _next_best(without, leg)]


def _speaker(question: Question) -> Speaker:
    return Speaker(question.facts.cars, question.drivers, question.dial, question.closed)


def _of(reason: Reason, driver: Driver) -> Reason | None:
    """Return what `reason` says of `driver` alone."""
    own = tuple(key for key in reason.vehicles if driver_of(key) == driver.pk)
    return replace(reason, vehicles=own) if own or not reason.vehicles else None


def _company(present: Present, leg: Leg) -> str:
    route = present.plan.route[present.plan.served[leg.pk]]
    aboard: list[Key] = []
    met: dict[Key, None] = {}
    for stop in route.stops:
        if stop.pickup:
            aboard.append(stop.trip)
        if leg.pk in aboard:
            met |= dict.fromkeys(aboard)
        if not stop.pickup:
            aboard.remove(stop.trip)
    names = [present.question.leg(key).request.rider.first_name for key in met if key != leg.pk]
    if not names:
        return _("Nobody else is in the car on the way.")
    return _("In the car at the same time: %(names)s.") % {"names": people(names)}


def _adds(stands: Present, without: Present, leg: Leg) -> str:
    driver_id = driver_of(stands.plan.served[leg.pk])
    with_it, alone = (
        sum(route.km for route in routes_of(driver_id, plan))
        for plan in (stands.plan, without.plan)
    )
    words = {"km": number_format(max(with_it - alone, 0), 1), "all": number_format(with_it, 1)}
    return _("It adds %(km)s km to the run, which is %(all)s km in all.") % words


def _next_best(without: Present, leg: Leg) -> str:
    """Return which other driver could take it, and how much further that would be."""
    here = leg.run.driver_id if leg.run else None
    places = insert(without.question.day, without.plan, leg.pk)
    own = next((p for p in places if driver_of(p.vehicles[leg.pk]) == here), None)
    other = next((p for p in places if driver_of(p.vehicles[leg.pk]) != here), None)
    if other is None:
        return _("No other driver could take it.")
    name = without.facts.cars[driver_of(other.vehicles[leg.pk])].driver.person.first_name
    more = other.km - (own.km if own else 0)
    if more > 0:
        words = _("The next best driver is %(name)s: %(km)s km more.")
    else:
        words = _("With %(name)s it would be %(km)s km less.")
    return words % {"name": name, "km": number_format(abs(more), 1)}
