"""Dial-a-ride files: read whatever their habits, answered, and judged by a checker that shares no code."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.bench import darp
from tests.bench.darp_files import read, read_all
from tests.rides.planning.checker import faults, load_file


def written(
    folder: Path, name: str, n: int, *, twice: bool = False, trailing: bool = False
) -> Path:
    """Write an invented file of `n` requests, with the habits that some of them have."""
    rng = np.random.default_rng(n)
    xy = rng.uniform(-10, 10, (2 * n, 2)).round(3)
    early = rng.integers(30, 400, n)
    rows = [[0, 0.0, 0.0, 2, 0, 0, 600]]
    rows += [[i + 1, *xy[i], 3, 1 + i % 2, early[i], early[i] + 15] for i in range(n)]
    rows += [[n + i + 1, *xy[n + i], 3, -(1 + i % 2), 0, 1440] for i in range(n)]
    if trailing:
        rows.append([2 * n + 1, 0.0, 0.0, 2, 0, 0, 600])
    head = f" 3  {2 * n if twice else n}   480 3\t30 "
    text = "\n".join([head, *("   ".join(map(str, row)) + "  " for row in rows)]) + "\n\n"
    path = folder / f"{name}.txt"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("twice", "trailing"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_a_file_is_read_whatever_its_habits(tmp_path: Path, twice: bool, trailing: bool) -> None:
    instance = read(written(tmp_path, "x", 7, twice=twice, trailing=trailing))
    assert (instance.requests, instance.vehicles, instance.most_ride) == (7, 3, 30.0)
    day = instance.day()
    assert day.trips[1].load == (2,)
    assert day.minutes[0, 1] == pytest.approx(day.km[0, 1] + 2)


def test_answers_are_feasible_and_written_as_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in (5, 8):
        written(tmp_path, f"t{n}", n, trailing=n == 8)
    (tmp_path / "notes.txt").write_text("not an instance")
    out = tmp_path / "out.json"
    words = [
        "harness",
        "darp",
        "--instances",
        str(tmp_path),
        "--seconds",
        "0.5",
        "--json",
        str(out),
    ]
    monkeypatch.setattr(sys, "argv", words)
    assert darp.main(as_json=True) == 0
    assert "passed over: notes.txt" in capsys.readouterr().out
    answers = json.loads(out.read_text())
    assert [a["instance"] for a in answers] == ["t5", "t8"]
    for answer in answers:
        assert set(answer) == {"instance", "cost", "routes", "seconds"}
        file = load_file(tmp_path / f"{answer['instance']}.txt")
        assert faults(file, answer["cost"], answer["routes"]) == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    file = load_file(written(tmp_path, "t5", 5))
    (instance,) = read_all(tmp_path)
    answer = darp.solve(instance, 0.5)
    routes, cost = answer["routes"], float(str(answer["cost"]))
    assert isinstance(routes, list)
    assert faults(file, cost + 1, routes) != []
    assert "not every node is visited once" in faults(file, cost, routes[1:])
    assert faults(file, cost, [list(reversed(route)) for route in routes]) != []
    file.longest_ride = 0.5
    assert any("no times" in fault for fault in faults(file, cost, routes))
