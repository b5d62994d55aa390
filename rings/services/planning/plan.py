"""From the tables to `RingPlan`: the same few queries for one ring or for all of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from directory.calendar import finnish_holidays
from directory.kept import kept
from people.models import Absence, Resident
from rings.models import DateException, Ring, RingMember, ScheduleRule
from rings.rules.plan import (
    CALL_IN,
    CIRCLE,
    DayException,
    Facts,
    Member,
    Period,
    RingPlan,
    Window,
)
from rings.rules.schedule import A_WEEK, HOUR, WEEK, Rule, monday_of, window_of
from volunteers.models import AvailableWindow, Credential
from volunteers.services.eligibility import Blockers, blockers_of, blockers_of_both

# Here everybody who rings is a resident, and is judged as one.
AMONG_RESIDENTS = frozenset({CIRCLE, CALL_IN})


@dataclass(frozen=True)
class Known:
    """What bars people, by person: as volunteers and as residents."""

    volunteers: dict[int, Facts]
    residents: dict[int, Facts]

    def receiver_bar(self, receiver_id: int, day: date, span: str = HOUR) -> str:
        """Return what bars the person from being rung or visited on `day` (or all that week), or ""."""
        return self.residents[receiver_id].bar_throughout(window_of(span, day))

    def helper_bar(
        self, person_id: int, day: date, *, topology: str, receiver_id: int, span: str = HOUR
    ) -> str:
        """Return what bars the person from a duty on `day`, or "". Mirrors `rings.eligibility`."""
        days = window_of(span, day)
        bar = self.volunteers[person_id].bar_throughout(days)
        if topology == CIRCLE or (topology == CALL_IN and person_id == receiver_id):
            return bar and self.residents[person_id].bar_throughout(days)
        return bar


def load_plan(ring: Ring, today: date, last: date) -> RingPlan:
    """Return the plan of `ring` for the local dates from `today` to `last`."""
    return load_plans([ring], today, last)[ring.pk]


def load_plans(rings: Sequence[Ring], today: date, last: date) -> dict[int, RingPlan]:
    """Return the plan of each of `rings` by its number, for the dates from `today` to `last`."""
    ids = [ring.pk for ring in rings]
    members: dict[int, list[Member]] = defaultdict(list)
    for row in RingMember.objects.filter(ring__in=ids).order_by("position", "pk"):
        members[row.ring_id].append(_member(row))
    rules: dict[int, list[Rule]] = defaultdict(list)
    for rule in ScheduleRule.objects.filter(ring__in=ids).order_by("round", "pk"):
        rules[rule.ring_id].append(_rule(rule))
    turn_from = {ring.pk: _turn_from(ring, rules[ring.pk], today) for ring in rings}
    # Turns are looked at whole: from the beginning of the one under way to the end of the last.
    first = min(turn_from.values(), default=today)
    until = last + max((ring.turn_weeks for ring in rings), default=1) * A_WEEK
    people = {m.person_id for some in members.values() for m in some}
    known = _what_bars(people, today, first, until)
    exceptions = _exceptions(ids, today)
    calendar = finnish_holidays(range(first.year, until.year + 1))
    return {
        ring.pk: RingPlan(
            ring_id=ring.pk,
            topology=ring.topology,
            turn_weeks=max(ring.turn_weeks, 1),
            captain_id=ring.captain_id,
            rules=tuple(rules[ring.pk]),
            members=tuple(members[ring.pk]),
            calendar=calendar,
            as_helper=(known.residents if ring.topology in AMONG_RESIDENTS else known.volunteers),
            as_receiver=known.residents,
            roster=ring.roster,
            turn_order=tuple(ring.turn_order),
            turn_from=turn_from[ring.pk],
            exceptions=exceptions[ring.pk],
        )
        for ring in rings
    }


def _turn_from(ring: Ring, rules: Sequence[Rule], today: date) -> date:
    """Return the day whose turn the ring's order is of; one that does not run yet begins when it starts."""
    if ring.state == Ring.State.PUBLISHED and ring.turn_from:
        return ring.turn_from
    starts = min((rule.valid_from for rule in rules), default=today)
    return monday_of(max(starts, today))


def _exceptions(
    ring_ids: Sequence[int], today: date
) -> dict[int, dict[tuple[date, int | None], DayException]]:
    found: dict[int, dict[tuple[date, int | None], DayException]] = defaultdict(dict)
    for row in DateException.objects.filter(ring__in=ring_ids, nominal_date__gte=today):
        hour = row.wall_time if row.kind == DateException.Kind.HOUR else None
        found[row.ring_id][row.nominal_date, row.receiver_id] = DayException(hour)
    return found


def bars_on(ids: set[int], day: date) -> Known:
    """Return what bars each of `ids` on `day`, at whatever hour: asked once more right before a text.

    What is due some time in a week is barred by the whole week only: so the absences of all of it are known.
    """
    away = _away(ids, day, window_of(WEEK, day)[-1])
    return _known({pk: Facts(away=away.get(pk, ())) for pk in ids}, *blockers_of_both(ids, day))


def _what_bars(ids: set[int], today: date, first: date, last: date) -> Known:
    """Return what bars each of `ids` from `today`, and at which hours of the dates from `first` to `last`."""
    windows: dict[int, list[Window]] = defaultdict(list)
    rows = AvailableWindow.objects.filter(volunteer__person__in=ids)
    hours = rows.values_list("volunteer__person_id", "weekday", "starts", "ends")
    for person_id, weekday, starts, ends in hours:
        windows[person_id].append(Window(weekday, starts, ends))
    away = _away(ids, first, last)
    lapses = _lapses(ids, today, last)
    wishes = dict(
        Resident.objects.filter(person__in=ids)
        .exclude(holidays="")
        .values_list("person_id", "holidays")
    )
    facts = {
        pk: Facts(
            away=away.get(pk, ()),
            lapses_after=lapses.get(pk),
            windows=tuple(windows.get(pk, ())),
            holidays=wishes.get(pk, ""),
        )
        for pk in ids
    }
    return _known(facts, *blockers_of_both(ids, today))


def _known(
    facts: dict[int, Facts], as_volunteer: dict[int, Blockers], as_resident: dict[int, Blockers]
) -> Known:
    """Join what is known of each. Papers and free hours are a volunteer's matter, not a resident's."""
    return Known(
        volunteers={pk: replace(f, fit=not as_volunteer[pk]) for pk, f in facts.items()},
        residents={
            pk: Facts(away=f.away, fit=not as_resident[pk], holidays=f.holidays)
            for pk, f in facts.items()
        },
    )


def _away(ids: set[int], first: date, last: date) -> dict[int, tuple[Period, ...]]:
    away: dict[int, tuple[Period, ...]] = {}
    for absence in _absences(ids, first, last):
        period = Period(absence.starts_on, absence.returns_on)
        away[absence.person_id] = (*away.get(absence.person_id, ()), period)
    return away


@kept
def _absences(ids: set[int], first: date, last: date) -> QuerySet[Absence]:
    absences = Absence.objects.filter(person__in=ids, cancelled_at=None, starts_on__lte=last)
    return absences.filter(Q(returns_on=None) | Q(returns_on__gt=first))


def _lapses(ids: set[int], first: date, last: date) -> dict[int, date]:
    """Return the last day on which a fit volunteer is fit, for those barred before `last`."""
    expiring = Credential.objects.filter(
        volunteer__person__in=ids, required=True, valid_until__gte=first, valid_until__lt=last
    )
    by_day: dict[date, set[int]] = defaultdict(set)
    for person_id, day in expiring.values_list("volunteer__person_id", "valid_until"):
        if day is not None:
            by_day[day].add(person_id)
    found: dict[int, date] = {}
    for day in sorted(by_day):
        barred = blockers_of(by_day[day], day + timedelta(days=1))
        for person_id in (pk for pk in by_day[day] if barred[pk]):
            found.setdefault(person_id, day)
    return found


def _member(row: RingMember) -> Member:
    return Member(
        person_id=row.person_id,
        role=row.role,
        position=row.position,
        wall_time=row.wall_time,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _rule(row: ScheduleRule) -> Rule:
    return Rule(
        rule_id=row.pk,
        round=row.round,
        weekdays=frozenset(row.weekdays),
        interval_weeks=row.interval_weeks,
        anchor=row.anchor,
        wall_time=row.wall_time,
        zone=row.zone,
        holidays=row.holidays,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        span=row.span,
    )
