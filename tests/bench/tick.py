"""What one tick costs: the same 100 duties due among ten thousand and among a million, and 1,000 due at once.

The first two side by side in one run, on demo phones, by the time of this process: other work on the machine must
not blur the comparison. The last through Twilio's client, with a counterpart that answers after 200 milliseconds.
"""

import logging
import os
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.test import override_settings

from backend.clock import tick
from directory.localtime import instant
from notifications.models import Message
from rings.models import Occurrence
from rings.services.climbing.seed import load_ladders
from tests.bench.harness import Report
from tests.bench.sender import LATENCIES, counterpart
from tests.bench.sender_server import ACCOUNT
from tests.bench.sender_ways import gateway_at
from tests.bench.tick_town import AT_ONCE, EIGHT, FEW, NINE, TEN, Town

FIRST_MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
COPIES = 102
MOST_GROWTH, MOST_SECONDS, LATENCY = 1.5, 60.0, 200


def main(as_json: bool) -> int:
    """Tick on Mondays with few rows, then with many; then on a Wednesday."""
    logging.disable(logging.WARNING)
    report = Report("tick")
    call_command("load_directory", stdout=StringIO())
    load_ladders()
    town = Town(instant(FIRST_MONDAY - WEEK, EIGHT))
    _on_monday(town, 0)  # what is written once a process is written here
    few, rows = [_on_monday(town, week) for week in (1, 2)], Occurrence.objects.count()
    town.multiply(COPIES)
    many, all_rows = [_on_monday(town, week) for week in (3, 4)], Occurrence.objects.count()
    report.add("due", FEW)
    report.add("occurrences_few", rows)
    report.add("occurrences_many", all_rows, (">=", 1_000_000))
    report.add("tick_ms_among_few", round(1000 * min(few), 1))
    report.add("tick_ms_among_many", round(1000 * min(many), 1))
    report.add("growth", round(min(many) / min(few), 2), ("<=", MOST_GROWTH))
    _at_once(report, town)
    return report.show(as_json)


def _on_monday(town: Town, week: int) -> float:
    """Return the seconds of this process that the tick takes at nine on a Monday, when 100 duties are due."""
    day = FIRST_MONDAY + week * WEEK
    before = instant(day, EIGHT)
    town.is_settled(before)
    tick(before)
    seconds = _worked(lambda: tick(instant(day, NINE)))
    told = Message.objects.filter(created_at=instant(day, NINE), state="delivered").count()
    assert told == FEW, told
    return seconds


def _worked(do: Callable[[], object]) -> float:
    begun = time.process_time()
    assert do() == 0
    return time.process_time() - begun


def _at_once(report: Report, town: Town) -> None:
    """Let 1,000 duties come due in one minute."""
    os.environ |= {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": "a bench's own secret",
        "TWILIO_FROM": "+358401110000",
    }
    here = override_settings(
        RINKI_GATEWAYS=["tests.bench.sender_ways.Gateway"], PUBLIC_BASE_URL="https://bench.example"
    )
    wednesday = FIRST_MONDAY + 4 * WEEK + timedelta(days=2)
    now = instant(wednesday, TEN)
    town.is_settled(now - timedelta(hours=1))
    tick(now - timedelta(hours=1))
    with here, counterpart() as origins:
        gateway_at(origins[LATENCIES.index(LATENCY)])
        begun = time.monotonic()
        tick(now)
        seconds = time.monotonic() - begun
    report.add("at_once", AT_ONCE)
    report.add("at_once_latency_ms", LATENCY)
    report.add("at_once_handed_over", _handed_over(now), ("==", AT_ONCE))
    report.add("at_once_seconds", round(seconds, 1), ("<=", MOST_SECONDS))


def _handed_over(since: datetime) -> int:
    return Message.objects.filter(accepted_at__gte=since, state="accepted").count()
