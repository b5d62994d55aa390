"""Every gateway keeps the whole contract: of each line of it, its tests take exactly one part."""

import inspect
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.gateways.contract import LINES

HERE = Path(__file__).parent
GATEWAYS = HERE.parents[1] / "notifications" / "gateways"
NAMES = sorted(path.parent.name for path in GATEWAYS.glob("*/gateway.py"))


def modules_of(name: str) -> list[ModuleType]:
    """Return the modules with the tests of gateway `name`."""
    return [
        import_module(f"tests.gateways.{name}.{path.stem}")
        for path in sorted((HERE / name).glob("test_*.py"))
    ]


def chosen_parts(modules: Iterable[ModuleType]) -> list[list[str]]:
    """Return which parts of each line of the contract the tests in `modules` take."""
    tests = [
        test
        for module in modules
        for title, test in inspect.getmembers(module, inspect.isclass)
        if title.startswith("Test")
    ]
    taken = {base for test in tests for base in test.__mro__}
    return [[part.__name__ for part in line if part in taken] for line in LINES]


def test_the_gateways_are_found() -> None:
    assert {"demo", "twilio"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_gateway_takes_one_part_of_every_line(name: str) -> None:
    chosen = chosen_parts(modules_of(name))
    assert [len(parts) for parts in chosen] == [1] * len(LINES), chosen
