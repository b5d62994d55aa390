"""What a watcher on the outside is told: the process, whether it can serve, and whether the worker runs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings
from django.utils import timezone

from backend.clock import STAGES, tick
from backend.schedule import start_clock
from notifications.models import Heartbeat, StageFailure
from notifications.services.heartbeat import Beat, note_beat, stopped_since
from people.models import Person
from tests.conversations.village import Village

pytestmark = pytest.mark.django_db
LIMIT = timedelta(minutes=3)
Counted = Callable[[int], AbstractContextManager[object]]


def asked(address: str) -> tuple[int, dict[str, object]]:
    """Return the status and the words of `address`, which keeps no answer and asks nobody to sign in."""
    answer = Client().get(address)
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.json()


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Let the service's clock stand at `now`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def broken(now: datetime) -> None:
    """Stand in for a part of the clock with an error in it."""
    raise ZeroDivisionError(now)


@pytest.mark.parametrize("address", ["/health/live", "/healthz"])
def test_a_living_process_says_so_at_the_old_address_too(address: str) -> None:
    assert asked(address) == (200, {"process": "ok"})


@pytest.mark.parametrize("address", ["/health/ready", "/readyz"])
def test_what_can_serve_has_its_tables_and_gateways(address: str) -> None:
    said = {"database": "ok", "migrations": "ok", "gateways": "ok"}
    assert asked(address) == (200, said)


@pytest.mark.logs_error("Service Unavailable: /health/ready")
def test_a_waiting_migration_holds_the_service_back(monkeypatch: pytest.MonkeyPatch) -> None:
    executor = "backend.views.health.MigrationExecutor.migration_plan"
    monkeypatch.setattr(executor, lambda *_args: ["one"])
    status, said = asked("/health/ready")
    assert (status, said["migrations"], said["gateways"]) == (503, "waiting", "ok")


@pytest.mark.logs_error("Service Unavailable: /health/ready")
def test_a_gateway_without_its_settings_holds_the_service_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RINKI_TWILIO_ACCOUNT_SID", raising=False)
    with override_settings(RINKI_GATEWAYS=["notifications.gateways.twilio.TwilioGateway"]):
        assert asked("/health/ready")[1]["gateways"] == "not set up"
    with override_settings(RINKI_GATEWAYS=[]):
        assert asked("/health/ready") == (
            503,
            {"database": "ok", "migrations": "ok", "gateways": "none"},
        )


def _no_database(*_args: object) -> None:
    raise DatabaseError


@pytest.mark.logs_error("Service Unavailable: /health/")
def test_without_a_database_the_answers_are_short_and_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("backend.views.health.last_beat", _no_database)
    monkeypatch.setattr("backend.views.health.MigrationExecutor", _no_database)
    assert asked("/health/worker") == (503, {"worker": "unknown"})
    said = {"database": "no answer", "migrations": "unknown", "gateways": "unknown"}
    assert asked("/health/ready") == (503, said)
    assert asked("/health/live")[0] == 200


@pytest.mark.logs_error("Service Unavailable: /health/worker")
def test_a_clock_that_never_ticked_is_late_though_it_was_set() -> None:
    start_clock(timezone.now())
    status, said = asked("/health/worker")
    assert (status, said["worker"], said["last_tick_seconds"]) == (503, "late", None)


@pytest.mark.logs_error("Service Unavailable: /health/worker")
def test_a_worker_is_late_when_its_last_tick_is_older_than_three_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = timezone.now()
    note_beat(Beat(), now)
    at(monkeypatch, now + LIMIT)
    assert asked("/health/worker") == (
        200,
        {
            "worker": "ok",
            "limit_seconds": 180,
            "last_tick_seconds": 180,
            "oldest_message_seconds": 0,
            "oldest_due_seconds": 0,
        },
    )
    at(monkeypatch, now + LIMIT + timedelta(seconds=1))
    status, said = asked("/health/worker")
    assert (status, said["worker"], said["last_tick_seconds"]) == (503, "late", 181)


@pytest.mark.logs_error("the clock could not broken")
@pytest.mark.logs_error("Service Unavailable: /health/worker")
@pytest.mark.parametrize(
    ("stage", "age"), [("send_due", "oldest_message_seconds"), ("attend", "oldest_due_seconds")]
)
def test_a_clock_that_ticks_but_leaves_things_undone_is_late(
    village: Village,
    sari: Person,
    aino: Person,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    age: str,
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    nine = village.occurrence(aino).starts_at
    stages = [broken if s.__name__ == stage else s for s in STAGES]
    monkeypatch.setattr("backend.clock.STAGES", tuple(stages))
    tick(nine)
    for minutes, expected in ((3, (200, 180)), (4, (503, 240))):
        now = nine + timedelta(minutes=minutes)
        at(monkeypatch, now)
        note_beat(Beat(failed=1), now)
        status, said = asked("/health/worker")
        assert ((status, said[age]), said["last_tick_seconds"]) == (expected, 0)
    failure = StageFailure.objects.get()
    assert (failure.stage, failure.failures) == ("broken", 1)


def test_of_workers_that_tick_at_once_one_writes_and_what_went_wrong_is_written_anyway() -> None:
    now = timezone.now()
    note_beat(Beat(), now)
    note_beat(Beat(), now + timedelta(seconds=1))
    row = Heartbeat.objects.get()
    assert (row.ticks, row.at) == (1, now)
    note_beat(Beat(failed=2, findings=None), now + timedelta(seconds=2))
    row.refresh_from_db()
    assert (row.ticks, row.failed, row.audited_at) == (2, 2, now)
    note_beat(Beat(findings=3), now + timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.ticks, row.failed, row.findings) == (3, 0, 3)


def test_a_beat_costs_one_statement(
    django_assert_num_queries: Counted,
) -> None:
    now = timezone.now()
    note_beat(Beat(), now)
    with django_assert_num_queries(1):
        note_beat(Beat(), now + timedelta(minutes=1))


def test_the_clock_has_stopped_only_when_it_was_ever_set_going() -> None:
    now = timezone.now()
    assert stopped_since(now) is None
    start_clock(now)
    assert stopped_since(now + LIMIT) is None
    assert stopped_since(now + LIMIT + timedelta(seconds=1)) == now


def test_what_every_page_asks_is_asked_once_in_a_few_seconds(
    django_assert_num_queries: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.services.heartbeat.KNOWN_FOR", 5)
    now = timezone.now()
    start_clock(now)
    with django_assert_num_queries(1):
        assert [stopped_since(now), stopped_since(now + LIMIT * 2)] == [None, now]
