"""A day of rides for the dispatch page: who has no driver, beside the runs with their stops."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from string import ascii_uppercase

from django.db.models import Q

from directory.scope import Scope
from rides.machines import SEATED
from rides.models import Driver, Leg, Run
from rides.models.run import RunQuerySet
from rides.rules.driving import Hours
from rides.services.drivers.days import driving_on
from rides.services.showing.stops import Halt, Loads, halts_of, loads_of
from rides.services.showing.ways import Way, ways_of
from rings.services.matching.homes import with_home

STATE = Run.State
# Runs that came to nothing: their riders are elsewhere by now.
FALLEN = frozenset({STATE.DECLINED, STATE.BROKEN, STATE.CANCELLED})
RODE = SEATED | {Leg.State.DONE, Leg.State.NO_SHOW}


@dataclass(frozen=True)
class RunRow:
    """One driver's run. `letter` names it on the page and on the sketch."""

    run: Run
    letter: str
    ways: tuple[Way, ...]
    halts: tuple[Halt, ...]
    loads: Loads

    @property
    def over(self) -> list[str]:
        """Return which of the car's limits are broken: seats, boot, wheelchairs, kilometres, hours."""
        driver, loads = self.run.driver, self.loads
        broken = {
            "seats": loads.seats > driver.seats,
            "boot": loads.luggage > driver.boot,
            "wheelchairs": loads.wheelchairs > driver.wheelchair_places,
            "kilometres": bool(driver.most_km) and self.run.km_planned > (driver.most_km or 0),
            "hours": any(halt.spare is not None and halt.spare < 0 for halt in self.halts),
        }
        return [what for what, is_broken in broken.items() if is_broken]

    @property
    def strands(self) -> list[Way]:
        """Return who is driven there and has no car home."""
        return [way for way in self.ways if way.strands]

    @property
    def rings_for_return(self) -> list[Way]:
        """Return who will say when they want to be driven home."""
        return [way for way in self.ways if way.rings_for_return]

    @property
    def untold(self) -> list[Way]:
        """Return which riders do not know yet what is planned."""
        return [way for way in self.ways if way.leg.is_open and not way.is_told]

    @property
    def takes_more(self) -> bool:
        """Tell whether riders may still be put into it."""
        return self.run.is_live

    @property
    def is_changed(self) -> bool:
        """Tell whether something in it has still to be published."""
        return self.run.state == STATE.DRAFT or (self.run.is_live and bool(self.untold))

    @property
    def spare(self) -> int | None:
        """Return by how many minutes the run may be late before any wish is broken."""
        return min((h.spare for h in self.halts if h.spare is not None), default=None)


@dataclass(frozen=True)
class FreeDriver:
    """Somebody who has no run on the day and may be asked to drive in these `hours`."""

    driver: Driver
    hours: tuple[Hours, ...]


@dataclass(frozen=True)
class DayRows:
    """`waiting`: no driver; `on_call`: will ring; `elsewhere`: in cars of other areas; `ended`: came to naught."""

    day: date
    waiting: tuple[Way, ...]
    on_call: tuple[Way, ...]
    elsewhere: tuple[Way, ...]
    ended: tuple[Way, ...]
    runs: tuple[RunRow, ...]
    fallen: tuple[Run, ...]
    free: tuple[FreeDriver, ...]

    @property
    def ways(self) -> list[Way]:
        """Return every leg that is shown."""
        seated = [way for row in self.runs for way in row.ways]
        return [*self.waiting, *self.on_call, *self.elsewhere, *self.ended, *seated]

    @property
    def strands(self) -> int:
        """Return how many riders have a car there and none home."""
        return sum(len(row.strands) for row in self.runs)

    @property
    def untold(self) -> int:
        """Return how many ways their riders do not know of yet."""
        return sum(len(row.untold) for row in self.runs)

    @property
    def has_drafts(self) -> bool:
        """Tell whether there is a run that no driver has been asked about."""
        return any(row.run.state == STATE.DRAFT for row in self.runs)

    @property
    def km(self) -> float:
        """Return how many kilometres are planned in all."""
        return float(sum(row.run.km_planned for row in self.runs))


def day_rows(day: date, scope: Scope) -> DayRows:
    """Return what `scope` may see of the local date `day`; other offices' riders in its cars are there unnamed."""
    runs = with_drivers(Run.objects.visible_to(scope).filter(day=day))
    live = [run for run in runs if run.state not in FALLEN]
    mine = Leg.objects.visible_to(scope).filter(request__day=day).values("pk")
    legs = Leg.objects.filter(Q(run__in=[run.pk for run in live]) | Q(pk__in=mine))
    ways = ways_of(legs.filter(request__day=day), scope)
    by_run, apart = _sorted_out(ways, {run.pk for run in live})
    letters = map(letter, count())
    return DayRows(
        day=day,
        waiting=tuple(apart["waiting"]),
        on_call=tuple(apart["on_call"]),
        elsewhere=tuple(apart["elsewhere"]),
        ended=tuple(apart["ended"]),
        runs=tuple(_row(run, by_run[run.pk], next(letters)) for run in live),
        fallen=tuple(run for run in runs if run.state in FALLEN),
        free=_free(day, scope),
    )


def run_row(run: Run, scope: Scope) -> RunRow:
    """Return one run with its stops; `run` comes from `with_drivers`."""
    return _row(run, ways_of(Leg.objects.filter(run=run), scope), letter(0))


def with_drivers(runs: RunQuerySet) -> list[Run]:
    """Return `runs` with their drivers and where those live."""
    joined = runs.select_related("driver__volunteer__person__municipality", "association", "owner")
    return list(with_home(joined, "driver__volunteer__person__"))


def _free(day: date, scope: Scope) -> tuple[FreeDriver, ...]:
    """Return who drives nobody on `day` and could."""
    bound = Run.objects.filter(day=day).exclude(state__in=FALLEN).values("driver")
    drivers = Driver.objects.visible_to(scope).filter(drives=True).exclude(pk__in=bound)
    joined = drivers.select_related("volunteer__person__municipality")
    able = driving_on(joined, day)
    return tuple(FreeDriver(each, able[each.pk].hours) for each in joined if each.pk in able)


def letter(number: int) -> str:
    """Return A, B, … Z, A2, B2, …"""
    again, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(again + 1) if again else "")


def _row(run: Run, ways: list[Way], name: str) -> RunRow:
    rode = [way for way in ways if way.leg.state in RODE]
    halts = halts_of(rode, run.driver.seats)
    return RunRow(run, name, tuple(rode), halts, loads_of(rode))


def _sorted_out(
    ways: Iterable[Way], runs: set[int]
) -> tuple[dict[int, list[Way]], dict[str, list[Way]]]:
    """Return the legs by run, and those in none of `runs` by the part of the page on which they stand."""
    by_run: dict[int, list[Way]] = defaultdict(list)
    apart: dict[str, list[Way]] = defaultdict(list)
    parts = {Leg.State.REQUESTED: "waiting", Leg.State.ON_CALL: "on_call"}
    for way in ways:
        leg = way.leg
        if leg.state in RODE and leg.run_id in runs and leg.run_id is not None:
            by_run[leg.run_id].append(way)
        elif leg.state in RODE:
            apart["elsewhere"].append(way)
        else:
            apart[parts.get(Leg.State(leg.state), "ended")].append(way)
    return by_run, apart
