"""The shapes of the Today page: what a coordinator sees first. Filled by `rings.services.showing.today`."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Light(StrEnum):
    """How a row stands: red is late or needs a person, amber waits for an answer, green is fine."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class NextAction(StrEnum):
    """The one thing a person should do next about an occurrence."""

    CALL_HELPER = "call_helper"
    CALL_RESIDENT = "call_resident"
    CALL_CONTACTS = "call_contacts"
    FIND_HELPER = "find_helper"
    DECIDE = "decide"
    READ_WORRY = "read_worry"
    WAIT = "wait"


@dataclass(frozen=True)
class Callee:
    """Whom to phone: `relation` is empty for the helper and the resident themselves."""

    name: str
    phone: str
    relation: str = ""
    person_id: int | None = None


@dataclass(frozen=True)
class BoardRow:
    """One occurrence on the page. `why` says why it needs a person, or is empty."""

    occurrence_id: int
    ring_id: int | None
    ring_name: str
    kind: str
    receiver_id: int
    receiver_name: str
    helper_id: int | None
    helper_name: str
    wall_time: time
    nominal_date: date
    state: str
    state_label: str
    light: Light
    why: str
    action: NextAction
    action_label: str
    phone: tuple[Callee, ...]
    owner_name: str
    due_at: datetime | None
    minutes_late: int


@dataclass(frozen=True)
class RingProgress:
    """One ring today: `done` of `total` ended well, `red` need a person."""

    ring_id: int
    name: str
    kind: str
    municipality: str
    first_time: time
    done: int
    total: int
    amber: int
    red: int

    @property
    def light(self) -> Light:
        """Return the worst light of the ring's rows."""
        if self.red:
            return Light.RED
        return Light.AMBER if self.amber else Light.GREEN


@dataclass(frozen=True)
class Counts:
    """How many of today's occurrences stand how; `later` have their hour still before them."""

    red: int
    amber: int
    green: int
    later: int

    @property
    def total(self) -> int:
        """Return how many there are today."""
        return self.red + self.amber + self.green + self.later


@dataclass(frozen=True)
class TodayBoard:
    """All that the page shows for one local date.

    `needs_person`: open rows with the office from any date, the most urgent first (at most NEEDS_LIMIT;
    `needs_total` counts all). `coming_up`: the next rows of today, in order of the hour. `gaps`: rows of the
    next days that nobody has taken yet. `next_at`: the next hour at which anything happens, or None.
    """

    day: date
    counts: Counts
    needs_person: tuple[BoardRow, ...]
    needs_total: int
    rings: tuple[RingProgress, ...]
    coming_up: tuple[BoardRow, ...]
    gaps: tuple[BoardRow, ...]
    gaps_total: int
    next_at: datetime | None
