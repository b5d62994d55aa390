"""What a rider who leaves a car changes for the run that it was to make."""

from datetime import datetime

from directory.actors import CLOCK, Actor
from rides.machines import SEATED
from rides.models import Run
from rides.services.plan.insert import retime
from rides.services.steps import go_run, locked_run


def drive_without(run_id: int, *, by: Actor, now: datetime) -> None:
    """Let the run go on without those who have left it; a draft that nobody is in any more is dropped.

    One whose driver knows of it stays, even empty, until the driver has been told.
    """
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
