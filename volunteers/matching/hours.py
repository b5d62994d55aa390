"""Whether a volunteer is free when a resident wishes: half hours of the week as bits."""

import numpy as np
import numpy.typing as npt

from volunteers.matching.columns import MINUTES_A_SLOT, UNKNOWN, Bits, Bools, Facts, Residents

DAYS = 7
_SLOTS_A_DAY = 48
_WHOLE_DAY = np.uint64((1 << _SLOTS_A_DAY) - 1)


def is_never_free(facts: Facts) -> Bools:
    """Tell for each pair whether the volunteer is free at the wished hours on none of the wished days.

    Hours that either has not told bar nothing: without hours any time of a wished day will do.
    """
    return _knows_hours(facts) & ~days_free(facts).astype(np.bool_)


def is_free_on_some_days_only(facts: Facts) -> Bools:
    """Tell for each pair whether the volunteer is free on some of the wished days, but not on all."""
    free = days_free(facts)
    return _knows_hours(facts) & (free > 0) & (free < days_wished(facts))


def days_wished(facts: Facts) -> npt.NDArray[np.int64]:
    """Return for each pair on how many days of the week the resident wishes for somebody; 0 unknown."""
    return facts.of_residents(np.bitwise_count(facts.residents.weekdays).astype(np.int64))


def days_free(facts: Facts) -> npt.NDArray[np.int64]:
    """Return for each pair on how many of the wished days (or of any) the volunteer is free at those hours."""
    wished = facts.residents.weekdays
    needed, any_time = wished_slots(facts.residents)
    count = np.zeros(len(facts.pairs), np.int64)
    for day in range(DAYS):
        on_day = facts.of_residents((wished == 0) | (wished >> np.uint64(day) & np.uint64(1) != 0))
        if not on_day.any():
            continue
        free = facts.of_volunteers(np.ascontiguousarray(facts.volunteers.free[:, day]))
        asked = facts.of_residents(needed)
        fits = np.where(facts.of_residents(any_time), free != 0, free & asked == asked)
        count += on_day & fits
    return count


def wished_slots(residents: Residents) -> tuple[Bits, Bools]:
    """Return for each resident the half hours they need, and whether any time will do instead."""
    starts, ends = residents.hour_from, residents.hour_until
    ends = np.where(ends == UNKNOWN, starts + MINUTES_A_SLOT, ends)
    first = np.clip(starts // MINUTES_A_SLOT, 0, _SLOTS_A_DAY).astype(np.uint64)
    last = np.clip(-(-ends // MINUTES_A_SLOT), 0, _SLOTS_A_DAY).astype(np.uint64)
    one = np.uint64(1)
    return ((one << last) - one) & ~((one << first) - one) & _WHOLE_DAY, starts == UNKNOWN


def _knows_hours(facts: Facts) -> Bools:
    return facts.of_volunteers((facts.volunteers.free != 0).any(axis=1))
