"""Many moves written together keep the rules of one: a known arrow, the state that was seen, an audit row each."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from directory.actors import CLOCK
from directory.kept import update
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.models import AuditEntry
from directory.moves import Moves, move_all
from people.models import Person
from rings.machines import OCCURRENCE
from rings.models import Occurrence
from tests.conversations.village import Village

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(village: Village, sari: Person, aino: Person, veikko: Person) -> list[Occurrence]:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    return [village.occurrence(aino), village.occurrence(veikko)]


def states(calls: list[Occurrence]) -> list[str]:
    rows = Occurrence.objects.in_bulk([call.pk for call in calls])
    return [rows[call.pk].state for call in calls]


def test_all_move_with_an_audit_row_each(calls: list[Occurrence]) -> None:
    move_all(calls, OCCURRENCE, "acknowledge", {"tries": 1}, by=CLOCK, now=NOW, reason="both")
    assert states(calls) == ["acknowledged", "acknowledged"]
    assert [(call.state, call.tries) for call in calls] == [("acknowledged", 1)] * 2
    entries = AuditEntry.objects.filter(subject="occurrence", reason="both", at=NOW)
    assert {(e.subject_id, e.before, e.after, e.channel) for e in entries} == {
        (call.pk, "planned", "acknowledged", CLOCK.channel) for call in calls
    }


def test_of_two_workers_one_wins_and_the_other_writes_nothing_at_all(
    calls: list[Occurrence],
) -> None:
    seen_by_other = list(Occurrence.objects.filter(pk__in=[call.pk for call in calls]))
    move_all(calls[:1], OCCURRENCE, "acknowledge", by=CLOCK, now=NOW)
    before = AuditEntry.objects.count()
    with pytest.raises(ConcurrentMoveError), transaction.atomic():
        move_all(seen_by_other, OCCURRENCE, "remind", by=CLOCK, now=NOW)
    assert states(calls) == ["acknowledged", "planned"]
    assert AuditEntry.objects.count() == before


def test_an_arrow_that_does_not_exist_is_refused_before_anything_is_written(
    calls: list[Occurrence],
) -> None:
    with pytest.raises(IllegalMoveError):
        move_all(calls, OCCURRENCE, "restore", by=CLOCK, now=NOW)
    assert states(calls) == ["planned", "planned"]


def test_what_is_moved_twice_goes_both_ways_in_order(calls: list[Occurrence]) -> None:
    moves = Moves(CLOCK, NOW)
    moves.add(calls[1], OCCURRENCE, "escalate", reason="first of its kind")
    moves.add(calls[0], OCCURRENCE, "remind")
    moves.add(calls[0], OCCURRENCE, "escalate", reason="first of its kind")
    moves.change(calls[0], tries=2)
    moves.write()
    assert states(calls) == ["escalated", "escalated"]
    trail = AuditEntry.objects.filter(subject="occurrence", subject_id=calls[0].pk, at=NOW)
    assert list(trail.values_list("before", "after")) == [
        ("planned", "reminded"),
        ("reminded", "escalated"),
    ]
    assert Occurrence.objects.get(pk=calls[0].pk).tries == 2


def test_nothing_noted_writes_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        Moves(CLOCK, NOW).write()


def test_however_many_stand_in_the_same_state_rows_are_found_by_their_ids(
    calls: list[Occurrence],
) -> None:
    """SQLite, which knows nothing of how the rows are spread, took the index on the state."""
    asked: list[tuple[str, Any]] = []

    def listen(ask: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return ask(sql, params, many, context)

    ids = [call.pk for call in calls]
    with connection.execute_wrapper(listen):
        assert update(Occurrence, [*ids, *range(10**6, 10**6 + 98)], {"tries": 1}, state="planned")
        assert not update(Occurrence, ids, {"tries": 2}, state="reminded")
    assert [row.tries for row in Occurrence.objects.filter(pk__in=ids)] == [1, 1]
    how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(how + asked[0][0], asked[0][1])
        assert not any("index" in str(row).lower() and "state" in str(row) for row in cursor)
