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
    asked = []
    is_closed = plan.lets_go_by(rule, day)
    for member in plan.receivers_on(day):
        wishes_not = plan.lets_go_by(rule, day, member.person_id)
        if not (is_closed and wishes_not):
            why = HOLIDAY if wishes_not else _left_out(plan, day, member)
            why = _receiver_bar(plan, rule, day, member) or why
            asked.append(Asked(member, _hour(plan, rule, day, member), why))
    return asked


def _receiver_bar(plan: RingPlan, rule: Rule, day: date, member: Member) -> str:
    return plan.receiver_facts(member.person_id).bar_throughout(window_of(rule.span, day))


def _left_out(plan: RingPlan, day: date, member: Member) -> str:
    if not plan.exceptions:
        return ""
    found = plan.exceptions.get((day, member.person_id)) or plan.exceptions.get((day, None))
    return LEFT_OUT if found and found.wall_time is None else ""


def _hour(plan: RingPlan, rule: Rule, day: date, member: Member) -> time:
    """Return the hour: the nearest exception, then the member's own, then the ring's.

    An exception moves the first time of the day; the others stay where they are.
    """
    own = member.wall_time or rule.wall_time
    if not plan.exceptions or rule.round != min(r.round for r in plan.rules if names(r, day)):
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
