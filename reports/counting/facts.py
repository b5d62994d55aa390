"""What happened, as far as counts need it: who was reached, by whom, where and when. No name stands in it.

`key` is where it stands in the tables, so that nothing is counted twice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import chain


class Activity(StrEnum):
    """What was done."""

    CALL = "call"
    VISIT = "visit"
    GIG = "gig"
    RIDE = "ride"


@dataclass(frozen=True)
class Contact:
    """One call, visit, request or ride that was done on a local date. Place: the municipality's code."""

    key: str
    day: date
    activity: Activity
    place: str
    resident: int
    helper: int
    minutes: int


@dataclass(frozen=True)
class Work:
    """Minutes of a volunteer beside what was planned; a correction may be below zero."""

    key: str
    day: date
    place: str
    helper: int
    minutes: int


@dataclass(frozen=True)
class Driven:
    """Whole kilometres of one closed run. Place: where the driver lives."""

    key: str
    day: date
    place: str
    driver: int
    km: int


@dataclass(frozen=True)
class Unmet:
    """A request or a ride for which nobody was found. `barrier`: its code."""

    key: str
    day: date
    place: str
    resident: int
    barrier: str


@dataclass(frozen=True)
class Waiting:
    """A resident who waited for a ring at the end of the period."""

    place: str
    resident: int


@dataclass(frozen=True)
class Facts:
    """All that happened in one period. `groups`: the target group of each resident."""

    contacts: tuple[Contact, ...] = ()
    work: tuple[Work, ...] = ()
    driven: tuple[Driven, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    groups: Mapping[int, str] = field(default_factory=dict)

    def keys(self) -> frozenset[str]:
        """Return where each of them stands."""
        return frozenset(each.key for each in self._all())

    def where(self, holds: "Callable[[Happened], bool]") -> "Facts":
        """Return those that hold."""
        return replace(
            self,
            contacts=tuple(filter(holds, self.contacts)),
            work=tuple(filter(holds, self.work)),
            driven=tuple(filter(holds, self.driven)),
            unmet=tuple(filter(holds, self.unmet)),
        )

    def __add__(self, other: "Facts") -> "Facts":
        """Return both together; of whom both know the group, the other knows it better."""
        return Facts(
            contacts=self.contacts + other.contacts,
            work=self.work + other.work,
            driven=self.driven + other.driven,
            unmet=self.unmet + other.unmet,
            waiting=self.waiting + other.waiting,
            groups={**self.groups, **other.groups},
        )

    def _all(self) -> "Iterable[Happened]":
        return chain(self.contacts, self.work, self.driven, self.unmet)


Happened = Contact | Work | Driven | Unmet
