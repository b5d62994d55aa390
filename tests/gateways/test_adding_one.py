"""Follows docs/adding-a-gateway.md to the letter: the gateway that stands there keeps the whole contract.

Its files are written into a folder that Python takes for a part of the house, and its tests run here.
"""

import atexit
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings as wired
from pytest_django import Settings

from notifications.checks import check_gateways
from notifications.gateways.registry import gateways
from tests.gateways.test_complete import chosen_parts

PAGE = Path(wired.BASE_DIR) / "docs" / "adding-a-gateway.md"
FILE = re.compile(r"^\*\*([\w/.\\]+\.py)\*\*\n\n```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ENVIRONMENT = re.compile(r"^```\n(RINKI_GATEWAYS=.*?)^```$", re.DOTALL | re.MULTILINE)


def files_of_the_page() -> dict[str, str]:
    """Return each file of the page with what is to stand in it."""
    return {
        path.replace("\\", ""): code
        for path, code in FILE.findall(PAGE.read_text(encoding="utf-8"))
    }


def write_into(folder: Path) -> None:
    """Write the files of the page, and make the two packages that they belong to reach there."""
    for path, code in files_of_the_page().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, encoding="utf-8")
    (folder / "tests" / "gateways" / "loft" / "__init__.py").touch()
    for package in ("notifications.gateways", "tests.gateways"):
        import_module(package).__path__.append(str(folder / package.replace(".", "/")))


FOLDER = Path(mkdtemp(prefix="rinki-page-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
write_into(FOLDER)
loft = import_module("tests.gateways.loft.test_contract")
# Its fixture and its test classes are tests of this file from here on.
globals().update(
    {name: found for name, found in vars(loft).items() if name.startswith(("Test", "counterpart"))}
)


def test_a_gateway_is_one_folder_and_its_tests_another() -> None:
    folders = {str(Path(path).parent) for path in files_of_the_page()}
    assert folders == {"notifications/gateways/loft", "tests/gateways/loft"}


def test_the_gateway_of_the_page_takes_one_part_of_every_line_of_the_contract() -> None:
    assert [len(parts) for parts in chosen_parts([loft])] == [1] * 6


def test_the_settings_of_the_page_start_the_service(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = ENVIRONMENT.findall(PAGE.read_text(encoding="utf-8"))
    environment = dict(line.split("=", 1) for line in block.splitlines())
    settings.RINKI_GATEWAYS = environment.pop("RINKI_GATEWAYS").split(",")
    (problem,) = check_gateways(None)
    assert "LOFT_FOLDER" in problem.msg
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert check_gateways(None) == []
    assert [gateway.name for gateway in gateways()] == ["loft"]


def test_the_code_of_the_page_is_written_as_all_other_code() -> None:
    for check in (["check"], ["format", "--check"]):
        ruff = [
            sys.executable,
            "-m",
            "ruff",
            *check,
            "--config",
            str(PAGE.parents[1] / "pyproject.toml"),
        ]
        done = subprocess.run([*ruff, FOLDER], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
