"""Everything that the rules of matching look at, for some residents and volunteers, in about fifteen queries."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from directory.distance import Floats, crow_km, road_km
from directory.osrm import km_from
from people.models import Person
from rings.services.matching.ask import Ask, as_columns
from rings.services.matching.duties import Duties, collisions, read_duties, with_present_tasks
from rings.services.matching.links import Keys, Links, among, planned_pairs, read_links
from rings.services.matching.near import Homes
from rings.services.matching.sides import Tables, read_residents, read_volunteers
from volunteers.matching.columns import (
    UNKNOWN,
    Facts,
    Ints,
    Pairs,
    Policies,
    Residents,
    Volunteers,
)

Lap = Callable[[str], None]


def no_lap(_stage: str) -> None:
    """Measure nothing."""


@dataclass(frozen=True)
class Sides:
    """Both sides, where they live, and what is known of any two of them."""

    residents: Residents
    volunteers: Volunteers
    homes: Homes
    other_homes: Homes
    links: Links
    duties: Duties
    keys: Keys
    policies: Policies

    def facts(self, keys: Ints) -> Facts:
        """Return the facts of the pairs that `keys` number, in their order."""
        r, v = self.keys.rows(keys)
        here, there, links = self.homes, self.other_homes, self.links
        pairs = Pairs(
            r=r,
            v=v,
            km=_kilometres(here, there, r, v).astype(np.float32),
            known=links.weight(keys),
            together=among(keys, links.together),
            apart=among(keys, links.apart),
            planned=among(keys, links.planned),
            busy=collisions(self.residents, here, self.duties, r, v),
            same_home=among(keys, links.same_home),
        )
        return Facts(self.residents, self.volunteers, pairs, self.policies)

    def all_pairs(self) -> Ints:
        """Return the keys of every resident with every volunteer: for few of either."""
        return np.arange(len(self.residents) * len(self.volunteers), dtype=np.int64)

    def pairs_with_nobody(self) -> Facts:
        """Return every volunteer beside one of whom nothing is known: what bars them then bars them always."""
        pairs = nothing_known(len(self.volunteers))
        return Facts(_nobody(self.residents), self.volunteers, pairs, self.policies)


def nothing_known(volunteers: int) -> Pairs:
    """Return the first resident with each of so many volunteers, and nothing that ties them."""
    columns: dict[str, Any] = {f.name: np.zeros(volunteers, np.bool_) for f in fields(Pairs)}
    columns |= {"r": np.zeros(volunteers, np.int64), "v": np.arange(volunteers)}
    columns |= {"km": np.full(volunteers, np.nan, np.float32)}
    columns |= {"known": np.zeros(volunteers, np.float32)}
    return Pairs(**columns)


def read_sides(
    residents: QuerySet[Person], volunteers: QuerySet[Person], ask: Ask, lap: Lap = no_lap
) -> Sides:
    """Return what there is to know of `residents` and `volunteers` in the light of `ask`."""
    tables = Tables()
    served, homes = read_residents(residents, ask, tables)
    lap("residents")
    helpers, other_homes = read_volunteers(volunteers, ask, tables)
    lap("volunteers")
    keys = Keys(served.id, helpers.id)
    those = residents.order_by().values("pk")
    planned = planned_pairs(those, ask.kind)
    links, duties = read_links(those, planned, keys, ask), read_duties(helpers, ask)
    lap("ties and duties")
    return Sides(
        residents=served,
        volunteers=with_present_tasks(helpers, duties, planned),
        homes=homes,
        other_homes=other_homes,
        links=links,
        duties=duties,
        keys=keys,
        policies=as_columns(ask.policy),
    )


def _kilometres(homes: Homes, others: Homes, r: Ints, v: Ints) -> Floats:
    """Return the kilometres by road of each pair of rows: from OSRM where there is one, else reckoned."""
    crow = crow_km(homes.north[r], homes.east[r], others.north[v], others.east[v])
    reckoned = road_km(crow)
    if not settings.OSRM_URL:
        return reckoned
    for row in np.unique(r):
        of_row = np.flatnonzero(r == row)
        to = [(float(others.north[i]), float(others.east[i])) for i in v[of_row]]
        known = km_from((float(homes.north[row]), float(homes.east[row])), to)
        if known is None:
            return reckoned
        reckoned[of_row] = np.where(np.isnan(known), reckoned[of_row], known)
    return reckoned


def _nobody(like: Residents) -> Residents:
    """Return one resident of whom nothing is known but the kind of service, which is as that of `like`."""
    kinds = like.kind_bits[:1] if len(like) else np.zeros(1, np.uint64)
    unknown, none = np.full(1, UNKNOWN, np.int64), np.zeros(1, np.int64)
    empty = np.zeros(1, np.uint64)
    return Residents(
        id=unknown,
        language=unknown,
        other_languages=empty,
        wished_gender=none,
        home=empty,
        interests=empty,
        kind_bits=kinds,
        hour_from=unknown,
        hour_until=unknown,
        weekdays=empty,
        wait_days=none,
        is_visit=np.zeros(1, np.bool_),
        policy=none,
    )
