"""The page for who runs Rinki: its settings, addresses, numbers and alerts are those of the code."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve
from prometheus_client.parser import text_string_to_metric_families

from backend.metrics import exposition
from notifications.models import GatewayState, Message
from notifications.services.heartbeat import Beat, note_beat, note_failure

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ALERTS = (ROOT / "docs" / "alerts.yml").read_text(encoding="utf-8")
NAME = re.compile(r"\brinki_[a-z_]+")
STATE = re.compile(r'(rinki_[a-z_]+)\{state="(\w+)"\}')
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table whose first heading is `heading`, below its two first lines."""
    table = PAGE.split(f"\n| {heading} |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_every_setting_that_the_code_reads_is_in_the_table_and_no_other() -> None:
    source = (ROOT / "backend" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    told = {name for row in rows("variable") for name in re.findall(r"`([A-Z_]+)`", row[0])}
    # Read by a library.
    assert told - {"NUMBA_CACHE_DIR"} == read


def test_every_address_that_is_told_to_be_asked_answers() -> None:
    addresses = re.findall(r"curl -s http://127\.0\.0\.1:8000(/\S+)", PAGE)
    addresses += [name for row in rows("address") for name in re.findall(r"`(/\S+)`", row[0])]
    assert len(addresses) == 9
    for address in addresses:
        assert resolve(address).url_name


@pytest.mark.django_db
def test_every_number_is_explained_and_alerts_stand_on_no_other() -> None:
    note_beat(Beat(), NOW)
    note_failure("poll", NOW)
    families = list(text_string_to_metric_families(exposition(NOW).decode()))
    given = {f"{f.name}_total" if f.type == "counter" else f.name for f in families}
    explained = {name for row in rows("number") for name in NAME.findall(row[0])}
    assert explained == given
    assert set(NAME.findall(ALERTS)) <= given


def test_alerts_name_states_that_there_are() -> None:
    states = {
        "rinki_gateway_state": GatewayState.State.values,
        "rinki_texts": Message.State.values,
    }
    named = STATE.findall(ALERTS)
    assert named
    for number, state in named:
        assert state in states[number]
