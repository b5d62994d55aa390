"""The kinds of step: an act, one that breaks off, two at once, time. Each says in its words what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from rings.models import Ring
from rings.services.planning.generate import extend_plans, replan_all
from tests.rings.machine.acts import ACTS, try_to
from tests.rings.machine.faults import KilledError, before_statement, killed, refused
from tests.rings.machine.promises import Tables
from tests.rings.machine.world import World


@dataclass(frozen=True)
class Act:
    """Somebody does something. What is refused has changed nothing."""

    name: str
    seed: int

    def take(self, world: World) -> str:
        """Do it; return what it was."""
        if try_to(self.name, world, self.seed):
            return f"act: {self.name}"
        return "act: refused"


@dataclass(frozen=True)
class KilledAct:
    """Whoever does something is killed before some statement; the clock goes on."""

    name: str
    seed: int
    at: int

    def take(self, world: World) -> str:
        """Do it up to there."""
        what = "act: done before it could be killed"
        try:
            with before_statement(self.at, killed, inside=True):
                try_to(self.name, world, self.seed)
        except KilledError:
            what = "act: killed"
        world.tick()
        return what


@dataclass(frozen=True)
class BrokenTick:
    """The clock is killed before some statement, or the database refuses one; the next minutes go on."""

    at: int
    kills: bool

    def take(self, world: World) -> str:
        """Tick up to there."""
        try:
            with before_statement(self.at, killed if self.kills else refused, inside=True):
                world.tick()
        except KilledError:
            pass
        world.passes(timedelta(minutes=2))
        return "tick: killed" if self.kills else "tick: refused by the database"


@dataclass(frozen=True)
class ActInTick:
    """Somebody acts between two transactions of a tick, after it has read what is due."""

    name: str
    seed: int
    at: int

    def take(self, world: World) -> str:
        """Tick and act."""
        with before_statement(self.at, _done(self.name, world, self.seed), inside=False):
            world.tick()
        return "two at once: an act within a tick"


@dataclass(frozen=True)
class TwoTicks:
    """A second worker does the whole of the same minute while the first is in the middle of it."""

    at: int

    def take(self, world: World) -> str:
        """Tick within a tick."""
        with before_statement(self.at, world.tick, inside=False):
            world.tick()
        return "two at once: two workers"


@dataclass(frozen=True)
class TwoActs:
    """Somebody else acts after the first has looked and before they have done it."""

    name: str
    other: str
    seed: int
    at: int

    def take(self, world: World) -> str:
        """Do the other within the one."""
        with before_statement(self.at, _done(self.other, world, self.seed + 1), inside=False):
            try_to(self.name, world, self.seed)
        return "two at once: two people"


@dataclass(frozen=True)
class TimePasses:
    """The clock strikes whenever anything is due."""

    minutes: int

    def take(self, world: World) -> str:
        """Let the minutes pass."""
        world.passes(timedelta(minutes=self.minutes))
        return "time: passes"


@dataclass(frozen=True)
class Standstill:
    """The service stands still for days and then strikes once."""

    days: int

    def take(self, world: World) -> str:
        """Jump."""
        world.jumps(world.now + timedelta(days=self.days))
        return "time: standstill"


@dataclass(frozen=True)
class PlanThrice:
    """Planning again changes nothing."""

    again: int

    def take(self, world: World) -> str:
        """Plan, and plan again."""
        rings, now = list(Ring.objects.values_list("pk", flat=True)), world.now
        extend_plans(now)
        replan_all(rings, by=world.by, now=now)
        once = Tables.read(now)
        for _again in range(self.again):
            replan_all(rings, by=world.by, now=now)
            extend_plans(now)
        assert Tables.read(now) == once
        return "planned again"


Step = (
    Act
    | KilledAct
    | BrokenTick
    | ActInTick
    | TwoTicks
    | TwoActs
    | TimePasses
    | Standstill
    | PlanThrice
)

_SEEDS = st.integers(0, 2**16)
# What happens all day long comes up as often as all the rest.
_DAILY = (
    *("somebody_writes", "somebody_writes", "go_away", "come_back"),
    *("choose_helper", "report", "clear_the_desk", "ask_for_help", "change_turns"),
)
_ACTS = st.sampled_from([*sorted(ACTS), *_DAILY * 4])
_INSIDE, _BETWEEN = st.integers(1, 80), st.integers(1, 25)
# Mostly short, so that questions are still open when the next thing happens.
_MINUTES = st.sampled_from([1, 5, 15, 15, 30, 30, 45, 60, 60, 120, 240])

# How often each kind is taken, against the others.
_KINDS: tuple[tuple[int, SearchStrategy[Step]], ...] = (
    (20, st.builds(TimePasses, _MINUTES)),
    (40, st.builds(Act, _ACTS, _SEEDS)),
    (6, st.builds(KilledAct, _ACTS, _SEEDS, _INSIDE)),
    (6, st.builds(BrokenTick, _INSIDE, st.booleans())),
    (6, st.builds(ActInTick, _ACTS, _SEEDS, _BETWEEN)),
    (6, st.builds(TwoTicks, _BETWEEN)),
    (6, st.builds(TwoActs, _ACTS, _ACTS, _SEEDS, _BETWEEN)),
    (3, st.builds(PlanThrice, st.integers(1, 2))),
    (3, st.builds(Standstill, st.sampled_from([1, 1, 2, 6]))),
)
STEPS: SearchStrategy[Step] = st.sampled_from(
    [kind for weight, kind in _KINDS for _ in range(weight)]
).flatmap(lambda kind: kind)


def _done(name: str, world: World, seed: int) -> Callable[[], None]:
    def happens() -> None:
        try_to(name, world, seed)

    return happens
