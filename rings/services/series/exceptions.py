"""Dates on which a ring does not follow its rules, more often for a while, and an hour that is not kept on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from people.errors import RefusedError
from rings.models import DateException, Ring, ScheduleRule
from rings.rules.schedule import WEEK, monday_of
from rings.services.planning.build import changed, held, next_round

PAST = _("That day is past: what has been is not changed.")
LAST_HOUR = _("A ring needs one hour. Pause the ring instead.")


@transaction.atomic
def set_exception(
    ring: Ring, exception: DateException, *, by: Actor, now: datetime
) -> DateException:
    """Let `ring` do something else on one date: nothing, or at another hour; for all or for one receiver.

    What was said of the same date and receiver before is replaced. Raises `RefusedError` for a past date.
    """
    ring, today = held(ring), local_date(now)
    day = _named_day(ring, exception.nominal_date, today)
    if day < today:
        raise RefusedError(PAST, field="nominal_date")
    ring.exceptions.filter(nominal_date=day, receiver=exception.receiver).delete()
    exception.ring, exception.nominal_date = ring, day
    exception.save()
    changed(ring, "exception_set", by, now, exception.receiver)
    return exception


@transaction.atomic
def reset_exception(exception: DateException, *, by: Actor, now: datetime) -> None:
    """Let the rules hold again on that date."""
    ring = held(exception.ring)
    exception.delete()
    changed(ring, "exception_reset", by, now, exception.receiver)


@transaction.atomic
def add_for_a_while(ring: Ring, rule: ScheduleRule, *, by: Actor, now: datetime) -> ScheduleRule:
    """Add `rule`, one more time a day between two dates (heat wave: twice a day), to `ring`."""
    ring = held(ring)
    rule.ring, rule.round, rule.anchor = ring, next_round(ring), rule.valid_from
    rule.save()
    changed(ring, "more_often", by, now)
    return rule


@transaction.atomic
def end_rule(rule: ScheduleRule, *, by: Actor, now: datetime) -> None:
    """Let one hour of a ring end today: what has been stays. Raises `RefusedError` for the last one."""
    ring, today = held(rule.ring), local_date(now)
    if not ring.rules.exclude(pk=rule.pk).exists():
        raise RefusedError(LAST_HOUR)
    if rule.valid_from >= today or ring.state == Ring.State.DRAFT:
        rule.delete()
    else:
        rule.valid_until = today - timedelta(days=1)
        rule.save(update_fields=["valid_until"])
    changed(ring, "hour_ended", by, now)


def _named_day(ring: Ring, day: date, today: date) -> date:
    """Return the date that carries the contact: of a whole week its Monday, or the first day of the rule."""
    rules = list(ring.rules.all())
    if not rules or any(rule.span != WEEK for rule in rules):
        return day
    return max(monday_of(day), min(rule.valid_from for rule in rules))
