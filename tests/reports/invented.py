"""Invented facts of a year, straight from dice: published without a single person in the database."""

from datetime import date, time, timedelta
from functools import reduce
from operator import add
from random import Random

import pytest

from directory.actors import COMMAND
from directory.localtime import instant
from directory.models import Barrier, Municipality
from people.models import TargetGroup
from reports.counting.facts import Activity, Contact, Driven, Facts, Unmet, Waiting
from reports.counting.periods import MONTHS, Period, quarters_of
from reports.services import counted
from reports.services.publish import publish

GROUPS = (TargetGroup.OLDER, TargetGroup.OLDER, TargetGroup.YOUNG, TargetGroup.FAMILY)
ACTIVITIES = (Activity.CALL, Activity.CALL, Activity.VISIT, Activity.GIG, Activity.RIDE)
QUARTERS = 4
OFTEN = 12
NOON = time(12)


def publish_invented(year: int, *, quarters: int = QUARTERS, seed: int = 1) -> None:
    """Publish the first `quarters` of `year`, and with all of them the year, in thirteen municipalities."""
    facts = {quarter: _facts(quarter, Random(seed)) for quarter in quarters_of(year)}
    whole = Period(year)
    periods = [*facts][:quarters] + ([whole] if quarters == QUARTERS else [])
    facts[whole] = reduce(add, facts.values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counted, "facts_for", lambda period: (facts[period], Facts()))
        for period in periods:
            publish(period, by=COMMAND, now=instant(period.end + timedelta(days=1), NOON))


def _facts(quarter: Period, dice: Random) -> Facts:
    """Return what happened: to more people in larger places, and to few in the smallest."""
    places = list(Municipality.objects.order_by("code"))
    barriers = list(Barrier.objects.order_by("code").values_list("code", flat=True))
    contacts, driven, unmet, waiting = [], [], [], []
    groups: dict[int, str] = {}
    for number, place in enumerate(places):
        for one in range(round(place.population**0.5 / 8)):
            resident, helpers = (
                number * 1000 + one,
                (number * 1000 + 500 + one, number * 1000 + 500),
            )
            groups[resident] = dice.choice(GROUPS)
            activity, begins = dice.choice(ACTIVITIES), dice.randint(1, QUARTERS)
            if quarter.quarter < begins:
                waiting.append(Waiting(place=place.code, resident=resident))
                continue
            for each in range(dice.randint(1, OFTEN)):
                key = f"{quarter} {resident} {each}"
                day = _day(quarter, dice)
                contacts.append(
                    Contact(
                        key=key,
                        day=day,
                        activity=activity,
                        place=place.code,
                        resident=resident,
                        helper=helpers[each % 4 == 0],
                        minutes=dice.choice((20, 30, 60, 120)),
                    )
                )
            helper = helpers[0]
            driven.append(Driven(key=key, day=day, place=place.code, driver=helper, km=30))
            if dice.random() < 0.2:
                barrier = dice.choice(barriers)
                unmet.append(Unmet(key, day, place.code, resident, barrier))
    return Facts(tuple(contacts), (), tuple(driven), tuple(unmet), tuple(waiting), groups)


def _day(quarter: Period, dice: Random) -> date:
    month = quarter.first_day.month + dice.randrange(MONTHS)
    return date(quarter.year, month, dice.randint(1, 28))
