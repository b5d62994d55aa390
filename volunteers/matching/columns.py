"""What matching knows of residents, volunteers and pairs of the two, as columns of equal length.

Unknown is −1 in whole numbers, NaN in kilometres and 0 in sets. A set of codes is the bits of one number.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

_Of = TypeVar("_Of", bound=np.generic)

UNKNOWN = -1
# The codes of Gender: `Residents.wished_gender` has only the first three.
GENDERS = ("", "woman", "man", "other")
MINUTES_A_SLOT = 30


def slots(starts: int, ends: int) -> int:
    """Return the whole half hours within [starts, ends) minutes of a day as bits: for `Volunteers.free`."""
    first, last = -(-starts // MINUTES_A_SLOT), ends // MINUTES_A_SLOT
    return (1 << last) - (1 << first) if last > first else 0


def has_any(sets: Bits) -> Bools:
    """Tell of each set of bits whether it holds anything."""
    return sets.astype(np.bool_)


@dataclass(frozen=True)
class _Columns:
    """Columns of equal length."""

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, field.name)) for field in fields(self)}
        if len(lengths) > 1:
            raise ValueError(f"{type(self).__name__}: columns of different lengths {lengths}")

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """Return only these rows (indexes, or one truth value for each row), in their order."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


@dataclass(frozen=True)
class Residents(_Columns):
    """Those to be served, and what they wish for of one kind of service.

    `language`: index in the caller's table of languages, −1 unknown. `other_languages`: bits by the same table.
    `wished_gender`: index in GENDERS, 0 anybody. `home`: bits by LIMITS of `gates`. `kind_bits`: the tasks that
    fit the service, any of which will do. Hours: minutes of the day [from, until), −1 unknown. `weekdays`: bits,
    Monday first, 0 unknown. `is_visit`: somebody goes there. `policy`: index in the Policies.
    """

    id: Ints
    language: Ints
    other_languages: Bits
    wished_gender: Ints
    home: Bits
    interests: Bits
    kind_bits: Bits
    hour_from: Ints
    hour_until: Ints
    weekdays: Bits
    wait_days: Ints
    is_visit: Bools
    policy: Ints


@dataclass(frozen=True)
class Volunteers(_Columns):
    """Those who might help.

    `gender`: index in GENDERS, 0 not told. `kinds`: tasks, 0 nothing known. `unfit`: index in UNFIT of `gates`,
    0 fit. `lapsed`: a required paper is out of date. `away`: on the day. `radius_km`, `capacity`, `most_days`:
    their own wish, or else the association's. `load`: people they have *besides the residents of these columns*.
    `days_busy`: weekdays with a task now. `last_asked_days`: −1 never. `free`: shape (n, 7), the half hours of
    each weekday free every week, all 0 nothing known. `in_words`: they told their hours in own words only.
    """

    id: Ints
    language: Ints
    other_languages: Bits
    gender: Ints
    avoids: Bits
    interests: Bits
    kinds: Bits
    radius_km: Ints
    capacity: Ints
    load: Ints
    days_busy: Ints
    most_days: Ints
    last_asked_days: Ints
    unfit: Ints
    lapsed: Bools
    away: Bools
    free: Bits
    in_words: Bools
    policy: Ints


@dataclass(frozen=True)
class Pairs(_Columns):
    """One resident and one volunteer each: `r` and `v` are row indexes of the two.

    `km`: by road, NaN unknown. `known`: past contacts, each halved for every 90 days since. `together`, `apart`:
    stated wishes. `planned`: in the present plan. `busy`: the hours run into their other duties, with the way
    there. `same_home`: they live together, or are the same.
    """

    r: Ints
    v: Ints
    km: Floats
    known: Floats
    together: Bools
    apart: Bools
    planned: Bools
    busy: Bools
    same_home: Bools


@dataclass(frozen=True)
class Policies(_Columns):
    """Whole points that each part gives at most, and what fairness and change cost: as in MatchPolicy."""

    continuity: Ints
    distance: Ints
    interests: Ints
    language: Ints
    load: Ints
    unasked: Ints
    preference: Ints
    fairness: Ints
    change: Ints


@dataclass(frozen=True)
class Facts:
    """Everything that the rules look at."""

    residents: Residents
    volunteers: Volunteers
    pairs: Pairs
    policies: Policies

    def of_residents(self, column: npt.NDArray[_Of]) -> npt.NDArray[_Of]:
        """Return for each pair what `column`, one value for each resident, says."""
        return column[self.pairs.r]

    def of_volunteers(self, column: npt.NDArray[_Of]) -> npt.NDArray[_Of]:
        """Return for each pair what `column`, one value for each volunteer, says."""
        return column[self.pairs.v]

    def take(self, rows: npt.NDArray[Any]) -> "Facts":
        """Return the facts of only these pairs."""
        return Facts(self.residents, self.volunteers, self.pairs.take(rows), self.policies)

    def alone(self, row: int) -> "Facts":
        """Return the facts of one pair with nobody else around it: as quick among a million as among ten."""
        pair = self.pairs.take(np.array([row]))
        first = np.zeros(1, np.int64)
        return Facts(
            self.residents.take(pair.r),
            self.volunteers.take(pair.v),
            replace(pair, r=first, v=first),
            self.policies,
        )

    @cached_property
    def tongues_of_residents(self) -> Bits:
        """All languages of each resident, the mother tongue among them."""
        return _all_languages(self.residents.language, self.residents.other_languages)

    @cached_property
    def tongues_of_volunteers(self) -> Bits:
        """All languages of each volunteer, the mother tongue among them."""
        return _all_languages(self.volunteers.language, self.volunteers.other_languages)


def _all_languages(first: Ints, others: Bits) -> Bits:
    known = first != UNKNOWN
    return others | np.where(known, np.uint64(1) << np.where(known, first, 0).astype(np.uint64), 0)
