"""Rides that come again: dialysis, the Thursday shop. Each day of them is a ride of its own, two weeks ahead.

Filling in is the same however often it runs: a day that has its ride, cancelled or not, is never taken down again.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.actors import CLOCK, Actor
from directory.calendar import finnish_holidays
from directory.localtime import instant, local_date
from directory.machine import move
from directory.models import AuditEntry
from directory.one_by_one import one_by_one
from people.errors import RefusedError
from people.models import Absence
from rides.machines import STANDING_RIDE
from rides.models import Leg, RideRequest, StandingRide
from rides.services.wishes.cancelling import ask_for_leg, cancel_leg
from rides.services.wishes.changing import change_ride
from rides.services.wishes.facts import Wish, check_wish, wish_of
from rides.services.wishes.taking import take_ride
from rings.rules.schedule import Rule, falls_on, planned_dates
from volunteers.services.eligibility import blockers

AHEAD = timedelta(weeks=2)
NO_DAYS = _("Choose at least one weekday.")
ENDS_BEFORE = _("The last day must not be before the first.")
# A day that was cancelled for one of these comes back when it is wanted again.
COMES_BACK = (Leg.Reason.PAUSED, Leg.Reason.AWAY, Leg.Reason.ENDED)


@transaction.atomic
def save_standing(standing: StandingRide, facts: Wish, *, by: Actor, now: datetime) -> StandingRide:
    """Save a new standing ride, or one that has been changed, with what it wishes for, and fill in its days.

    `standing` carries the weekdays and dates. Days to come that are not the rule's any more are cancelled, and
    those that stood as the standing ride did follow it. Raises `RefusedError`.
    """
    _check(standing, facts)
    is_new = standing.pk is None
    before = (
        {}
        if is_new
        else wish_of(StandingRide.objects.select_for_update().get(pk=standing.pk)).values()
    )
    values = facts.values()
    for name, value in values.items():
        setattr(standing, name, value)
    if is_new:
        standing.created_at = now
    standing.planned_until = None
    standing.save()
    _note(standing, "taken" if is_new else "changed", by, now)
    changed = {name for name, value in before.items() if value != values[name]}
    for ride in list(_to_come(standing, now)):
        _follow(standing, ride, {name: values[name] for name in changed}, before, by, now)
    fill(standing, by=by, now=now)
    return standing


def behind(day: date) -> QuerySet[StandingRide]:
    """Return the running standing rides that are not filled in two weeks ahead of the local date `day`."""
    running = StandingRide.objects.filter(state=StandingRide.State.RUNNING)
    goes_on = Q(valid_until=None) | Q(valid_until__gte=day)
    return running.filter(goes_on, Q(planned_until=None) | Q(planned_until__lt=day + AHEAD))


def extend_standing_rides(now: datetime) -> int:
    """Fill in every standing ride two weeks ahead; return how many were behind. A broken one stops none."""
    rows = behind(local_date(now)).select_related(
        "rider__municipality", "association", "destination"
    )
    return one_by_one(rows.order_by("pk"), lambda row: _extend(row, now), "fill in a standing ride")


def _extend(standing: StandingRide, now: datetime) -> bool:
    with transaction.atomic():
        fill(StandingRide.objects.select_for_update().get(pk=standing.pk), by=CLOCK, now=now)
    return True


def fill(standing: StandingRide, *, by: Actor, now: datetime) -> int:
    """Take down the days of `standing` that are missing, and those that come back; return how many."""
    if standing.state != StandingRide.State.RUNNING:
        return 0
    first, last = local_date(now), local_date(now) + AHEAD
    found = {ride.day: ride for ride in standing.requests.filter(day__range=(first, last))}
    made = 0
    for day in dates_of(standing, first, last):
        if instant(day, standing.wall_time) <= now or _is_barred(standing, day):
            continue
        if day in found:
            made += _bring_back(found[day], by, now)
        else:
            take_ride(wish_of(standing), day, by=by, now=now, standing=standing)
            made += 1
    standing.planned_until = last
    standing.save(update_fields=["planned_until"])
    return made


def dates_of(standing: StandingRide, first: date, last: date) -> Iterator[date]:
    """Return the local dates from `first` to `last` on which it falls, without the holidays it lets go by."""
    rule = rule_of(standing)
    calendar = finnish_holidays(range(first.year, last.year + 1))
    return (day for day in planned_dates(rule, first, last) if falls_on(rule, day, calendar))


def rule_of(standing: StandingRide) -> Rule:
    """Return when it falls, as the rules of rings say it."""
    return Rule(
        rule_id=standing.pk or 0,
        round=1,
        weekdays=frozenset(standing.weekdays),
        interval_weeks=standing.interval_weeks,
        anchor=standing.anchor,
        wall_time=standing.wall_time,
        zone="Europe/Helsinki",
        holidays=standing.holidays,
        valid_from=standing.valid_from,
        valid_until=standing.valid_until,
    )


@transaction.atomic
def pause_standing(standing: StandingRide, *, by: Actor, now: datetime) -> int:
    """Let it rest: the days to come are cancelled until it goes on; return how many."""
    move(standing, STANDING_RIDE, "pause", by=by, now=now)
    return _cancel_to_come(standing, Leg.Reason.PAUSED, by, now)


@transaction.atomic
def go_on_standing(standing: StandingRide, *, by: Actor, now: datetime) -> int:
    """Let it run again; return how many days were taken down or came back."""
    move(standing, STANDING_RIDE, "go_on", by=by, now=now)
    return fill(standing, by=by, now=now)


@transaction.atomic
def end_standing(
    standing: StandingRide, *, by: Actor, now: datetime, reason: str = Leg.Reason.NOT_NEEDED
) -> int:
    """End it for good; the days to come are cancelled for `reason`; return how many."""
    move(standing, STANDING_RIDE, "end", by=by, now=now, reason=reason)
    return _cancel_to_come(standing, reason, by, now)


def _check(standing: StandingRide, facts: Wish) -> None:
    if not standing.weekdays:
        raise RefusedError(NO_DAYS, field="weekdays")
    if standing.valid_until and standing.valid_until < standing.valid_from:
        raise RefusedError(ENDS_BEFORE, field="valid_until")
    check_wish(facts)
    barred = blockers(facts.rider, standing.valid_from, as_resident=True)
    if barred:
        raise RefusedError(barred[0], field="rider")


def _is_barred(standing: StandingRide, day: date) -> bool:
    if Absence.objects.on(day).filter(person=standing.rider_id).exists():
        return True
    return (
        bool(blockers(standing.rider, day, as_resident=True)) or not standing.destination.is_offered
    )


def _to_come(standing: StandingRide, now: datetime) -> Iterator[RideRequest]:
    """Return the days to come that have an open way."""
    rows = standing.requests.filter(day__gte=local_date(now)).select_related("rider", "destination")
    for ride in rows.order_by("day"):
        is_ahead = instant(ride.day, ride.wall_time) > now
        if is_ahead and any(leg.is_open for leg in ride.legs.all()):
            yield ride


def _follow(
    standing: StandingRide,
    ride: RideRequest,
    fields: Mapping[str, Any],
    before: Mapping[str, Any],
    by: Actor,
    now: datetime,
) -> None:
    """Bring one day into line: cancelled when it is not a day of the rule, changed where nobody has changed it."""
    if not any(dates_of(standing, ride.day, ride.day)):
        leg = ride.legs.open().first()
        if leg:
            cancel_leg(leg, Leg.Reason.NOT_NEEDED, by=by, now=now, both=True)
        return
    stood = wish_of(ride).values()
    mine = {name: value for name, value in fields.items() if stood[name] == before[name]}
    if mine:
        change_ride(ride, mine, by=by, now=now)


def _bring_back(ride: RideRequest, by: Actor, now: datetime) -> bool:
    """Ask again for a day that was cancelled while the rider was away or it rested; tell whether it was."""
    legs = list(ride.legs.order_by("-direction"))
    if not all(leg.state == Leg.State.CANCELLED and leg.reason in COMES_BACK for leg in legs):
        return False
    for leg in legs:
        ask_for_leg(leg, by=by, now=now)
    return True


def _cancel_to_come(standing: StandingRide, reason: str, by: Actor, now: datetime) -> int:
    cancelled = 0
    for ride in list(_to_come(standing, now)):
        leg = ride.legs.open().first()
        if leg:
            cancel_leg(leg, reason, by=by, now=now, both=True)
            cancelled += 1
    return cancelled


def _note(standing: StandingRide, event: str, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject="standing_ride",
        subject_id=standing.pk,
        event=event,
        before=standing.state,
        after=standing.state,
        reason="",
        by=by,
        at=now,
    )
