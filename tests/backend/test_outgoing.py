"""The call to a watcher outside, heard by a real small server: it comes only when all is well."""

import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from backend.outgoing import call_watcher
from backend.schedule import ring_bell
from directory.findings import Finding
from notifications.models import Heartbeat

pytestmark = pytest.mark.django_db


class Watcher:
    """A server that counts the calls, and answers `status` after `waits` seconds."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.status, self.waits = 200, 0.0
        watcher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                watcher.calls.append(self.path)
                time.sleep(watcher.waits)
                self.send_response(watcher.status)
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/ping/secret"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def watcher(settings: Settings) -> Iterator[Watcher]:
    """A watcher whose address is in the settings."""
    made = Watcher()
    settings.HEARTBEAT_URL = made.url
    yield made
    made.server.shutdown()
    made.server.server_close()


def broken(now: object) -> None:
    """Stand in for a part of the clock, or the auditor, with an error in it."""
    raise ZeroDivisionError(now)


def found_one(now: object) -> list[Finding]:
    """Stand in for an auditor that has found somebody forgotten."""
    del now
    return [Finding("message", 1, "overdue")]


@pytest.mark.django_db(transaction=True)
def test_after_a_good_tick_the_watcher_is_called_once_and_outside_any_transaction(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def call() -> bool:
        seen.append(connection.in_atomic_block)
        return call_watcher()

    monkeypatch.setattr("backend.schedule.call_watcher", call)
    call_command("tick")
    assert (watcher.calls, seen) == (["/ping/secret"], [False])
    assert Heartbeat.objects.get().ticks == 1


@pytest.mark.logs_error("the clock could not broken")
def test_a_part_that_failed_keeps_the_watcher_waiting(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.clock.STAGES", (broken,))
    assert ring_bell() == 1
    with pytest.raises(CommandError):
        call_command("tick")
    assert watcher.calls == []
    assert Heartbeat.objects.get().failed == 1


@pytest.mark.logs_error("the auditor could not look")
def test_an_auditor_that_finds_something_or_breaks_keeps_the_watcher_waiting(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.schedule.findings", found_one)
    ring_bell()
    row = Heartbeat.objects.get()
    assert (row.ticks, row.findings) == (1, 1)
    monkeypatch.setattr("backend.schedule.findings", broken)
    ring_bell()
    row.refresh_from_db()
    assert (row.ticks, row.findings, watcher.calls) == (2, 1, [])


def test_a_watcher_that_refuses_is_a_warning_that_does_not_show_its_address(
    watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    watcher.status = 500
    with caplog.at_level(logging.WARNING):
        assert not call_watcher()
    assert "answers 500" in caplog.text
    assert "secret" not in caplog.text


def test_a_watcher_that_is_silent_or_gone_or_no_address_holds_nobody_up(
    watcher: Watcher,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("backend.outgoing.SECONDS", 0.2)
    watcher.waits = 2.0
    began = time.monotonic()
    assert not call_watcher()
    assert time.monotonic() - began < 1.5
    for url in ("http://127.0.0.1:9/secret", "not an address", "ftp://127.0.0.1/secret"):
        settings.HEARTBEAT_URL = url
        assert not call_watcher()
    assert caplog.text.count("does not answer") == 4
    assert "secret" not in caplog.text


def test_without_an_address_nobody_is_called(watcher: Watcher, settings: Settings) -> None:
    settings.HEARTBEAT_URL = ""
    ring_bell()
    assert watcher.calls == []


def test_a_tick_at_another_moment_than_now_is_no_sign_of_life(watcher: Watcher) -> None:
    call_command("tick", at="2026-11-23T09:00+02:00")
    assert (watcher.calls, Heartbeat.objects.count()) == ([], 0)
