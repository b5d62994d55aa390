"""What happened, as far as counts need it: who was reached, by whom, where and when. No name stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Activity(StrEnum):
    """What was done."""

    CALL = "call"
    VISIT = "visit"
    GIG = "gig"
    RIDE = "ride"


@dataclass(frozen=True)
class Contact:
    """One call, visit, request or ride that was done on a local date. Place: the municipality's code."""

    day: date
    activity: Activity
    place: str
    resident: int
    helper: int
    minutes: int


@dataclass(frozen=True)
class Work:
    """Minutes of a volunteer beside what was planned; a correction may be below zero."""

    day: date
    place: str
    helper: int
    minutes: int


@dataclass(frozen=True)
class Driven:
    """Whole kilometres of one closed run. Place: where the driver lives."""

    day: date
    place: str
    driver: int
    km: int


@dataclass(frozen=True)
class Unmet:
    """A request or a ride for which nobody was found. `barrier`: its code."""

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
