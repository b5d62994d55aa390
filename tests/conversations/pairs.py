"""Steps of a pair that the conversations have in common: Sari and Aino meet on a Thursday."""

from datetime import date, time

from directory.localtime import instant, local_date
from rings.models import Pair
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.meeting import (
    begin_trial,
    introduce,
)
from rings.services.pairs.steps import step_of
from tests.conversations.village import Clock, Village

THURSDAY = date(2026, 11, 26)
MEETS = instant(THURSDAY, time(14))


def asked(village: Village, pair: Pair) -> Pair:
    return ask_both(pair, by_text=True, by=village.by, now=village.clock.now)


def both_agree(village: Village, pair: Pair) -> Pair:
    ask_both(pair, by_text=False, by=village.by, now=village.clock.now)
    return record_answers(pair, "yes", "yes", by=village.by, now=village.clock.now)


def on_trial(village: Village, pair: Pair) -> Pair:
    both_agree(village, pair)
    introduce(pair, MEETS, by=village.by, now=village.clock.now)
    village.clock.goes_to("10:00", day=date(2026, 11, 27))
    return begin_trial(pair, by=village.by, now=village.clock.now)


def next_of(pair: Pair, clock: Clock) -> tuple[str, str, date | None]:
    """Return the state of the pair, what its owner does next, and on which day."""
    pair.refresh_from_db()
    due = local_date(pair.due_at) if pair.due_at else None
    return pair.state, step_of(pair, local_date(clock.now)).value, due
