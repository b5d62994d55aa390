"""The table of gateways for operators says what the gateways say of themselves, and each has its page."""

import re
from dataclasses import astuple
from pathlib import Path

import pytest
from django.conf import settings as wired
from django.utils.module_loading import import_string

from notifications.gateways.base import Capabilities
from tests.gateways.test_complete import NAMES

PAGES = Path(wired.BASE_DIR) / "docs" / "gateways"
ROW = re.compile(
    r"^\| \[(\w+)\]\(([\w./]+)\) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE
)
ROWS = {row[0]: row[1:] for row in ROW.findall((PAGES / "README.md").read_text(encoding="utf-8"))}


def test_every_gateway_stands_in_the_table() -> None:
    assert sorted(ROWS) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "demo"])
def test_a_page_names_the_gateway_as_it_is_set(name: str) -> None:
    page, *_can = ROWS[name]
    assert page == f"{name}.md"
    paths = re.findall(
        r"notifications\.gateways\.\w+\.\w+", (PAGES / page).read_text(encoding="utf-8")
    )
    classes = [import_string(path) for path in paths]
    assert name in {gateway.name for gateway in classes}


@pytest.mark.parametrize("name", NAMES)
def test_the_table_says_what_the_gateway_can(name: str) -> None:
    _page, *told = ROWS[name]
    gateway = import_string(f"notifications.gateways.{name}.{name.title()}Gateway")
    # That of some depends on how they are set up; what the table says of those, it says with a condition.
    can = getattr(gateway, "capabilities", None)
    if isinstance(can, Capabilities):
        two_way, _alphanumeric, receipts, look_up = astuple(can)
        assert told == ["yes" if able else "no" for able in (two_way, receipts, look_up)]
    else:
        assert told[0] == "yes, from a number"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "demo"])
def test_a_page_tells_no_setting_that_nobody_reads(name: str) -> None:
    page = (PAGES / ROWS[name][0]).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```\n( *RINKI_GATEWAYS=.*?)^ *```$", page, re.DOTALL | re.MULTILINE)
    told = {
        found for block in blocks for found in re.findall(r"^ *([A-Z_]+)=", block, re.MULTILINE)
    }
    told |= set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    house = Path(wired.BASE_DIR)
    reads = [
        house / "backend" / "settings.py",
        *(house / f"notifications/gateways/{name}").glob("*.py"),
    ]
    read = {found for path in reads for found in re.findall(r'"([A-Z_]+)"', path.read_text())}
    assert told
    assert told - read == set()
