"""What each publication counted: nothing twice, and what is reported late in the next quarter that is published.

A year is the sum of its quarters as they were counted, so what was shown of them and of it always agrees.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from reports.counting.facts import Activity, Contact, Driven, Facts, Unmet, Work
from reports.counting.periods import QUARTERS, Period, named, quarters_of
from reports.counting.read import read, read_waiting
from reports.models import CountedFacts, Publication

# How many quarters back something reported late is still looked for.
LATE = QUARTERS


def facts_for(period: Period) -> tuple[Facts, Facts]:
    """Return the facts that the counts of `period` are made of, and those of them that it is first to count."""
    if period.is_year:
        return _facts_for_year(period)
    year = _kept([Period(period.year)])
    if year is not None:  # the year was published alone: its quarters show parts of it
        return year.where(lambda fact: period.holds(fact.day)), Facts()
    around = [*period.before(LATE), *{Period(each.year) for each in period.before(LATE)}]
    before = _kept(around)
    fresh = read(period)
    if before is not None:
        published = set(Publication.objects.values_list("period", flat=True))
        for earlier in period.before(LATE):
            if {str(earlier), str(earlier.year)} & published:
                fresh += read(earlier)
        known = before.keys()
        fresh = fresh.where(lambda fact: fact.key not in known)
    return fresh, fresh


def keep(publication: Publication, first: Facts) -> None:
    """Keep what `publication` is first to count, sealed, and forget what nothing can come late to any more."""
    CountedFacts.objects.create(publication=publication, facts=_written(first))
    period = named(publication.period)
    if period is None or period.is_year:
        return
    wanted = {str(each) for each in (period, *period.before(LATE))}
    wanted |= {text[:4] for text in wanted}
    CountedFacts.objects.exclude(publication__period__in=wanted).delete()


def _facts_for_year(year: Period) -> tuple[Facts, Facts]:
    quarters = list(quarters_of(year.year))
    published = set(Publication.objects.values_list("period", flat=True))
    counted = _kept(quarters) or Facts()
    known = (_kept([*quarters, *quarters[0].before(LATE)]) or Facts()).keys()
    left = Facts()
    for quarter in quarters:
        if str(quarter) not in published:
            left += read(quarter)
    left = left.where(lambda fact: fact.key not in known)
    return counted + left + Facts(waiting=read_waiting(year)), left


def _kept(periods: Iterable[Period]) -> Facts | None:
    """Return all that publications of `periods` counted; None when none of them has been published."""
    names = [str(period) for period in periods]
    rows = CountedFacts.objects.filter(publication__period__in=names)
    found = [_read(row.facts) for row in rows.order_by("publication__period")]
    return sum(found, Facts()) if found else None


def _written(facts: Facts) -> str:
    rows = asdict(facts)
    del rows["waiting"]
    return json.dumps({kind: _values(each) for kind, each in rows.items()}, default=date.isoformat)


def _values(rows: Any) -> Any:
    return list(rows.items()) if isinstance(rows, dict) else [list(row.values()) for row in rows]


def _read(text: str) -> Facts:
    rows = json.loads(text)
    return Facts(
        contacts=tuple(
            Contact(key, date.fromisoformat(day), Activity(activity), *rest)
            for key, day, activity, *rest in rows["contacts"]
        ),
        work=tuple(Work(key, date.fromisoformat(day), *rest) for key, day, *rest in rows["work"]),
        driven=tuple(
            Driven(key, date.fromisoformat(day), *rest) for key, day, *rest in rows["driven"]
        ),
        unmet=tuple(
            Unmet(key, date.fromisoformat(day), *rest) for key, day, *rest in rows["unmet"]
        ),
        groups=dict(map(tuple, rows["groups"])),
    )
