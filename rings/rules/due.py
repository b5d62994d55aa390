"""Who is due on a date, and whose duty it is: one pure answer for preview, planning and explaining."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from rings.rules.plan import CALL_IN, CIRCLE, HUB, PAIR, Member, RingPlan
from rings.rules.schedule import Rule, falls_on, weeks_since


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


def who_is_due(plan: RingPlan, day: date) -> tuple[Due, ...]:
    """Return what `plan` asks for on the local date `day`, skipped ones included, in order."""
    found: dict[tuple[int, int], Due] = {}
    for rule in plan.rules:
        if falls_on(rule, day, plan.calendar):
            for due in _TOPOLOGIES[plan.topology](plan, rule, day):
                found.setdefault((due.receiver_id, due.round), due)
    return tuple(found.values())


def _circle(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """Member k rings k+1 and the last rings the first; the ring closes over those who are missing."""
    members = _from_captain(plan.receivers_on(day), plan.captain_id)
    bars = {m.person_id: plan.receiver_facts(m.person_id).bar(day) for m in members}
    present = [m for m in members if not bars[m.person_id]]
    for member in members:
        if bars[member.person_id]:
            yield _due(rule, member, None, skipped=bars[member.person_id])
            continue
        caller = present[present.index(member) - 1]
        passed = _missing_between(members, caller, member, bars)
        yield _due(rule, member, caller if caller is not member else None, passed)


def _from_captain(members: list[Member], captain_id: int | None) -> list[Member]:
    start = next((n for n, m in enumerate(members) if m.person_id == captain_id), 0)
    return members[start:] + members[:start]


def _missing_between(
    members: list[Member], caller: Member, called: Member, bars: dict[int, str]
) -> tuple[PassedOver, ...]:
    start, end = members.index(caller), members.index(called)
    between = members[start + 1 : end] if start < end else members[start + 1 :] + members[:end]
    return tuple(PassedOver(m.person_id, bars[m.person_id]) for m in between)


def _hub(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """Resident i is helper (i + p) mod n's in period p; who cannot is replaced by the least burdened."""
    helpers, receivers = plan.helpers_on(day), plan.receivers_on(day)
    period = weeks_since(rule.anchor, day) // plan.turn_weeks
    turns: dict[int, list[Member]] = {}
    for index, receiver in enumerate(receivers):
        first = (index + period) % len(helpers) if helpers else 0
        turns[receiver.person_id] = helpers[first:] + helpers[:first]
    return _share_out(plan, rule, day, receivers, turns)


def _pair(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """The first helper; those after stand ready when the first cannot."""
    helpers, receivers = plan.helpers_on(day), plan.receivers_on(day)
    return _share_out(plan, rule, day, receivers, {r.person_id: helpers for r in receivers})


def _share_out(
    plan: RingPlan,
    rule: Rule,
    day: date,
    receivers: list[Member],
    turns: dict[int, list[Member]],
) -> list[Due]:
    """Give each receiver the first of their turn who can; then share the rest out evenly."""
    dues: dict[int, Due] = {}
    load: Counter[int] = Counter()
    left: list[Member] = []
    for receiver in receivers:
        turn = turns[receiver.person_id]
        bar = plan.receiver_facts(receiver.person_id).bar(day)
        if bar:
            dues[receiver.person_id] = _due(rule, receiver, None, skipped=bar)
        elif turn and not _bar(plan, rule, day, receiver, turn[0]):
            load[turn[0].person_id] += 1
            dues[receiver.person_id] = _due(rule, receiver, turn[0])
        else:
            left.append(receiver)
    for receiver in left:
        dues[receiver.person_id] = _stand_in(
            plan, rule, day, receiver, turns[receiver.person_id], load
        )
    return [dues[r.person_id] for r in receivers]


def _stand_in(
    plan: RingPlan,
    rule: Rule,
    day: date,
    receiver: Member,
    turn: list[Member],
    load: Counter[int],
) -> Due:
    bars = [(m, _bar(plan, rule, day, receiver, m)) for m in turn]
    passed = tuple(PassedOver(m.person_id, bar) for m, bar in bars if bar)
    able = [m for m, bar in bars if not bar]
    if not able:
        return _due(rule, receiver, None, passed)
    chosen = min(able, key=lambda m: load[m.person_id])
    load[chosen.person_id] += 1
    return _due(rule, receiver, chosen, passed)


def _bar(plan: RingPlan, rule: Rule, day: date, receiver: Member, helper: Member) -> str:
    hour = receiver.wall_time or rule.wall_time
    return plan.helper_facts(helper.person_id).bar(day, hour)


def _call_in(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """The residents report themselves; the hour is their deadline."""
    for member in plan.receivers_on(day):
        bar = plan.receiver_facts(member.person_id).bar(day)
        yield _due(rule, member, None if bar else member, skipped=bar)


def _due(
    rule: Rule,
    receiver: Member,
    helper: Member | None,
    passed_over: tuple[PassedOver, ...] = (),
    skipped: str = "",
) -> Due:
    return Due(
        receiver_id=receiver.person_id,
        helper_id=helper.person_id if helper else None,
        wall_time=receiver.wall_time or rule.wall_time,
        zone=rule.zone,
        round=rule.round,
        rule_id=rule.rule_id,
        passed_over=passed_over,
        skipped=skipped,
    )


_TOPOLOGIES: dict[str, Callable[[RingPlan, Rule, date], Iterable[Due]]] = {
    CIRCLE: _circle,
    HUB: _hub,
    PAIR: _pair,
    CALL_IN: _call_in,
}
