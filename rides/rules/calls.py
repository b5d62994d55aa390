"""Whom somebody has to ring about rides, and why: one reason for each way and run that waits. Pure rules."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Call(StrEnum):
    """Why somebody is rung, the most urgent first: people who stand and wait, riders, then drivers."""

    HOME = "home"
    STRANDED = "stranded"
    MISSING = "missing"
    EARLY = "early"
    ARRIVED = "arrived"
    LOST = "lost"
    CHANGE = "change"
    OFF = "off"
    TELL = "tell"
    RING_BACK = "ring_back"
    NO_CAR = "no_car"
    CONFIRM = "confirm"
    ANSWER = "answer"
    ASK = "ask"
    LIST = "list"
    READ = "read"
    DRAFT = "draft"
    WAITS = "waits"
    LOOK = "look"
    REPORT = "report"


URGENT = frozenset(
    {
        Call.HOME,
        Call.STRANDED,
        Call.MISSING,
        Call.EARLY,
        Call.ARRIVED,
        Call.LOST,
        Call.CHANGE,
        Call.OFF,
    }
)
_RANK = {call: rank for rank, call in enumerate(Call)}


@dataclass(frozen=True)
class LegStands:
    """How a way stands that waits for somebody.

    `run_state`: of the run it is in, or "". `event`, `reason`: the last step, reminders aside. `knows`: the rider
    was told a car. `differs`: it is not the one planned. `is_told_by`: the rider should know.
    """

    state: str
    run_state: str
    event: str
    reason: str
    called: bool
    knows: bool
    differs: bool
    is_told_by: bool
    dropoff_at: datetime | None


def call_for_leg(leg: LegStands, now: datetime) -> Call:
    """Return why the rider of `leg` is rung, or somebody looks for a car."""
    if leg.state == "on_call":
        return Call.RING_BACK
    if leg.state == "requested":
        return _without_car(leg)
    if leg.event == "not_ready":
        return Call.MISSING
    if leg.reason == "ready_early":
        return Call.EARLY
    is_over = leg.dropoff_at is not None and leg.dropoff_at <= now
    return Call.ARRIVED if is_over else _in_car(leg)


def call_for_run(
    state: str, *, what: str, by_text: bool, has_list: bool, has_read: bool, is_over: bool
) -> Call:
    """Return why the driver of a run that waits is rung; `what` is what they have to hear, see `changes`."""
    if what == "call_off":
        return Call.OFF
    if state == "draft" or what == "ask_again":
        return Call.DRAFT
    if state == "asked":
        return Call.ANSWER if by_text else Call.ASK
    if is_over or (has_list and has_read and what != "changed"):
        return Call.REPORT
    if what == "changed":
        return Call.CHANGE
    return Call.READ if has_list else Call.LIST


def rank(call: Call) -> int:
    """Return how soon it comes: the smaller the sooner."""
    return _RANK[call]


def _in_car(leg: LegStands) -> Call:
    if leg.state in {"told", "confirmed"}:
        return Call.CONFIRM
    if leg.run_state in {"confirmed", "out"}:
        return Call.TELL
    return Call.DRAFT if leg.run_state == "draft" else Call.WAITS


def _without_car(leg: LegStands) -> Call:
    if leg.called:
        return Call.HOME
    if leg.reason == "breakdown":
        return Call.STRANDED
    if leg.knows and leg.differs:
        return Call.LOST
    return Call.NO_CAR if leg.is_told_by else Call.LOOK
