"""What planning answers: a plan that was stored, and the places that one way of a ride could have."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise

from rides.models import Driver, Leg, Run

Words = str | Promise


@dataclass(frozen=True)
class Moved:
    """A rider whose times change: by how many minutes later (less than 0: earlier)."""

    leg: Leg
    pickup_minutes: int
    dropoff_minutes: int


@dataclass(frozen=True)
class Place:
    """Where one way could go. `run` is None when the driver has none yet; `key` is what a form carries.

    `km` and `minutes` (of driving and waiting) are what it adds to the driver's day. `warnings` is what speaks
    against it that only a person can judge: the driver has said no for this day.
    """

    driver: Driver
    run: Run | None
    key: str
    pickup_at: datetime
    dropoff_at: datetime
    km: float
    minutes: int
    moved: tuple[Moved, ...] = ()
    warnings: tuple[Words, ...] = ()


@dataclass(frozen=True)
class PlanResult:
    """What `plan_day` has stored. Numbers are of legs; `why_not` has a reason or more for each that has no place.

    `km` is of all live runs of the day; `alone_km` what the same ways would come to one by one, home to home.
    `seconds`: how long the search took.
    """

    placed: tuple[int, ...]
    why_not: dict[int, tuple[str, ...]]
    runs: tuple[int, ...]
    km: Decimal
    alone_km: Decimal
    seconds: float
    told_again: tuple[int, ...] = field(default=())
