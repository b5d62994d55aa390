"""Bringing the two together: a date for the first meeting, and the trial that begins with it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from notifications.services.outbox import NoTextChannelError, Text, put
from people.errors import RefusedError
from people.models import Person
from rings.models import Pair
from rings.rules.pairs import TRIAL, at_the_office, check_after
from rings.services.pairs.ring import found_ring
from rings.services.pairs.steps import check_both, free_days, go, locked_pair
from rings.services.pairs.topic import mark_of
from rings.services.pairs.words import PURPOSE_MEET, TOPIC, who_comes, whom_you_meet

NOT_BOTH = _("Both must say yes first.")
IN_THE_PAST = _("Choose a day and an hour still to come.")
STILL_TO_COME = _("The first meeting is still to come.")


@transaction.atomic
def introduce(pair: Pair, meets_at: datetime, *, by: Actor, now: datetime) -> list[Person]:
    """Set the first meeting (or another date for it) and tell both; return whom no text reaches.

    Only now the volunteer gets the first name, the number and for a visit the address. Raises `RefusedError`.
    """
    pair = locked_pair(pair.pk)
    if not pair.resident_says == pair.volunteer_says == Pair.Says.YES:
        raise RefusedError(NOT_BOTH)
    if meets_at <= now:
        raise RefusedError(IN_THE_PAST, field="day")
    check_both(pair.resident, pair.volunteer, now)
    due_at = at_the_office(local_date(meets_at) + timedelta(days=1), free_days(now))
    go(pair, "introduce", by=by, now=now, due_at=due_at, meets_at=meets_at)
    letters = (
        (pair.volunteer, whom_you_meet(pair, meets_at)),
        (pair.resident, who_comes(pair, meets_at)),
    )
    return [person for person, text in letters if not _tell(pair, person, text, now)]


@transaction.atomic
def begin_trial(pair: Pair, *, by: Actor, now: datetime) -> Pair:
    """They have met and want to go on: the trial of twelve weeks runs from that day, with a draft of a ring."""
    pair = locked_pair(pair.pk)
    if pair.meets_at is None or pair.meets_at > now:
        raise RefusedError(STILL_TO_COME)
    begun_on = local_date(pair.meets_at)
    until = begun_on + TRIAL
    ring = found_ring(pair, by=by, now=now)
    due_at = at_the_office(check_after(local_date(now), begun_on, until), free_days(now))
    go(
        pair,
        "begin",
        by=by,
        now=now,
        due_at=due_at,
        begun_on=begun_on,
        trial_until=until,
        ring=ring,
    )
    return pair


def _tell(pair: Pair, person: Person, text: Text, now: datetime) -> bool:
    """Write to one of the two; tell whether a text can reach them."""
    assert pair.meets_at is not None  # noqa: S101  # just set
    try:
        put(
            text,
            to=person,
            topic=TOPIC,
            purpose=PURPOSE_MEET,
            about=f"{pair.about}@{mark_of(pair.meets_at)}",
            now=now,
            expires_at=pair.meets_at,
        )
    except NoTextChannelError:
        return False
    return True
