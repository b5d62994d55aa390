"""The clock: a part that fails keeps no other from its work, and somebody hears of it."""

from datetime import datetime, timedelta

import pytest

from backend.clock import STAGES, tick, what_waits
from backend.waiting import WAITING
from notifications.models import Message
from people.models import Person
from tests.conversations.village import Village


def broken(now: datetime) -> None:
    """Stand in for a part of the clock with an error in it."""
    raise ZeroDivisionError(now)


@pytest.mark.logs_error("the clock could not broken")
def test_a_part_that_fails_is_logged_and_the_others_go_on(
    village: Village, sari: Person, aino: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    nine = village.occurrence(aino).starts_at
    monkeypatch.setattr("backend.clock.STAGES", (broken, *STAGES))
    assert tick(nine) == 1
    assert Message.objects.get().state == "delivered"
    assert village.occurrence(aino).state == "reminded"


def test_an_empty_minute_costs_a_handful_of_queries_and_a_due_one_is_seen(
    village: Village, sari: Person, aino: Person, django_assert_max_num_queries: object
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    nine = village.occurrence(aino).starts_at
    early = nine - timedelta(hours=1)
    tick(early)
    assert not what_waits(early)
    with django_assert_max_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture
        tick(early)
    assert what_waits(nine)
    assert what_waits(nine + timedelta(days=1)), "the statement of yesterday is not asked today"


def test_every_question_belongs_to_a_stage() -> None:
    assert set(WAITING.names) <= {stage.__name__ for stage in STAGES}
