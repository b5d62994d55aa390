"""Who is due on a date, and whose duty it is: one pure answer for preview, planning and explaining."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rings.rules.asked import Asked, Due, PassedOver, asked_on, due_of
from rings.rules.plan import CALL_IN, CIRCLE, HUB, PAIR, RingPlan
from rings.rules.schedule import WEEK, Rule, names, planned_dates, window_of
from rings.rules.turns import DUTY

__all__ = ["Due", "PassedOver", "dues_between", "who_is_due"]


def who_is_due(plan: RingPlan, day: date) -> tuple[Due, ...]:
    """Return what `plan` asks for on the local date `day`, skipped ones included, in order."""
    return _due_by(plan, (rule for rule in plan.rules if names(rule, day)), day)


def dues_between(plan: RingPlan, first: date, last: date) -> Iterator[tuple[date, tuple[Due, ...]]]:
    """Return the dates from `first` to `last` on which `plan` asks for anything, each with its dues."""
    by_day: dict[date, list[Rule]] = {}
    for rule in plan.rules:
        for day in planned_dates(rule, first, last):
            by_day.setdefault(day, []).append(rule)
    for day in sorted(by_day):
        if dues := _due_by(plan, by_day[day], day):
            yield day, dues


def _due_by(plan: RingPlan, rules: Iterable[Rule], day: date) -> tuple[Due, ...]:
    found: dict[tuple[int, int], Due] = {}
    for rule in rules:
        for due in _TOPOLOGIES[plan.topology](plan, rule, day):
            found.setdefault((due.receiver_id, due.round), due)
    return tuple(found.values())


def _circle(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """Member k rings k+1 and the last rings the first; the ring closes over those who are missing."""
    asked = _from_captain(asked_on(plan, rule, day), plan.captain_id)
    callers = [a for a in asked if not a.skipped]
    for one in asked:
        if one.skipped:
            yield due_of(rule, one, None)
            continue
        caller = callers[callers.index(one) - 1]
        passed = _missing_between(asked, caller, one)
        yield due_of(rule, one, caller.member.person_id if caller is not one else None, passed)


def _from_captain(asked: list[Asked], captain_id: int | None) -> list[Asked]:
    start = next((n for n, a in enumerate(asked) if a.member.person_id == captain_id), 0)
    return asked[start:] + asked[:start]


def _missing_between(asked: list[Asked], caller: Asked, called: Asked) -> tuple[PassedOver, ...]:
    start, end = asked.index(caller), asked.index(called)
    between = asked[start + 1 : end] if start < end else asked[start + 1 :] + asked[:end]
    return tuple(PassedOver(a.member.person_id, a.skipped) for a in between)


def _hub(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """Each resident is the helper's whose turn it is; who cannot is replaced by the least burdened."""
    turn = plan.turns.on(day)
    here = {m.person_id for m in plan.helpers_on(day)}
    order = [pk for pk in turn.order if pk in here]
    lists: dict[int, list[int]] = {}
    for one in _receivers(plan, day):
        first = turn.first_for(one)
        # Whoever has left since the turn began is not there any more.
        lists[one] = [first, *(pk for pk in order if pk != first)] if first in here else order
    return _share_out(plan, rule, day, lists, barred=_barred(turn.serving, order))


def _barred(serving: Sequence[int], order: Sequence[int]) -> list[int]:
    """Return those who stand before the first who serves: they are barred throughout the turn."""
    first = next((n for n, pk in enumerate(order) if pk in serving), 0)
    return list(order[:first])


def _pair(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """The first helper; those after stand ready when the first cannot."""
    helpers = [m.person_id for m in plan.helpers_on(day)]
    return _share_out(plan, rule, day, dict.fromkeys(_receivers(plan, day), helpers))


def _receivers(plan: RingPlan, day: date) -> list[int]:
    return [m.person_id for m in plan.receivers_on(day)]


def _share_out(
    plan: RingPlan,
    rule: Rule,
    day: date,
    lists: dict[int, list[int]],
    barred: Sequence[int] = (),
) -> list[Due]:
    """Give each receiver the first of their list who can; then share the rest out evenly.

    `barred` were passed over when the lists were made.
    """
    asked = asked_on(plan, rule, day)
    dues: dict[int, Due] = {}
    load: Counter[int] = Counter()
    left: list[Asked] = []
    for one in asked:
        receiver_id = one.member.person_id
        first = next(iter(lists[receiver_id]), None)
        if one.skipped:
            dues[receiver_id] = due_of(rule, one, None)
        elif first is not None and not _bar(plan, rule, day, one, first):
            load[first] += 1
            passed = _passed_over(plan, rule, day, one, barred) if barred else ()
            dues[receiver_id] = due_of(rule, one, first, passed)
        else:
            left.append(one)
    for one in left:
        turn = lists[one.member.person_id]
        dues[one.member.person_id] = _stand_in(plan, rule, day, one, turn, load)
    return [dues[one.member.person_id] for one in asked]


def _passed_over(
    plan: RingPlan, rule: Rule, day: date, one: Asked, people: Iterable[int]
) -> tuple[PassedOver, ...]:
    bars = ((pk, _bar(plan, rule, day, one, pk)) for pk in people)
    return tuple(PassedOver(pk, bar) for pk, bar in bars if bar)


def _stand_in(
    plan: RingPlan, rule: Rule, day: date, one: Asked, turn: list[int], load: Counter[int]
) -> Due:
    passed = _passed_over(plan, rule, day, one, turn)
    able = [pk for pk in turn if pk not in {p.person_id for p in passed}]
    if not able:
        return due_of(rule, one, None, passed)
    # On duty one helper calls all, so the next in order has the whole day.
    chosen = able[0] if plan.roster == DUTY else min(able, key=lambda pk: load[pk])
    load[chosen] += 1
    return due_of(rule, one, chosen, passed)


def _bar(plan: RingPlan, rule: Rule, day: date, one: Asked, helper_id: int) -> str:
    """Return what bars a helper; in an untimed week no hour does, and only a whole week away."""
    facts = plan.helper_facts(helper_id)
    if rule.span == WEEK:
        return facts.bar_throughout(window_of(rule.span, day))
    return facts.bar(day, one.hour)


def _call_in(plan: RingPlan, rule: Rule, day: date) -> Iterable[Due]:
    """The residents report themselves; the hour is their deadline."""
    for one in asked_on(plan, rule, day):
        yield due_of(rule, one, None if one.skipped else one.member.person_id)


_TOPOLOGIES: dict[str, Callable[[RingPlan, Rule, date], Iterable[Due]]] = {
    CIRCLE: _circle,
    HUB: _hub,
    PAIR: _pair,
    CALL_IN: _call_in,
}
