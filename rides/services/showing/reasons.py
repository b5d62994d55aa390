"""Why those who wait have no car: the planner's reasons in words, for a whole day at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from directory.scope import Scope
from rides.models import Leg
from rides.services.plan.facts import read_facts
from rides.services.plan.present import present_of
from rides.services.plan.why import why_none


def why_waiting(
    legs: Iterable[Leg], day: date, now: datetime, *, scope: Scope
) -> dict[int, tuple[str, ...]]:
    """Return a sentence for each reason why `legs` of `day` have no car, by the leg's number.

    The day is read once an association, however many wait.
    """
    of_office: dict[int, list[Leg]] = defaultdict(list)
    for leg in legs:
        of_office[leg.request.association_id].append(leg)
    found: dict[int, tuple[str, ...]] = {}
    for some in of_office.values():
        facts = read_facts(some[0].request.association, day, scope=scope)
        waiting = [leg.pk for leg in some if leg.pk in facts.ways]
        present = present_of(facts, now, without=waiting)
        found |= why_none(present.question, present.plan)
    return found
