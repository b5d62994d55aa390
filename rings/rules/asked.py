"""Whom a rule asks to be contacted on a day, at which hour, and who of them is not due after all."""

from dataclasses import dataclass
from datetime import date, time

from rings.rules.plan import HOLIDAY, LEFT_OUT, Member, RingPlan
from rings.rules.schedule import HOUR, Rule, names, window_of


@dataclass(frozen=True)
class PassedOver:
    """Somebody whose turn it would have been, and what barred them."""

    person_id: int
    why: str


@dataclass(frozen=True)
class Due:
    """One planned contact. No `helper_id`: nobody is there to do it. `skipped`: not due after all, and why."""

    receiver_id: int
    helper_id: int | None
    wall_time: time
    zone: str
    round: int
    rule_id: int
    passed_over: tuple[PassedOver, ...] = ()
    skipped: str = ""
    span: str = HOUR


@dataclass(frozen=True)
class Asked:
    """A receiver whom a rule names on a day. `skipped`: what makes them not due after all, or ""."""

    member: Member
    hour: time
    skipped: str


def asked_on(plan: RingPlan, rule: Rule, day: date) -> list[Asked]:
    """Return the receivers of the day, in order. On the ring's closed days only those who wish it are there."""
    members = plan.receivers_on(day)
    if not plan.calendar.marks(day):
        return [_asked(plan, rule, day, member) for member in members]
    is_closed = plan.lets_go_by(rule, day)
    wish_not = {m.person_id for m in members if plan.lets_go_by(rule, day, m.person_id)}
    return [
        _asked(plan, rule, day, m, HOLIDAY if m.person_id in wish_not else "")
        for m in members
        if not (is_closed and m.person_id in wish_not)
    ]


def _asked(plan: RingPlan, rule: Rule, day: date, member: Member, why: str = "") -> Asked:
    facts, hour = plan.receiver_facts(member.person_id), member.wall_time or rule.wall_time
    if plan.exceptions:
        why = why or _left_out(plan, day, member)
        hour = _hour(plan, rule, day, member)
    window = window_of(rule.span, day)
    return Asked(member, hour, facts.bar_throughout(window) or why)


def _left_out(plan: RingPlan, day: date, member: Member) -> str:
    found = plan.exceptions.get((day, member.person_id)) or plan.exceptions.get((day, None))
    return LEFT_OUT if found and found.wall_time is None else ""


def _hour(plan: RingPlan, rule: Rule, day: date, member: Member) -> time:
    """Return the hour: the nearest exception, then the member's own, then the ring's.

    An exception moves the first time of the day; the others stay where they are.
    """
    own = member.wall_time or rule.wall_time
    if rule.round != min(r.round for r in plan.rules if names(r, day)):
        return own
    for_one = plan.exceptions.get((day, member.person_id))
    if for_one:
        return for_one.wall_time or own
    for_all = plan.exceptions.get((day, None))
    return member.wall_time or (for_all and for_all.wall_time) or rule.wall_time


def due_of(
    rule: Rule, one: Asked, helper_id: int | None, passed_over: tuple[PassedOver, ...] = ()
) -> Due:
    """Return the due of `one`, to be done by `helper_id`."""
    return Due(
        receiver_id=one.member.person_id,
        helper_id=helper_id,
        wall_time=one.hour,
        zone=rule.zone,
        round=rule.round,
        rule_id=rule.rule_id,
        passed_over=passed_over,
        skipped=one.skipped,
        span=rule.span,
    )
