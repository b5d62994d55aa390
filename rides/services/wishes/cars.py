"""What a rider who leaves a car changes for the run that it was to make."""

from collections.abc import Iterable
from datetime import datetime

from directory.actors import CLOCK, Actor
from rides.machines import SEATED
from rides.models import Run
from rides.services.plan.insert import retime
from rides.services.steps import go_run, locked_run
from rides.services.telling.drivers import follow_cars


def drive_without(run_ids: Iterable[int], *, by: Actor, now: datetime) -> None:
    """Let these runs go on without those who have left them; drivers who have their list hear of it at once.

    A draft that nobody is in any more is dropped. A run whose driver knows of it stays, even empty, until the
    driver has been told.
    """
    runs = sorted(set(run_ids))
    for run_id in runs:
        _drive_without(run_id, by, now)
    follow_cars(runs, by=by, now=now)


def _drive_without(run_id: int, by: Actor, now: datetime) -> None:
    run = locked_run(run_id)
    if not run.is_live:
        return
    # A rider's word changes a run by what follows from it, not by the rider's own hand.
    who = CLOCK if by.kind == "person" else by
    is_empty = not run.legs.filter(state__in=SEATED).exists()
    if is_empty and run.state == Run.State.DRAFT:
        go_run(run, "cancel", by=who, now=now)
        return
    go_run(run, "change", by=who, now=now)
    if not is_empty:
        retime(run, by=who, now=now)
