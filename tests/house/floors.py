"""Reads the imports of the tree, wherever in a file they stand, for the tests of the floors."""

import ast
from collections.abc import Container, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = (
    "directory",
    "people",
    "volunteers",
    "notifications",
    "rings",
    "rides",
    "reports",
    "backend",
)


def app_files() -> Iterator[Path]:
    """Yield every Python file of the apps, migrations excepted."""
    for app in FLOORS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def module_of(path: Path) -> str:
    """Return the dotted name of the module that `path` holds."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Return every module of the apps by its dotted name."""
    return {module_of(path): path for path in app_files()}


def imports(
    source: str, module: str, *, is_package: bool = False, known: Container[str] = ()
) -> set[str]:
    """Return the dotted names that `source` imports, inside functions too.

    `from package import name` imports the module `package.name` if that is `known`, and else the package.
    """
    return _imported(ast.parse(source), module, is_package, known)


def _imported(parsed: ast.AST, module: str, is_package: bool, known: Container[str]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = module.split(".")
                keep = len(package) - node.level + (1 if is_package else 0)
                base = ".".join([*package[:keep], *([base] if base else [])])
            names = {f"{base}.{alias.name}" for alias in node.names}
            found.update(name if name in known else base for name in names)
    return found


def imports_inside_functions(source: str) -> set[str]:
    """Return the dotted names that `source` imports only when one of its functions runs."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node for node in ast.walk(ast.parse(source)) if isinstance(node, functions)]
    return {name for body in bodies for name in _imported(body, "", False, ())}


def imports_up(found: dict[str, set[str]]) -> list[str]:
    """Return each import in `found` (module → names) that leads to a higher floor."""
    floor = {app: number for number, app in enumerate(FLOORS)}
    return sorted(
        f"{module} imports {name}"
        for module, names in found.items()
        for name in names
        if floor.get(name.split(".")[0], -1) > floor[module.split(".")[0]]
    )


def circle(found: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle of imports, or nothing. Names that are no module do not count."""
    graph = {module: {name for name in names if name in found} for module, names in found.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@cache
def tree() -> dict[str, set[str]]:
    """Return what each module of the apps imports."""
    known = modules()
    return {
        module: imports(
            path.read_text(), module, is_package=path.name == "__init__.py", known=known
        )
        for module, path in known.items()
    }
