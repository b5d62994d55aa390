"""What differs between two plans of one ring: what is new, called off, moved or given to somebody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class What(StrEnum):
    """How one contact changes. DECIDE: somebody has promised it, so it stays until a person decides."""

    NEW = "new"
    CANCELLED = "cancelled"
    HOUR = "hour"
    HELPER = "helper"
    DECIDE = "decide"


@dataclass(frozen=True)
class Stand:
    """How one contact stands: whether it is to happen, when, by whom, and what is to be decided about it."""

    day: date
    receiver_id: int
    is_open: bool
    hour: time
    helper_id: int | None
    decision: str


@dataclass(frozen=True)
class Difference:
    """One contact that changes; `before` is None when it is new, `after` when it is called off."""

    what: What
    before: Stand | None
    after: Stand | None

    @property
    def stand(self) -> Stand:
        """Return how it stands afterwards, or stood."""
        stand = self.after or self.before
        assert stand is not None  # noqa: S101  # one of the two is always there
        return stand


def differences(before: Mapping[int, Stand], after: Mapping[int, Stand]) -> tuple[Difference, ...]:
    """Return what changes from `before` to `after` (each by the number of the contact), in order of date."""
    found = (_difference(before.get(pk), after.get(pk)) for pk in {*before, *after})
    return tuple(sorted(_kept(found), key=_order))


def _difference(before: Stand | None, after: Stand | None) -> Difference | None:
    was = before if before and before.is_open else None
    will_be = after if after and after.is_open else None
    what = _what(was, will_be)
    return Difference(what, was, will_be) if what else None


def _what(was: Stand | None, will_be: Stand | None) -> What | None:
    if was is None or will_be is None:
        if was is will_be:
            return None
        return What.NEW if was is None else What.CANCELLED
    if will_be.decision and will_be.decision != was.decision:
        return What.DECIDE
    if was.hour != will_be.hour:
        return What.HOUR
    return What.HELPER if was.helper_id != will_be.helper_id else None


def _kept(found: Iterable[Difference | None]) -> Iterable[Difference]:
    return (difference for difference in found if difference)


def _order(difference: Difference) -> tuple[date, time, int]:
    return (difference.stand.day, difference.stand.hour, difference.stand.receiver_id)
