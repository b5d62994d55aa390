"""The clock of rides: lists go out, kilometres are asked for, and whoever has to act is told so."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from directory.actors import CLOCK
from directory.localtime import local_date
from directory.one_by_one import one_by_one
from directory.services.offices import still_answers
from notifications.services.numbers import number_for
from notifications.timing import quiet_until
from rides.models import Leg, Run
from rides.models.request import LegQuerySet
from rides.models.run import RunQuerySet
from rides.rules.changes import What
from rides.services.steps import go_leg, go_run, locked_leg, locked_run, owner_of
from rides.services.telling.after import ask_km, was_asked_km
from rides.services.telling.alerts import alert
from rides.services.telling.drivers import call_off, follow_car, send_list
from rides.services.telling.phone_list import call_of_leg, is_asked_with_run
from rides.services.telling.standing import Standing, has_begun, is_promised, standing_of
from rides.services.telling.trouble import ASK_AGAIN

Waiting = Leg | Run


def legs_to_mind(now: datetime, day: date) -> LegQuerySet:
    """Return the ways that the clock has anything to do with."""
    left = Leg.objects.without_able_owner(day)
    return Leg.objects.filter(
        Q(pk__in=Leg.objects.due(now).values("pk")) | Q(pk__in=left.values("pk"))
    )


def runs_to_mind(now: datetime, day: date) -> RunQuerySet:
    """Return the runs that the clock has anything to do with."""
    left = Run.objects.without_able_owner(day)
    return Run.objects.filter(
        Q(pk__in=Run.objects.due(now).values("pk")) | Q(pk__in=left.values("pk"))
    )


def mind_runs(now: datetime) -> int:
    """Take the next step of every run that is due, and hand on what is nobody's; return how many."""
    left = Run.objects.without_able_owner(local_date(now)).order_by("pk")
    handed = one_by_one(left, lambda run: _hand_on_run(run, now), "hand on run")
    return handed + _mind(Run.objects.due(now).order_by("due_at", "pk"), _step_run, now)


def mind_legs(now: datetime) -> int:
    """Tell the owner of every way that is due, and hand on what is nobody's; return how many."""
    left = Leg.objects.without_able_owner(local_date(now)).order_by("pk")
    handed = one_by_one(left, lambda leg: _hand_on_leg(leg, now), "hand on way")
    return handed + _mind(Leg.objects.due(now).order_by("due_at", "pk"), _step_leg, now)


def _mind(rows: Any, step: Callable[[Any, datetime], Waiting | None], now: datetime) -> int:
    """Take `step` for each of `rows`; it returns what its owner has to be told of, and in the same breath is."""
    urgently: dict[int, bool] = {}

    def do(row: Waiting) -> bool:
        if found := step(row, now):
            _tell(found, urgently, now)
        return True

    return one_by_one(list(rows), do, "mind ride")


def _step_run(run: Run, now: datetime) -> Run | None:
    run = locked_run(run.pk)
    if not run.is_live or run.due_at is None or run.due_at > now:
        return None
    each = standing_of(run, now)
    return None if _goes_by_itself(each, now) else _remind_run(run, now)


def _goes_by_itself(each: Standing, now: datetime) -> bool:
    """Do what needs nobody: send the list, tell who does not come, ask for the kilometres. Tell whether it did."""
    run, stops = each.run, each.stops
    is_over = run.ends_at <= now
    if each.what == What.CALL_OFF:
        return call_off(each, by=CLOCK, now=now)
    if is_promised(run) and not is_over and each.what == What.CHANGED:
        # Somebody has left the car. What a colleague plans is told by their publishing.
        has_left = bool(stops.gone) and not stops.new
        return has_left and follow_car(each, by=CLOCK, now=now)
    if run.state == Run.State.CONFIRMED and not has_begun(run, now):
        if run.listed_at is None:
            return send_list(each, by=CLOCK, now=now)
        if run.read_at:
            go_run(run, "due", by=CLOCK, now=now)
            return True
    if is_promised(run) and is_over and not was_asked_km(run) and number_for(run.driver.person):
        ask_km(run, now)
        return True
    return False


def _remind_run(run: Run, now: datetime) -> Run | None:
    later = None if has_begun(run, now) else quiet_until(now)
    if later:
        go_run(run, "due", by=CLOCK, now=now, due_at=later, reminded_at=run.reminded_at)
        return None
    go_run(run, "due", by=CLOCK, now=now, reminded_at=now)
    return run


def _step_leg(leg: Leg, now: datetime) -> Leg | None:
    leg = locked_leg(leg.pk)
    if not leg.is_open or leg.due_at is None or leg.due_at > now:
        return None
    if is_asked_with_run(leg, call_of_leg(leg, now)):
        go_leg(leg, "due", by=CLOCK, now=now)
        return None
    waits = leg.request.day == local_date(now) and bool(leg.called_at or leg.told_at)
    later = None if waits else quiet_until(now)
    if later:
        go_leg(leg, "due", by=CLOCK, now=now, due_at=later, reminded_at=leg.reminded_at)
        return None
    soon: dict[str, Any] = (
        {"due_at": now + ASK_AGAIN} if waits and leg.state == Leg.State.REQUESTED else {}
    )
    go_leg(leg, "due", by=CLOCK, now=now, reminded_at=now, **soon)
    return leg


def _tell(each: Waiting, urgently: dict[int, bool], now: datetime) -> None:
    """Write to the owner how many wait, and nothing of whom: once a round, and again if the first was not urgent.

    `urgently`: who has been written to in this round, and whether as urgent.
    """
    urgent = _is_urgent(each, now)
    if each.owner_id not in urgently or urgent > urgently[each.owner_id]:
        office = each.association if isinstance(each, Run) else each.request.association
        alert(each.owner, office, about=each.about, urgent=urgent, now=now)
        urgently[each.owner_id] = urgent


def _is_urgent(each: Waiting, now: datetime) -> bool:
    """Tell whether it is about today's rides."""
    day = each.day if isinstance(each, Run) else each.request.day
    return day == local_date(now)


def _hand_on_run(run: Run, now: datetime) -> bool:
    run = locked_run(run.pk)
    place = run.driver.person.municipality
    owner = owner_of(place, run.association, now)
    if owner.pk == run.owner_id or not still_answers(
        owner, place, run.association, local_date(now)
    ):
        return False
    go_run(run, "hand_on", by=CLOCK, now=now, reason="owner_gone", owner=owner, due_at=run.due_at)
    return True


def _hand_on_leg(leg: Leg, now: datetime) -> bool:
    leg = locked_leg(leg.pk)
    place, office = leg.request.rider.municipality, leg.request.association
    owner = owner_of(place, office, now)
    if owner.pk == leg.owner_id or not still_answers(owner, place, office, local_date(now)):
        return False
    go_leg(leg, "hand_on", by=CLOCK, now=now, reason="owner_gone", owner=owner, due_at=leg.due_at)
    return True
