"""The floors of the house: imports point down, never up or in a circle."""

import re

from tests.house.floors import (
    FLOORS,
    ROOT,
    app_files,
    circle,
    imports,
    imports_inside_functions,
    imports_up,
    tree,
)

TEMPLATE_USE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([\w/.-]+)[\"']")


def test_no_app_imports_a_floor_above_it() -> None:
    assert imports_up(tree()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(tree()) == []


def test_no_function_imports_but_the_start_of_an_app_its_wiring() -> None:
    found = {
        str(path.relative_to(ROOT)): inside
        for path in app_files()
        if (inside := imports_inside_functions(path.read_text()))
    }
    wired = ("people", "volunteers", "notifications", "rings", "rides", "reports")
    assert found == {f"{app}/apps.py": {f"{app}.wiring"} for app in wired}


def test_an_import_inside_a_function_is_found() -> None:
    source = "def answer():\n    from rings.models import Ring\n    import json\n"
    assert imports_inside_functions(source) == {"rings.models", "json"}


def test_an_import_upwards_is_found_even_inside_a_function() -> None:
    source = "def answer():\n    from rings.models import Ring\n    return Ring\n"
    found = {"people.services.absences": imports(source, "people.services.absences")}
    assert imports_up(found) == ["people.services.absences imports rings.models"]


def test_a_relative_import_is_followed_to_its_module() -> None:
    assert "rings.models" in imports("from ..models import Ring", "rings.services.audit")
    known = {"rings.services.planning.plan"}
    found = imports("from . import plan", "rings.services.planning", is_package=True, known=known)
    assert found == known


def test_a_circle_of_two_modules_is_found() -> None:
    found = {"rings.a": {"rings.b"}, "rings.b": {"rings.a"}, "rings.c": {"rings.a"}}
    assert set(circle(found)) == {"rings.a", "rings.b"}


def test_a_template_uses_no_template_of_a_floor_above_it() -> None:
    floor = {app: number for number, app in enumerate(FLOORS)}
    wrong = [
        f"{path.relative_to(ROOT)} uses {used}"
        for app in FLOORS
        for path in (ROOT / "templates" / app).rglob("*.html")
        for used in TEMPLATE_USE.findall(path.read_text())
        if floor.get(used.split("/")[0], -1) > floor[app]
    ]
    assert wrong == []
