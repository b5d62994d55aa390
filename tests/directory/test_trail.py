"""The audit rows of a transaction are written together, and never one of what was undone."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from directory.actors import CLOCK
from directory.models import AuditEntry
from directory.models.audit import one_trail

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def record(number: int) -> None:
    AuditEntry.objects.record(
        subject="thing",
        subject_id=number,
        event="go",
        before="here",
        after="there",
        reason="",
        by=CLOCK,
        at=NOW,
    )


def break_after(number: int) -> None:
    record(number)
    raise ZeroDivisionError


def recorded() -> list[int]:
    entries = AuditEntry.objects.filter(subject="thing").order_by("pk")
    return list(entries.values_list("subject_id", flat=True))


def test_entries_of_one_trail_are_one_statement_in_their_order() -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as seen,
        one_trail(),
    ):
        record(1)
        record(2)
    written = [query["sql"] for query in seen if query["sql"].startswith("INSERT")]
    assert len(written) == 1
    assert recorded() == [1, 2]


def test_what_a_savepoint_has_undone_leaves_no_entry() -> None:
    with one_trail():
        record(1)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            break_after(2)
        with transaction.atomic():
            record(3)
        record(4)
    assert sorted(recorded()) == [1, 3, 4]


def test_a_trail_that_breaks_writes_nothing_and_the_next_begins_empty() -> None:
    with pytest.raises(ZeroDivisionError), one_trail():
        break_after(1)
    with one_trail():
        record(2)
    record(3)
    assert recorded() == [2, 3]
