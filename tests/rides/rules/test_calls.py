"""Why somebody is rung about a ride."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rides.rules.calls import URGENT, Call, LegStands, call_for_leg, call_for_run, rank

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
PLAIN = LegStands(
    state="requested",
    run_state="",
    event="",
    reason="",
    called=False,
    knows=False,
    differs=False,
    is_told_by=False,
    dropoff_at=None,
)
SEATED = replace(PLAIN, state="planned", run_state="confirmed", dropoff_at=NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("stands", "call"),
    [
        (PLAIN, Call.LOOK),
        (replace(PLAIN, is_told_by=True), Call.NO_CAR),
        (replace(PLAIN, is_told_by=True, knows=True, differs=True), Call.LOST),
        (replace(PLAIN, knows=True, differs=True, reason="breakdown"), Call.STRANDED),
        (replace(PLAIN, called=True, reason="breakdown"), Call.HOME),
        (replace(PLAIN, state="on_call"), Call.RING_BACK),
        (SEATED, Call.TELL),
        (replace(SEATED, run_state="draft"), Call.DRAFT),
        (replace(SEATED, run_state="asked"), Call.WAITS),
        (replace(SEATED, state="told"), Call.CONFIRM),
        (replace(SEATED, state="confirmed", event="not_ready"), Call.MISSING),
        (replace(SEATED, state="confirmed", dropoff_at=NOW), Call.ARRIVED),
        (replace(SEATED, state="confirmed", event="due", reason="ready_early"), Call.EARLY),
    ],
)
def test_each_way_has_one_reason(stands: LegStands, call: Call) -> None:
    assert call_for_leg(stands, NOW) == call


@pytest.mark.parametrize(
    ("state", "what", "facts", "call"),
    [
        ("draft", "ask", {}, Call.DRAFT),
        ("asked", "", {}, Call.ANSWER),
        ("asked", "", {"by_text": False}, Call.ASK),
        ("confirmed", "", {}, Call.LIST),
        ("confirmed", "", {"has_list": True}, Call.READ),
        ("confirmed", "changed", {"has_list": True, "has_read": True}, Call.CHANGE),
        ("confirmed", "call_off", {"has_list": True}, Call.OFF),
        ("out", "", {"is_over": True}, Call.REPORT),
    ],
)
def test_each_run_has_one_reason(state: str, what: str, facts: dict[str, bool], call: Call) -> None:
    usual = {"by_text": True, "has_list": False, "has_read": False, "is_over": False}
    assert call_for_run(state, what=what, **(usual | facts)) == call


def test_whoever_stands_and_waits_comes_first() -> None:
    order = sorted(Call, key=rank)
    assert order[:2] == [Call.HOME, Call.STRANDED]
    assert max(map(rank, URGENT)) < min(rank(call) for call in Call if call not in URGENT)
