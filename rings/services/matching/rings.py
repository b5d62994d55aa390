"""Who could join a ring: volunteers who would help in it, or residents who wait, with all reasons.

Whoever joins meets everybody on the other side in turn: what bars them from one bars them from the ring, and the
points are those of the whole side on average.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import numpy as np
from django.db.models import Q, QuerySet
from django.utils.text import format_lazy

from directory.localtime import local_date
from directory.scope import Scope
from people.models import Person
from rings.models import Ring, RingMember
from rings.rules.overlap import AT_LEAST
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import Sides, read_sides
from rings.services.matching.links import among
from rings.services.matching.pairs import Judged, judge, judged_facts
from rings.services.matching.plan import asking_for
from rings.services.matching.sides import minutes_of
from rings.services.matching.suggest import (
    MOST_SHOWN,
    Suggestion,
    Suggestions,
    familiar_words,
    helpers_for,
)
from volunteers.matching.columns import Bools, Ints
from volunteers.matching.explain import Explanation, explain
from volunteers.matching.rules import Reason
from volunteers.matching.score import total

SERVED = (RingMember.Role.RESIDENT, RingMember.Role.BOTH)
HELPS = (RingMember.Role.HELPER, RingMember.Role.BOTH)
Joins = Literal["r", "v"]


def helpers_for_ring(
    ring: Ring, now: datetime, *, scope: Scope, most: int = MOST_SHOWN
) -> Suggestions:
    """Return which volunteers, as `scope` sees them, could help in `ring`: all its residents count."""
    members = _members(ring, local_date(now))
    volunteers = helpers_for(ring.municipality, scope).exclude(pk__in=members.values("person"))
    residents = _people(members.filter(role__in=SERVED))
    return _suggestions(residents, volunteers, ask_of(ring, now), "v", most)


def residents_for_ring(
    ring: Ring, now: datetime, *, scope: Scope, most: int = MOST_SHOWN
) -> Suggestions:
    """Return which residents who wait, as `scope` sees them, could join `ring`: all its helpers count."""
    members = _members(ring, local_date(now))
    waiting = Person.objects.current().visible_to(scope).filter(asking_for(ring.kind))
    waiting = waiting.filter(municipality=ring.municipality_id, resident__state="waiting")
    residents = waiting.exclude(pk__in=members.values("person"))
    return _suggestions(
        residents, _people(members.filter(role__in=HELPS)), ask_of(ring, now), "r", most
    )


def _members(ring: Ring, day: date) -> QuerySet[RingMember]:
    """Return who belongs to `ring` on `day` or will."""
    return ring.members.filter(Q(valid_until=None) | Q(valid_until__gte=day)).order_by()


def _people(members: QuerySet[RingMember]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=members.values("person"))


def ask_of(ring: Ring, now: datetime) -> Ask:
    """Return what `ring` asks for: on which weekdays, and when, by its first rule."""
    today = local_date(now)
    rules = ring.rules.filter(Q(valid_until=None) | Q(valid_until__gte=today), span="hour")
    weekdays = sum(1 << day for day in {day for rule in rules for day in rule.weekdays})
    hours = None
    if rule := rules.order_by("round", "pk").first():
        starts = minutes_of(rule.wall_time)
        least = AT_LEAST.get(ring.kind, AT_LEAST["call"]).total_seconds() // 60
        hours = (starts, min(starts + max(ring.slot_minutes, int(least)), 24 * 60))
    return Ask(ring.kind, policy_of(ring.association), now, hours, weekdays, ring.pk)


def _suggestions(
    residents: QuerySet[Person], volunteers: QuerySet[Person], ask: Ask, joins: Joins, most: int
) -> Suggestions:
    sides = read_sides(residents, volunteers, ask)
    judged = _judged(sides)
    whose: Ints = getattr(judged.facts.pairs, joins)
    joining = sides.residents.id if joins == "r" else sides.volunteers.id
    ranked, missing = _order(sides, judged, whose, joins)
    ranked = ranked[:most]
    rows = [*ranked.tolist(), *missing.tolist()]
    people = Person.objects.select_related("municipality", "resident", "volunteer").in_bulk(
        joining[rows].tolist()
    )
    names = _first_names(sides, joins)
    found = [
        Suggestion(
            people[int(joining[row])],
            _together(judged, of_row, names, joins),
            familiar_words(sides, judged, of_row),
        )
        for row in rows
        for of_row in [np.flatnonzero(whose == row)]
    ]
    return Suggestions(found[: len(ranked)], found[len(ranked) :])


def _judged(sides: Sides) -> Judged:
    """Return every two, judged; of a ring without residents, every helper beside one of whom nothing is known."""
    if len(sides.residents):
        return judge(sides, sides.all_pairs())
    return judged_facts(sides.pairs_with_nobody())


def _order(sides: Sides, judged: Judged, whose: Ints, joins: Joins) -> tuple[Ints, Ints]:
    """Return the rows of those who may join, the best first, and of familiar people who may not."""
    count = len(sides.residents) if joins == "r" else len(sides.volunteers)
    pairs = judged.facts.pairs
    hard, soft = (_any(whose, mask != 0, count) for mask in (judged.hard, judged.soft))
    points = np.bincount(whose, total(judged.facts), count)
    waits = sides.residents.wait_days if joins == "r" else np.zeros(count, np.int64)
    may = np.flatnonzero(~hard)
    order = np.lexsort((may, -waits[may], -points[may], soft[may]))
    known = among(sides.keys.of_rows(pairs.r, pairs.v), sides.links.all())
    return may[order], np.flatnonzero(hard & _any(whose, known, count))


def _any(whose: Ints, found: Bools, count: int) -> Bools:
    """Tell for each who joins whether anything is found in any of their pairs."""
    return np.bincount(whose[found], minlength=count) > 0


def _first_names(sides: Sides, joins: Joins) -> list[str]:
    """Return the first names of the other side, by row."""
    others = (sides.volunteers.id if joins == "r" else sides.residents.id).tolist()
    names = dict(Person.objects.filter(pk__in=others).values_list("pk", "first_name"))
    return [names[pk] for pk in others] or [""]


def _together(judged: Judged, rows: Ints, names: list[str], joins: Joins) -> Explanation:
    """Return one explanation of all pairs `rows` of one who joins."""
    others = (judged.facts.pairs.v if joins == "r" else judged.facts.pairs.r)[rows]
    each = [
        (names[other], explain(judged.facts, int(row)))
        for other, row in zip(others, rows, strict=True)
    ]
    return Explanation(
        tuple(_on_average([why.speaks_for for _name, why in each])),
        tuple(_named([(name, why.hard) for name, why in each])),
        tuple(_named([(name, why.soft) for name, why in each])),
    )


def _on_average(each: list[tuple[Reason, ...]]) -> Iterable[Reason]:
    """Yield each part that counts with its points on average, in the words of the pair where it counts most."""
    parts: dict[str, list[Reason]] = defaultdict(list)
    for reasons in each:
        for reason in reasons:
            parts[reason.name].append(reason)
    for name, given in parts.items():
        best = max(given, key=lambda reason: reason.points)
        points = round(sum(reason.points for reason in given) / len(each))
        if points:
            yield Reason(name, best.words, points)


def _named(each: list[tuple[str, tuple[Reason, ...]]]) -> Iterable[Reason]:
    """Yield every reason against once: with the name of the other where it is not so of everybody."""
    by_rule: dict[str, list[tuple[str, Reason]]] = defaultdict(list)
    for other, reasons in each:
        for found in reasons:
            by_rule[found.name].append((other, found))
    for rule, against in by_rule.items():
        if len(against) == len(each):
            yield against[0][1]
        else:
            yield from (Reason(rule, format_lazy("{}: {}", n, one.words)) for n, one in against)
