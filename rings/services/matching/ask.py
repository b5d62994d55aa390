"""What is asked for when people are matched, and by which association's weights."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db.models import Q

from directory.localtime import local_date
from directory.models import Association
from rings.rules.gates import FITS
from volunteers.matching.columns import Policies
from volunteers.models import MatchPolicy

# What is done at the resident's home.
AT_HOME = frozenset({"visit", "help", "digi"})
PARTS = ("continuity", "distance", "interests", "language", "load", "unasked", "preference")


@dataclass(frozen=True)
class Ask:
    """A service of `kind`, judged at `now` by `policy`.

    `hours`: minutes of the day [from, until) and `weekdays`: bits, Monday first, where the ask itself says when.
    `ring_id`: the ring that is asked for, whose own turns keep nobody too busy for it.
    """

    kind: str
    policy: MatchPolicy
    now: datetime
    hours: tuple[int, int] | None = None
    weekdays: int = 0
    ring_id: int | None = None

    @property
    def day(self) -> date:
        """The local date on which people are judged."""
        return local_date(self.now)

    @property
    def is_visit(self) -> bool:
        """Tell whether somebody goes to the resident's home."""
        return self.kind in AT_HOME

    @property
    def tasks(self) -> frozenset[str]:
        """The tasks of volunteers that fit."""
        return FITS.get(self.kind, frozenset({self.kind}))

    @property
    def capacity(self) -> int:
        """How many people one volunteer has at most who has not said."""
        return self.policy.visit_capacity if self.is_visit else self.policy.call_capacity


def policy_of(association: Association | None) -> MatchPolicy:
    """Return how `association` weighs people: its own way, else the common one, else the usual figures."""
    rows = MatchPolicy.objects.filter(Q(association=association) | Q(association=None))
    own_first = sorted(rows, key=lambda row: row.association_id is None)
    return own_first[0] if own_first else MatchPolicy()


def as_columns(policy: MatchPolicy) -> Policies:
    """Return one row of weights."""
    names = (*PARTS, "fairness", "change")
    return Policies(**{name: np.array([getattr(policy, name)], np.int64) for name in names})
