"""Runs one bench and says what came out: a table for people, one JSON object for machines.

A bench is a module `tests/bench/NAME.py` with `main(json: bool) -> int`, which measures, builds a `Report`
and returns `report.show(json)`. It runs in a database of its own, which goes away with it.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib import import_module

Figure = float | int | str
Goal = tuple[str, float]
_COMPARE = {
    ">=": lambda figure, goal: figure >= goal,
    "<=": lambda figure, goal: figure <= goal,
    "==": lambda figure, goal: figure == goal,
}


@dataclass
class Report:
    """The figures of one bench, the goals that some of them have, and the seconds it took."""

    name: str
    figures: dict[str, Figure] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def add(self, name: str, figure: Figure, goal: Goal | None = None) -> None:
        """Note one figure, with its goal if it has one: `report.add("found", 0.99, (">=", 0.98))`."""
        self.figures[name] = figure
        if goal:
            self.goals[name] = goal

    def missed(self) -> list[str]:
        """Return the names of the figures that do not meet their goals."""
        return [
            name
            for name, (sign, goal) in self.goals.items()
            if not _COMPARE[sign](float(self.figures[name]), goal)
        ]

    def as_dict(self) -> dict[str, object]:
        """Return the report as one JSON object."""
        return {
            "name": self.name,
            "figures": self.figures,
            "goals": {name: list(goal) for name, goal in self.goals.items()},
            "met": not self.missed(),
            "seconds": round(time.monotonic() - self.started, 2),
        }

    def show(self, as_json: bool) -> int:
        """Print the report; return the exit code: 0 when every goal is met, else 1."""
        if as_json:
            print(json.dumps(self.as_dict(), ensure_ascii=False))
        else:
            self._print_table()
        return 1 if self.missed() else 0

    def _print_table(self) -> None:
        missed = self.missed()
        wide = max((len(name) for name in self.figures), default=0)
        for name, figure in self.figures.items():
            goal = " ".join(str(part) for part in self.goals.get(name, ()))
            verdict = "missed" if name in missed else "met" if goal else ""
            print(f"{name:<{wide}}  {figure!s:>12}  {goal:>12}  {verdict}".rstrip())
        print(f"{self.name}: {'goals missed' if missed else 'all goals met'}")


def run(name: str, as_json: bool) -> int:
    """Run the bench `name` on a database of its own and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="rinki-bench-") as folder:
        os.environ.update(
            RINKI_VAR_DIR=folder,
            DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3",
            DJANGO_SETTINGS_MODULE="tests.settings",
            RINKI_LOG_LEVEL="ERROR",
            RINKI_ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
        )
        import_module("django").setup()
        import_module("django.core.management").call_command("migrate", verbosity=0)
        code: int = import_module(f"tests.bench.{name}").main(as_json)
        import_module("django.db").connections.close_all()
    return code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], "--json" in sys.argv[2:]))
