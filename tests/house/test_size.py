"""Small files, short functions, migrations that go both ways, and nothing of the workshop in the tree."""

import ast
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from django.db import migrations

from tests.house.floors import FLOORS, ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
TEXT_FILES = {".py", ".html", ".md", ".css", ".js", ".toml", ".txt", ".json", ".sh", ".csv", ""}
NOT_OURS = ("backend/static/vendor/", "requirements", "package-lock.json", "tests/house/")


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git knows of, or would add, under `patterns`."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def own_python() -> list[Path]:
    """Return our Python files, migrations excepted."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in [*own_python(), *tracked("*.html", "backend/static/*.css", "bin/*")]
        if "vendor" not in path.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in own_python()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("app", FLOORS)
def test_every_migration_goes_back_as_well(app: str) -> None:
    names = [path.stem for path in (ROOT / app / "migrations").glob("[0-9]*.py")]
    one_way = [
        f"{app}.{name}: {operation}"
        for name in names
        for operation in import_module(f"{app}.migrations.{name}").Migration.operations
        if isinstance(operation, migrations.RunPython | migrations.RunSQL)
        and not operation.reversible
    ]
    assert one_way == []


def test_the_tree_speaks_of_nothing_outside_itself() -> None:
    words = ("../" + "shared", "/work/" + "shared", "tool " + "library", "/work/" + "main")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked()
        if path.suffix in TEXT_FILES and not str(path.relative_to(ROOT)).startswith(NOT_OURS)
        for word in words
        if word in path.read_text(errors="ignore")
    ]
    assert found == []


def test_the_locks_name_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text()
        assert "--index-url" not in text
        assert " @ " not in text
