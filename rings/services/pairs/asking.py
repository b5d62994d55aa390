"""Asking both: the volunteer by one text or by telephone, the resident by telephone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from notifications.services import prompts
from notifications.services.outbox import Ask, Item, NoTextChannelError, put
from people.errors import RefusedError
from rings.machines import PAIR
from rings.models import Pair
from rings.rules.pairs import ANSWER_DAYS, working_day_after
from rings.services.pairs.steps import by_day, check_both, free_days, go, locked_pair
from rings.services.pairs.words import CONTEXT, PURPOSE_ASK, TOPIC, asked

TEXT_LIVES = timedelta(days=2)
ANSWERS_COUNT = timedelta(days=14)
NO_TEXTS = _("No text reaches the volunteer. Ring them and write down the answer.")
Says = Pair.Says


@transaction.atomic
def ask_both(pair: Pair, *, by_text: bool, by: Actor, now: datetime) -> Pair:
    """Begin to ask. With `by_text` the volunteer gets a text with a yes or no, and no name or address in it.

    The resident is always rung. Raises `RefusedError` when either may not take part, or no text reaches the
    volunteer.
    """
    pair = locked_pair(pair.pk)
    check_both(pair.resident, pair.volunteer, now)
    due_at = working_day_after(now, ANSWER_DAYS, free_days(now))
    go(pair, "ask", by=by, now=now, due_at=due_at, reason="text" if by_text else "telephone")
    if by_text and not pair.volunteer_says:
        _write(pair, now)
    return pair


@transaction.atomic
def record_answers(
    pair: Pair, resident_says: str, volunteer_says: str, *, by: Actor, now: datetime
) -> Pair:
    """Write down what the two have said on the telephone: "yes", "no", or "" for nothing yet."""
    pair = locked_pair(pair.pk)
    said = {"resident_says": resident_says, "volunteer_says": volunteer_says}
    days = ANSWER_DAYS if Says.NOTHING in said.values() else 1
    due_at = working_day_after(now, days, free_days(now))
    reason = f"resident {resident_says or '-'}, volunteer {volunteer_says or '-'}"
    go(pair, "answer", by=by, now=now, due_at=due_at, reason=reason, **said)
    if volunteer_says:
        prompts.close_about([pair.about], by=by, now=now)
    return pair


@transaction.atomic
def hear_volunteer(pair_id: int, says: str, *, by: Actor, now: datetime) -> Pair | None:
    """Take the volunteer's own yes or no, and have the owner act on it; None when it is not asked any more."""
    pair = locked_pair(pair_id)
    if not PAIR.allows(pair.state, "answer"):
        return None
    reason = f"volunteer {says}"
    go(pair, "answer", by=by, now=now, due_at=by_day(now), reason=reason, volunteer_says=says)
    return pair


def _write(pair: Pair, now: datetime) -> None:
    try:
        put(
            asked(pair),
            to=pair.volunteer,
            topic=TOPIC,
            purpose=PURPOSE_ASK,
            about=pair.about,
            now=now,
            expires_at=now + TEXT_LIVES,
            ask=Ask(CONTEXT, (Item(pair.about),), now + ANSWERS_COUNT),
        )
    except NoTextChannelError as error:
        raise RefusedError(NO_TEXTS) from error
