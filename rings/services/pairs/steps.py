"""Moving a pair one step along: the one place that writes its state and when its owner acts next."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.calendar import finnish_holidays
from directory.localtime import local_date
from directory.machine import move
from notifications.timing import quiet_until
from people.errors import RefusedError
from people.models import Person
from rings.machines import PAIR
from rings.models import Pair
from rings.rules.pairs import Step, next_step
from volunteers.models import Preference
from volunteers.services.eligibility import blockers

APART = _("It has been written down that these two are not to be together.")
LONGEST_REASON = 200


def locked_pair(pair_id: int) -> Pair:
    """Return the pair as it stands now, with both people, held for the running transaction."""
    rows = Pair.objects.select_related(
        "resident__municipality", "volunteer", "association", "owner", "ring"
    )
    return rows.select_for_update(of=("self",)).get(pk=pair_id)


def go(
    pair: Pair,
    event: str,
    *,
    by: Actor,
    now: datetime,
    due_at: datetime | None,
    reason: str = "",
    **changes: Any,
) -> None:
    """Move `pair` by `event`; from now on its owner acts at `due_at`, and has not been reminded of it yet."""
    reason = reason[:LONGEST_REASON]
    changes |= {"due_at": due_at, "reminded_at": None}
    move(pair, PAIR, event, by=by, now=now, reason=reason, **changes)


def step_of(pair: Pair, today: date) -> Step:
    """Return what the owner of `pair` does next."""
    return next_step(
        pair.state,
        (pair.resident_says, pair.volunteer_says),
        trial_until=pair.trial_until,
        waits=pair.due_at is not None,
        today=today,
    )


def free_days(now: datetime) -> Collection[date]:
    """Return the public holidays of this year and the next."""
    year = local_date(now).year
    calendar = finnish_holidays((year, year + 1))
    return calendar.holidays | calendar.eves


def by_day(now: datetime) -> datetime:
    """Return `now`, or at night the morning: nobody is called to a pair at night."""
    return quiet_until(now) or now


def are_apart(resident: Person, volunteer: Person) -> bool:
    """Tell whether it is written down that the two are not to be together."""
    wishes = Preference.objects.standing().filter(resident=resident, volunteer=volunteer)
    return wishes.filter(kind=Preference.Kind.APART).exists()


def check_both(resident: Person, volunteer: Person, now: datetime) -> None:
    """Raise `RefusedError` when the two are not to be together, or either may not take part today."""
    if are_apart(resident, volunteer):
        raise RefusedError(APART)
    today = local_date(now)
    for person, as_resident in ((volunteer, False), (resident, True)):
        if barred := blockers(person, today, as_resident=as_resident):
            raise RefusedError(f"{person}: {barred[0]}")
