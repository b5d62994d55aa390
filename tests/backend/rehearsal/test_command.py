"""`manage.py rehearse` leaves the present database as it is and answers in one JSON object."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from notifications.models import Message
from rings.models import Occurrence, Ring
from tests.backend.village import build_village

KEYS = {
    "planned", "reminded", "done", "no_answer", "substituted", "escalated", "to_coordinator",
    "open", "missing", "doubled", "wrong_wall_time", "messages", "parts", "auditor",
    "seed", "from", "days", "step_minutes", "processes", "seconds", "residents", "volunteers", "rings",
    "calls_failed", "answers_lost", "sent_twice",
}  # fmt: skip


@pytest.mark.service
@pytest.mark.django_db
def test_a_draft_is_tried_beside_the_present_database(capfd: pytest.CaptureFixture[str]) -> None:
    build_village()
    call_command("rehearse", first=date(2027, 4, 7), days=1, json=True)
    report = json.loads(capfd.readouterr().out)
    assert set(report) == KEYS
    assert (report["from"], report["days"], report["rings"]) == ("2027-04-07", 1, 5)
    assert (report["planned"], report["residents"], report["volunteers"]) == (11, 8, 3)
    assert set(Ring.objects.values_list("state", flat=True)) == {"draft"}
    assert not Occurrence.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.service
@pytest.mark.django_db
def test_a_gateway_that_fails_and_loses_answers_makes_nobody_forgotten(
    capfd: pytest.CaptureFixture[str],
) -> None:
    build_village()
    options = {"gateway_fails": 20, "answers_lost": 20, "json": True, "seed": 3}
    call_command("rehearse", first=date(2027, 4, 7), days=2, **options)
    report = json.loads(capfd.readouterr().out)
    assert report["calls_failed"] > 3
    assert report["answers_lost"] > 3
    faults = ("open", "missing", "doubled", "wrong_wall_time", "sent_twice")
    assert [report[fault] for fault in faults] == [0] * len(faults)
    assert report["auditor"] == []


@pytest.mark.django_db
def test_a_missing_folder_and_no_days_are_refused_in_words(tmp_path: Path) -> None:
    with override("en"), pytest.raises(CommandError, match="no such folder"):
        call_command("rehearse", first=date(2027, 4, 7), days=1, register=tmp_path / "none")
    with override("en"), pytest.raises(CommandError, match="at least one day"):
        call_command("rehearse", first=date(2027, 4, 7), days=0)
    with override("en"), pytest.raises(CommandError, match="at most 100 per cent"):
        call_command("rehearse", first=date(2027, 4, 7), days=1, gateway_fails=99, answers_lost=2)
