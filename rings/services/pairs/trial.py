"""Asking both how it goes: once a month on trial, every twelve weeks when they have settled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from rings.models import Pair
from rings.rules.pairs import (
    CHECK_EVERY,
    REVIEW_EVERY,
    RING_AGAIN_DAYS,
    Step,
    at_the_office,
    check_after,
    working_day_after,
)
from rings.services.pairs.notes import with_note
from rings.services.pairs.steps import free_days, go, locked_pair, step_of

WELL, MEND, NOT_REACHED = "well", "mend", "not_reached"
ANSWERS = {
    WELL: _("Both are content"),
    MEND: _("Something should be put right"),
    NOT_REACHED: _("One of them was not reached"),
}


@transaction.atomic
def check(pair: Pair, answer: str, note: str, *, by: Actor, now: datetime) -> Pair:
    """Write down how it goes (a key of `ANSWERS`) and when to ask next.

    When the trial is over and both are content they have settled; when something should be put right, it goes on
    for four more weeks.
    """
    pair = locked_pair(pair.pk)
    today, free = local_date(now), free_days(now)
    changes = with_note(pair, note, today)
    if answer == NOT_REACHED:
        due_at = working_day_after(now, RING_AGAIN_DAYS, free)
        go(pair, "check", by=by, now=now, due_at=due_at, reason=answer, **changes)
        return pair
    changes["checked_on"] = today
    event = "check"
    if step_of(pair, today) == Step.TRIAL_OVER:
        event = "settle" if answer == WELL else "check"
        changes |= {} if answer == WELL else {"trial_until": today + CHECK_EVERY}
    due_at = at_the_office(_asks_next(pair, answer, today, settles=event == "settle"), free)
    go(pair, event, by=by, now=now, due_at=due_at, reason=answer, **changes)
    return pair


def _asks_next(pair: Pair, answer: str, today: date, *, settles: bool) -> date:
    """Return the day on which both are asked again."""
    if settles or pair.state == Pair.State.SETTLED:
        return today + (REVIEW_EVERY if answer == WELL else CHECK_EVERY)
    begun, until = pair.begun_on or today, pair.trial_until or today
    return check_after(today, begun, until) if until > today else today + CHECK_EVERY
