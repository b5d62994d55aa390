"""What every measure and table means, and which rows of which tables count: the one source of the definitions.

Columns are paths from a model, as Django writes them; `reports.sql` turns them into the names in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.machine import RESIDENT
from people.models import Resident
from reports.counting.plan import (
    ACTIVITY,
    AREAS,
    BARRIER,
    GROUP,
    MUNICIPALITIES,
    PROJECT,
)
from reports.disclosure.cells import Unit
from rides.models import Leg, Run
from rings.models import Assignment, Occurrence


class Span(StrEnum):
    """How the date of a row lies to the period."""

    WITHIN = "within"
    UNTIL = "until"
    SINCE = "since"


class How(StrEnum):
    """What is taken of the rows: how many, how many different values, their sum, or the first value."""

    ROWS = "COUNT"
    DIFFERENT = "COUNT DISTINCT"
    SUM = "SUM"
    FIRST = "FIRST"


@dataclass(frozen=True)
class Rows:
    """Rows of one table that count. `told`: the columns that `how` is about; the first that is filled is taken."""

    model: str
    what: Promise
    day: str
    place: str = ""
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    span: Span = Span.WITHIN
    how: How = How.ROWS
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One measure in plain words: what one is, where and when it counts, how it is rounded, and its rows."""

    one: Promise
    where: Promise
    when: Promise
    rounding: Promise
    rows: tuple[Rows, ...]


TURNS = Rows(
    model="rings.Assignment",
    what=_("Turns of volunteers that are done, if they did reach the resident themselves."),
    day="occurrence__nominal_date",
    place="occurrence__municipality__code",
    states={"state": (Assignment.State.DONE,), "occurrence__state": (Occurrence.State.DONE,)},
    never={"occurrence__reason": (Occurrence.Reason.REACHED_BY_OTHER,)},
    filled=("person__volunteer",),
    different=(("person", "occurrence__receiver"),),
)
DRIVEN_WAYS = Rows(
    model="rides.Leg",
    what=_("Ways of a ride that were driven. There and back are two."),
    day="request__day",
    place="request__rider__municipality__code",
    states={"state": (Leg.State.DONE,)},
    filled=("run",),
)
WORK = Rows(
    model="rings.ExtraWork",
    what=_("Work that was written down by hand, and the hours of closed runs."),
    day="day",
    place="municipality__code",
)
RUNS = Rows(
    model="rides.Run",
    what=_("Runs that are closed and have their kilometres."),
    day="day",
    place="driver__volunteer__person__municipality__code",
    states={"state": (Run.State.CLOSED,)},
    filled=("km_driven",),
    how=How.SUM,
    told=("km_driven",),
)
UNMET_REQUESTS = Rows(
    model="rings.Gig",
    what=_("Requests that were closed because nobody could take them, with the reason."),
    day="occurrence__nominal_date",
    place="occurrence__municipality__code",
    states={"occurrence__reason": (Occurrence.Reason.UNMET,)},
    filled=("barrier",),
)
UNMET_WAYS = Rows(
    model="rides.Leg",
    what=_("Ways of a ride that nobody could drive, with the reason."),
    day="request__day",
    place="request__rider__municipality__code",
    states={"state": (Leg.State.UNMET,)},
    filled=("barrier",),
)
WAITERS = Rows(
    model="people.Resident",
    what=_("Residents who waited for a ring when the year ended."),
    day="person__created_at",
    place="person__municipality__code",
    states={"state": (Resident.State.WAITING,)},
    span=Span.UNTIL,
    how=How.DIFFERENT,
    told=("person",),
)
MOVES_SINCE = Rows(
    model="directory.AuditEntry",
    what=_("What moved after the year ended. Before their first move they stood as then."),
    day="at",
    states={"subject": (RESIDENT.name,)},
    span=Span.SINCE,
    how=How.FIRST,
    told=("before",),
)


def _people(rows: Rows, path: str) -> Rows:
    """Return `rows` by the different people at `path`, who count once, wherever that was."""
    return replace(rows, how=How.DIFFERENT, told=(path,), place="")


BY_DAY = _("On the day on which it was to be, by local date.")
PERSONS_BAND = _("In bands of five. 0 to 4 is “under 5”.")
TENS = _("Rounded down to tens.")

MEASURES: Mapping[str, Definition] = {
    "reached": Definition(
        one=_("A resident who was called, visited, helped or driven at least once."),
        where=_("In one municipality only: where they were reached last."),
        when=BY_DAY,
        rounding=PERSONS_BAND,
        rows=(
            _people(TURNS, "occurrence__receiver"),
            _people(DRIVEN_WAYS, "request__rider"),
        ),
    ),
    "active": Definition(
        one=_("A volunteer who did anything at least once."),
        where=_("In one municipality only: where they helped last."),
        when=BY_DAY,
        rounding=PERSONS_BAND,
        rows=(
            _people(TURNS, "person"),
            _people(DRIVEN_WAYS, "run__driver__volunteer__person"),
            _people(WORK, "person"),
        ),
    ),
    "contacts": Definition(
        one=_("One call, visit or request that was done, or one way that was driven."),
        where=_(
            "Calls, visits and requests in their own municipality, rides where the rider lives."
        ),
        when=BY_DAY,
        rounding=TENS,
        rows=(TURNS, DRIVEN_WAYS),
    ),
    "hours": Definition(
        one=_(
            "One hour of a volunteer: as they said it, or else as long as such a turn usually is."
        ),
        where=_("In the municipality of the turn, or that was written down with the work."),
        when=BY_DAY,
        rounding=_("Minutes to whole hours once for each volunteer and place, then down to tens."),
        rows=(
            replace(
                TURNS,
                how=How.SUM,
                told=("occurrence__outcomes__minutes", "occurrence__gig__minutes"),
            ),
            replace(WORK, how=How.SUM, told=("minutes",)),
        ),
    ),
    "kilometres": Definition(
        one=_("One kilometre of a run that is closed."),
        where=_("Where the driver lives."),
        when=_("On the day of the run."),
        rounding=_("Each run to whole kilometres, then down to tens."),
        rows=(RUNS,),
    ),
    "unmet": Definition(
        one=_("One request, or one way of a ride, for which nobody was found."),
        where=_("Requests in their own municipality, rides where the rider lives."),
        when=BY_DAY,
        rounding=TENS,
        rows=(UNMET_REQUESTS, UNMET_WAYS),
    ),
    "waiting": Definition(
        one=_("A resident who waited for a ring."),
        where=_("Where they live."),
        when=_("As it was at midnight when the year ended."),
        rounding=PERSONS_BAND,
        rows=(WAITERS, MOVES_SINCE),
    ),
}

# What a table holds, by its level and by what else it is divided by.
LEVELS: Mapping[int, Promise] = {
    PROJECT: _("For the whole project."),
    AREAS: _("For each area and for the whole project."),
    MUNICIPALITIES: _("For each municipality and for the whole project."),
}
ACROSS: Mapping[str, Promise] = {
    ACTIVITY: _("Each activity by itself, and all together."),
    GROUP: _("Each target group by itself, and all together."),
    BARRIER: _("Each reason by itself, and all together."),
}
UNITS: Mapping[Unit, Promise] = {
    Unit.PERSONS: _("Different people: each counts once, so parts need not add up to the whole."),
    Unit.EVENTS: _("Not shown when fewer than five people stand behind it, or mainly one."),
}
