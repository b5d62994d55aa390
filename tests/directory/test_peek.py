"""Many small questions in one statement: written once a day, asked of any moment of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from directory.models import AuditEntry
from directory.peek import Peek

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)

PEEK: Peek[str] = Peek(
    {
        "by now": lambda now, day: AuditEntry.objects.filter(at__lte=now),
        "an hour ago": lambda now, day: AuditEntry.objects.filter(at__lte=now - HOUR),
        "of the day": lambda now, day: AuditEntry.objects.filter(at__date=day),
        "never": lambda now, day: AuditEntry.objects.none(),
    },
    spans=[-HOUR],
)


@pytest.fixture
def _something_at_noon(db: None) -> None:
    AuditEntry.objects.create(
        subject="ring", subject_id=1, event="x", before="", after="", actor_kind="clock", at=NOON
    )


@pytest.mark.usefixtures("_something_at_noon")
@pytest.mark.parametrize(
    ("at", "found"),
    [
        (NOON - HOUR, {"of the day"}),
        (NOON, {"of the day", "by now"}),
        (NOON + HOUR, {"of the day", "by now", "an hour ago"}),
        (NOON + 24 * HOUR, {"by now", "an hour ago"}),
    ],
)
def test_each_question_is_asked_of_the_moment_itself(
    at: datetime, found: set[str], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert PEEK.ask(at) == found


@pytest.mark.usefixtures("_something_at_noon")
def test_only_what_is_named_is_asked_and_nothing_costs_nothing(
    django_assert_num_queries: Any,
) -> None:
    late = NOON + HOUR
    assert PEEK.ask(late, ["an hour ago", "never"]) == {"an hour ago"}
    assert PEEK.ask(late, ["by now"]) == {"by now"}
    with django_assert_num_queries(0):
        assert PEEK.ask(late, []) == frozenset()
