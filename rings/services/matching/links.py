"""What ties residents and volunteers already: the present plan, stated wishes, past contacts, one home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db.models import F, Q, QuerySet

from people.models import Person, PersonNumber
from rings.models import Assignment, Pair, Ring, RingMember
from rings.services.matching.ask import Ask
from volunteers.matching.columns import Bools, Floats, Ints
from volunteers.models import Preference

# Half of what a contact counts is gone after so many days; a year later so little is left that it counts nothing.
HALF_LIFE_DAYS = 90
LOOK_BACK = timedelta(days=365)
RUNS = (Ring.State.DRAFT, Ring.State.PUBLISHED, Ring.State.PAUSED)
Two = tuple[int, int]


@dataclass(frozen=True)
class Keys:
    """Numbers pairs of rows: the row of the resident × how many volunteers there are + that of the volunteer."""

    residents: Ints
    volunteers: Ints

    def of(self, pairs: Iterable[Two]) -> Ints:
        """Return the keys of pairs of ids, resident first; whoever is in no column is left out."""
        return self.find(pairs)[0]

    def find(self, pairs: Iterable[Two]) -> tuple[Ints, Bools]:
        """Return the keys of pairs of ids, resident first, and of which of `pairs` they are."""
        ids = np.array(list(pairs), np.int64).reshape(-1, 2)
        r, has_r = _find(self.residents, ids[:, 0])
        v, has_v = _find(self.volunteers, ids[:, 1])
        both = has_r & has_v
        return self.of_rows(r[both], v[both]), both

    def of_rows(self, r: Ints, v: Ints) -> Ints:
        """Return the keys of pairs of rows."""
        return r * len(self.volunteers) + v

    def rows(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the rows of residents and of volunteers that `keys` number."""
        r, v = np.divmod(keys, max(len(self.volunteers), 1))
        return r, v


@dataclass(frozen=True)
class Links:
    """Keys of the pairs that are tied; `known`: how much each of `contacts` counts by now."""

    planned: Ints
    together: Ints
    apart: Ints
    same_home: Ints
    contacts: Ints
    known: Floats

    def all(self) -> Ints:
        """Return every key: pairs that are looked at however far apart they live."""
        return in_order(self.planned, self.together, self.apart, self.same_home, self.contacts)

    def weight(self, keys: Ints) -> Floats:
        """Return how much past contacts of each of `keys` still count."""
        at, has_met = _find(self.contacts, keys)
        weights = np.zeros(len(keys), np.float32)
        weights[has_met] = self.known[at[has_met]]
        return weights


def in_order(*keys: Ints) -> Ints:
    """Return all `keys` in order, once each."""
    # Sorting a million numbers is quicker here than the hashing of numpy's own `unique`.
    ordered = np.sort(np.concatenate(keys))
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def among(keys: Ints, ordered: Ints) -> Bools:
    """Tell for each of `keys` whether it is one of the `ordered` ones."""
    return _find(ordered, keys)[1]


def read_links(those: QuerySet[Person, Any], planned: set[Two], keys: Keys, ask: Ask) -> Links:
    """Return what ties residents (`those`: their numbers) to the volunteers of `keys`, in three queries."""
    wishes = list(
        Preference.objects.standing()
        .filter(resident__in=those)
        .order_by()
        .values_list("kind", "resident", "volunteer")
    )
    contacts, known = _contacts(those, keys, ask)
    return Links(
        planned=in_order(keys.of(planned)),
        together=in_order(
            keys.of((r, v) for kind, r, v in wishes if kind == Preference.Kind.TOGETHER)
        ),
        apart=in_order(keys.of((r, v) for kind, r, v in wishes if kind == Preference.Kind.APART)),
        same_home=in_order(keys.of(_one_number(those))),
        contacts=contacts,
        known=known,
    )


def planned_pairs(residents: QuerySet[Person, Any], kind: str) -> set[Two]:
    """Return (resident, volunteer) of the present plan for `kind`: the living pairs, and rings of two."""
    live = Pair.objects.live().filter(resident__in=residents, kind=kind)
    return {*live.order_by().values_list("resident", "volunteer"), *_rings_of_two(residents, kind)}


def _rings_of_two(residents: QuerySet[Person, Any], kind: str) -> Iterable[Two]:
    rows = in_rings_of_two(kind).filter(helps_too(), person__in=residents)
    return rows.order_by().values_list("person", "ring__members__person")


def in_rings_of_two(kind: str = "") -> QuerySet[RingMember]:
    """Return the memberships of residents in rings of two, of `kind` or of any."""
    rows = RingMember.objects.filter(
        role=RingMember.Role.RESIDENT,
        valid_until=None,
        ring__topology=Ring.Topology.PAIR,
        ring__state__in=RUNS,
    )
    return rows.filter(ring__kind=kind) if kind else rows


def helps_too() -> Q:
    """Return the condition that joins a member to those who help in the same ring."""
    return Q(ring__members__role=RingMember.Role.HELPER, ring__members__valid_until=None)


def _contacts(residents: QuerySet[Person, Any], keys: Keys, ask: Ask) -> tuple[Ints, Floats]:
    """Return the keys of those who have met of late, and the sum of what each contact still counts."""
    done = Assignment.objects.filter(
        state=Assignment.State.DONE,
        occurrence__receiver__in=residents,
        occurrence__nominal_date__gt=ask.day - LOOK_BACK,
    )
    rows = done.order_by().values_list("occurrence__receiver", "person", "occurrence__nominal_date")
    listed = list(rows)
    found, here = keys.find((resident, person) for resident, person, _day in listed)
    days = np.array([(ask.day - day).days for *_two, day in listed], np.float64)[here]
    contacts, where = np.unique(found, return_inverse=True)
    weights = 0.5 ** (days.clip(0) / HALF_LIFE_DAYS)
    return contacts, np.bincount(where, weights, len(contacts)).astype(np.float32)


def _one_number(residents: QuerySet[Person, Any]) -> Iterable[Two]:
    """Return who has a telephone number in common with a volunteer: they live together."""
    rows = PersonNumber.objects.filter(
        person__in=residents, number__holders__person__volunteer__isnull=False
    ).exclude(person=F("number__holders__person"))
    return rows.order_by().values_list("person", "number__holders__person")


def _find(ordered: Ints, wanted: Ints) -> tuple[Ints, Bools]:
    """Return where each of `wanted` stands in `ordered`, and whether it is there at all."""
    if not len(ordered):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return at, ordered[at] == wanted
