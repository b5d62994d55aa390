"""Whoever has a pair in hand is told of a step that is due, also when the first try breaks off."""

import pytest

from notifications.models import Message
from rings.models import Pair
from rings.services.pairs import clock as pairs_clock
from tests.conversations.pairs import asked
from tests.conversations.village import Clock, Village


def reminders() -> int:
    return Message.objects.filter(purpose="pair_due").count()


@pytest.mark.logs_error("could not remind of pair")
def test_a_reminder_that_breaks_off_before_its_text_is_written_is_made_again(
    village: Village, clock: Clock, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(village, pair)
    pair.refresh_from_db()
    due = pair.due_at

    def breaks_off(*_args: object, **_values: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(pairs_clock, "put_to_staff", breaks_off)
    assert due is not None
    pairs_clock.mind_pairs(due)
    pair.refresh_from_db()
    assert (pair.reminded_at, reminders()) == (None, 0)

    monkeypatch.undo()
    pairs_clock.mind_pairs(due)
    pairs_clock.mind_pairs(due)
    pair.refresh_from_db()
    assert (pair.reminded_at, reminders()) == (due, 1)
