"""A bench says plainly whether its goals are met."""

import json

import pytest

from tests.bench.harness import Report


def test_a_missed_goal_makes_the_exit_code_one_and_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = Report("import")
    report.add("people_found", 0.97, (">=", 0.98))
    report.add("wrong_merges", 0, ("==", 0))
    assert report.show(as_json=False) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("missed")
    assert lines[1].endswith("met")


def test_the_json_is_one_object_with_figures_goals_and_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = Report("today")
    report.add("queries", 21, ("<=", 25))
    assert report.show(as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"] == {"queries": 21}
    assert told["goals"] == {"queries": ["<=", 25]}
    assert told["met"] is True
    assert told["seconds"] >= 0
