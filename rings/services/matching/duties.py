"""What volunteers do at present: how many people they have, on which weekdays, and what collides with a wish."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from math import ceil

import numpy as np
from django.db.models import Q

from directory.distance import Floats, crow_km, road_km, road_minutes
from directory.localtime import local_date, local_time
from rings.models import Assignment, Occurrence, Pair, Ring, RingMember, ScheduleRule
from rings.services.matching.ask import Ask
from rings.services.matching.homes import with_home
from rings.services.matching.links import RUNS, Two, helps_too, in_rings_of_two
from rings.services.matching.near import Homes
from rings.services.matching.sides import minutes_of
from volunteers.matching.columns import (
    UNKNOWN,
    Bits,
    Bools,
    Ints,
    Residents,
    Volunteers,
)

# A week shows every weekday once.
PERIOD = timedelta(days=7)
EVERY_DAY = 127


@dataclass(frozen=True)
class Duties:
    """Duties of the coming week: the row of a volunteer, a weekday, and minutes of the day [starts, ends)."""

    v: Ints
    weekday: Ints
    starts: Ints
    ends: Ints
    is_call: Bools
    north: Floats
    east: Floats


def read_duties(volunteers: Volunteers, ask: Ask) -> Duties:
    """Return what `volunteers` have promised to do in the coming week."""
    rows = Assignment.objects.filter(
        state__in=Assignment.LIVE,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__starts_at__gte=ask.now,
        occurrence__starts_at__lt=ask.now + PERIOD,
    ).exclude(occurrence__span=ScheduleRule.Span.WEEK)
    if ask.ring_id:
        rows = rows.exclude(occurrence__ring=ask.ring_id)
    found = with_home(rows.order_by(), "occurrence__receiver__").values_list(
        "person",
        "occurrence__starts_at",
        "occurrence__ends_at",
        "occurrence__kind",
        "north",
        "east",
    )
    row_of = {int(pk): row for row, pk in enumerate(volunteers.id)}
    listed = [
        (
            row_of[person],
            local_date(starts).weekday(),
            minutes_of(local_time(starts)),
            minutes_of(local_time(ends)) if local_date(ends) == local_date(starts) else 24 * 60,
            kind == Ring.Kind.CALL,
            north,
            east,
        )
        for person, starts, ends, kind, north, east in found
        if person in row_of
    ]
    columns = zip(*listed, strict=True) if listed else [()] * len(fields(Duties))
    kinds = (np.int64, np.int64, np.int64, np.int64, np.bool_, np.float64, np.float64)
    return Duties(*map(np.array, columns, kinds))


def with_present_tasks(
    volunteers: Volunteers, duties: Duties, planned: Iterable[Two]
) -> Volunteers:
    """Return `volunteers` with how many people they have, and on how many weekdays they have a task.

    Of a roster each helper has their share. `planned`: (resident, volunteer) up for planning, who do not count.
    """
    has = _people_of_each({(volunteer, resident) for resident, volunteer in planned})
    days = np.zeros((len(volunteers), 7), np.bool_)
    days[duties.v, duties.weekday] = True
    load = np.array([has[pk] for pk in volunteers.id.tolist()], np.int64)
    return replace(volunteers, load=load, days_busy=days.sum(axis=1).astype(np.int64))


def collisions(residents: Residents, homes: Homes, duties: Duties, r: Ints, v: Ints) -> Bools:
    """Tell for each pair of rows whether a duty, or the way to it, takes the wished hour on every wished day."""
    met = np.zeros(len(r), np.uint64)
    pair, duty = _each_pair_with_each_duty(residents, duties, r, v)
    row = r[pair]
    km = crow_km(homes.north[row], homes.east[row], duties.north[duty], duties.east[duty])
    goes = residents.is_visit[row] & ~duties.is_call[duty]
    way = np.where(goes, road_minutes(road_km(km)), 0.0)
    collides = (residents.hour_from[row] < duties.ends[duty] + way) & (
        duties.starts[duty] < residents.hour_until[row] + way
    )
    bits = np.uint64(1) << duties.weekday[duty].astype(np.uint64)
    np.bitwise_or.at(met, pair[collides], bits[collides])
    return np.asarray((_wished(residents)[r] & ~met) == 0)


def _wished(residents: Residents) -> Bits:
    return np.where(residents.weekdays == 0, np.uint64(EVERY_DAY), residents.weekdays)


def _each_pair_with_each_duty(
    residents: Residents, duties: Duties, r: Ints, v: Ints
) -> tuple[Ints, Ints]:
    """Return indexes of pairs with a known hour, and of the duties of their volunteers, one by one."""
    order = np.argsort(duties.v, kind="stable")
    first = np.searchsorted(duties.v[order], v, "left")
    count = np.searchsorted(duties.v[order], v, "right") - first
    count[residents.hour_from[r] == UNKNOWN] = 0
    pair = np.repeat(np.arange(len(r)), count)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    return pair, order[first[pair] + nth]


def _people_of_each(but: set[Two]) -> Counter[int]:
    """Return how many people each volunteer has, without the pairs `but`: (volunteer, resident)."""
    pairs = {*_pairs(), *_members_of_two()} - but
    return Counter(volunteer for volunteer, _resident in pairs) + _shares()


def _pairs() -> Iterable[Two]:
    return Pair.objects.live().order_by().values_list("volunteer", "resident")


def _members_of_two() -> Iterable[Two]:
    rows = in_rings_of_two().filter(helps_too())
    return rows.order_by().values_list("ring__members__person", "person")


def _shares() -> Counter[int]:
    """Return how many people of their rosters each helper has, shared out evenly and rounded up."""
    rows = RingMember.objects.filter(
        Q(valid_until=None), ring__topology=Ring.Topology.HUB, ring__state__in=RUNS
    )
    sides: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for ring, role, person in rows.order_by().values_list("ring", "role", "person"):
        sides[ring][role].append(person)
    found: Counter[int] = Counter()
    for side in sides.values():
        helpers, residents = side[RingMember.Role.HELPER], side[RingMember.Role.RESIDENT]
        for person in helpers:
            found[person] += ceil(len(residents) / len(helpers))
    return found
