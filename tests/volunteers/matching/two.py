"""One resident and one volunteer between whom nothing stands, and a way to change what a test is about."""

from dataclasses import replace
from typing import Any

import numpy as np

from tests.volunteers.matching.country import policies
from volunteers.matching.columns import Bits, Bools, Facts, Ints, Pairs, Residents, Volunteers

FINNISH, SWEDISH = 0, 1
ALL_DAY = (1 << 48) - 1


def two(
    resident: dict[str, Any] | None = None,
    volunteer: dict[str, Any] | None = None,
    pair: dict[str, Any] | None = None,
) -> Facts:
    """Return a visit to one resident by one volunteer with nothing against it, but for what is given."""
    return Facts(
        _changed(_RESIDENT, resident or {}),
        _changed(_VOLUNTEER, volunteer or {}),
        _changed(_PAIR, pair or {}),
        policies(),
    )


def _changed(columns: Any, changes: dict[str, Any]) -> Any:
    """Replace values, keeping the type of each column."""
    types = {name: getattr(columns, name).dtype for name in changes}
    return replace(columns, **{n: np.array([x], types[n]) for n, x in changes.items()})


def _int(value: int) -> Ints:
    return np.array([value], np.int64)


def _set(value: int) -> Bits:
    return np.array([value], np.uint64)


def _is(value: bool) -> Bools:
    return np.array([value])


_RESIDENT = Residents(
    id=_int(1),
    language=_int(FINNISH),
    other_languages=_set(0),
    wished_gender=_int(0),
    home=_set(0),
    interests=_set(0b110),
    kind_bits=_set(0b10),
    hour_from=_int(10 * 60),
    hour_until=_int(11 * 60),
    weekdays=_set(0b1),
    wait_days=_int(30),
    is_visit=_is(True),
    policy=_int(0),
)
_VOLUNTEER = Volunteers(
    id=_int(2),
    language=_int(FINNISH),
    other_languages=_set(0),
    gender=_int(1),
    avoids=_set(0),
    interests=_set(0b100),
    kinds=_set(0b10),
    radius_km=_int(20),
    capacity=_int(4),
    load=_int(1),
    days_busy=_int(2),
    most_days=_int(5),
    last_asked_days=_int(30),
    unfit=_int(0),
    lapsed=_is(False),
    away=_is(False),
    free=np.full((1, 7), ALL_DAY, np.uint64),
    in_words=_is(False),
    policy=_int(0),
)
_PAIR = Pairs(
    r=_int(0),
    v=_int(0),
    km=np.array([5.0], np.float32),
    known=np.array([2.0], np.float32),
    together=_is(True),
    apart=_is(False),
    planned=_is(False),
    busy=_is(False),
    same_home=_is(False),
)
