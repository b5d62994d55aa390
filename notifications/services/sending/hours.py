"""The time of one run of the sender."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# The clock strikes every minute: what a run has not sent by then, the next one sends.
LONGEST = 50.0
STEP = 10


@dataclass(frozen=True)
class Hours:
    """Begins at `began`, which need not be now, and goes on as the machine's own ticking does."""

    began: datetime
    ticking: Callable[[], float] = time.monotonic
    longest: float = LONGEST
    first_tick: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first_tick", self.ticking())

    @property
    def passed(self) -> float:
        """Return the seconds since the run began."""
        return self.ticking() - self.first_tick

    @property
    def exact(self) -> datetime:
        """Return this very instant."""
        return self.began + timedelta(seconds=self.passed)

    @property
    def now(self) -> datetime:
        """Return the instant to be written down: it moves in steps, so that a short run has but one."""
        return self.began + timedelta(seconds=self.passed // STEP * STEP)

    @property
    def are_over(self) -> bool:
        """Tell whether to begin nothing more."""
        return self.passed >= self.longest
