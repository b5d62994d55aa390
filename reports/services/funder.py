"""What the funder (STEA) asks of a calendar year: volunteers, people helped, hours. Exact, and for staff only.

Never published: small figures are people. Nothing is kept, so the same year of the same data is the same report.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from directory.actors import Actor
from directory.models import AuditEntry
from directory.scope import Scope
from reports.counting.facts import Activity, Contact, Facts, Work
from reports.counting.periods import Period
from reports.counting.read import read
from rides.models import Leg
from rings.models import Assignment, ExtraWork
from rings.rules.hours import HOUR

SUBJECT = "funder_report"


@dataclass(frozen=True)
class Report:
    """A year of one association, or of all within a scope. `times`: how often each activity was done."""

    volunteers: int
    helped: int
    hours: int
    times: dict[Activity, int]

    @property
    def all_times(self) -> int:
        """Return how often anybody was helped."""
        return sum(self.times.values())


@transaction.atomic
def funder_report(
    year: int, scope: Scope, association_id: int | None, *, by: Actor, now: datetime
) -> Report:
    """Return the report of `year` on what lies within `scope`, and write down who read it.

    `association_id` narrows it to one association.
    """
    facts = _within(read(Period(year)), Period(year), scope, association_id)
    AuditEntry.objects.record(
        subject=SUBJECT,
        subject_id=year,
        event="read",
        before="",
        after="",
        reason="" if association_id is None else f"association {association_id}",
        by=by,
        at=now,
    )
    return _report(facts)


def _report(facts: Facts) -> Report:
    done: list[Contact | Work] = [*facts.contacts, *facts.work]
    times = Counter(each.activity for each in facts.contacts)
    return Report(
        volunteers=len({each.helper for each in done}),
        helped=len({each.resident for each in facts.contacts}),
        hours=max(round(sum(each.minutes for each in done) / HOUR), 0),
        times={activity: times[activity] for activity in Activity},
    )


def _within(facts: Facts, year: Period, scope: Scope, association_id: int | None) -> Facts:
    """Return those of `facts` whose rows lie within the scope and are the association's."""

    def mine(condition: Q, association: str) -> Q:
        return (
            condition if association_id is None else condition & Q(**{association: association_id})
        )

    turns = Assignment.objects.filter(
        mine(scope.rings("occurrence__"), "occurrence__association"),
        occurrence__nominal_date__gte=year.first_day,
        occurrence__nominal_date__lt=year.end,
    )
    ways = Leg.objects.visible_to(scope).filter(
        mine(Q(), "request__association"),
        request__day__gte=year.first_day,
        request__day__lt=year.end,
    )
    work = ExtraWork.objects.filter(
        mine(scope.rings(), "association"), day__gte=year.first_day, day__lt=year.end
    )
    kinds = (("turn", turns), ("leg", ways), ("work", work))
    keys = {f"{kind}:{pk}" for kind, rows in kinds for pk in rows.values_list("pk", flat=True)}
    return facts.where(lambda fact: fact.key in keys)
