"""The phone list: every way and run that waits for somebody, the most urgent first, and what to say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from directory.models import AuditEntry
from directory.scope import Scope
from notifications.services.numbers import number_for, with_numbers
from people.models import Person
from rides.machines import LEG, RUN
from rides.models import Leg, Run
from rides.models.request import LegQuerySet
from rides.models.run import RunQuerySet
from rides.rules.calls import URGENT, Call, LegStands, call_for_leg, call_for_run, rank
from rides.rules.due import Terms, tell_by
from rides.services.steps import terms_of, wished_start
from rides.services.telling.back import EARLY
from rides.services.telling.by_phone import FINE, OFFERED, OFFERED_DRIVER
from rides.services.telling.standing import change_for_rider, standings, with_all

MOST = 100
# What does not say how it stands: reminders, notes, and who has it in hand.
ASIDE = ("due", "hand_on", "changed", "tell", "change")


@dataclass(frozen=True)
class Row:
    """One person to ring, about one way (`leg`) or one run. `at`: when it begins; `seen`: for its form."""

    call: Call
    leg: Leg | None
    run: Run | None
    at: datetime
    seen: int
    acts: tuple[str, ...]

    @property
    def person(self) -> Person:
        """Return whom to ring."""
        if self.leg is not None:
            return self.leg.request.rider
        assert self.run is not None  # noqa: S101  # one of the two is always there
        return self.run.driver.person

    @property
    def is_urgent(self) -> bool:
        """Tell whether somebody stands and waits, or is about to."""
        return self.call in URGENT


def phone_list(scope: Scope, now: datetime) -> list[Row]:
    """Return whom this member of staff has to see to being rung, the most urgent first; at most `MOST` of each."""
    rows = [*_of_legs(_legs(scope, now), now), *_of_runs(_runs(scope, now), now)]
    return sorted(rows, key=lambda row: (rank(row.call), row.at))


def waiting(scope: Scope, now: datetime) -> int:
    """Return how many ways and runs wait for somebody."""
    legs = Leg.objects.visible_to(scope).in_hand(now).count()
    return legs + Run.objects.visible_to(scope).in_hand(now).count()


def seen_of(subject: str, pk: int) -> int:
    """Return the number of the last thing that happened to a leg or run: an older page is out of date."""
    entries = AuditEntry.objects.filter(subject=subject, subject_id=pk)
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def call_of_leg(leg: Leg, now: datetime) -> Call:
    """Return why the rider of `leg` is to be rung."""
    last = _last_events(LEG.name, [leg.pk]).get(leg.pk, ("", ""))
    return _call(leg, last, terms_of(leg.request.association), now)


def is_asked_with_run(leg: Leg, call: Call) -> bool:
    """Tell whether how it went is asked about the run as a whole: nobody is rung for each way of it."""
    return call == Call.ARRIVED and leg.run is not None and leg.run.is_live


def _legs(scope: Scope, now: datetime) -> list[Leg]:
    seen: LegQuerySet = Leg.objects.visible_to(scope).in_hand(now)
    legs = list(with_all(seen)[:MOST])
    with_numbers([leg.request.rider for leg in legs])
    return legs


def _runs(scope: Scope, now: datetime) -> list[Run]:
    seen: RunQuerySet = Run.objects.visible_to(scope).in_hand(now)
    rows = seen.select_related("driver__volunteer__person__municipality", "association", "owner")
    runs = list(rows.order_by("starts_at", "pk")[:MOST])
    with_numbers([run.driver.person for run in runs])
    return runs


def _of_legs(legs: Collection[Leg], now: datetime) -> Iterable[Row]:
    ids = [leg.pk for leg in legs]
    events, seen = _last_events(LEG.name, ids), _newest(LEG.name, ids)
    offices = {leg.request.association for leg in legs}
    terms = {office.pk: terms_of(office) for office in offices}
    for leg in legs:
        agreed = terms[leg.request.association_id]
        call = _call(leg, events.get(leg.pk, ("", "")), agreed, now)
        if is_asked_with_run(leg, call):
            continue
        at = leg.pickup_at or leg.called_at or wished_start(leg.request, leg.direction)
        yield Row(call, leg, leg.run, at, seen.get(leg.pk, 0), OFFERED.get(call, ()))


def _of_runs(runs: Collection[Run], now: datetime) -> Iterable[Row]:
    seen = _newest(RUN.name, [run.pk for run in runs])
    for each in standings(runs, now):
        run = each.run
        call = call_for_run(
            run.state,
            what=each.what or "",
            by_text=number_for(run.driver.person) is not None,
            has_list=run.listed_at is not None,
            has_read=run.read_at is not None,
            is_over=run.ends_at <= now,
        )
        acts = OFFERED_DRIVER.get(call, ())
        yield Row(call, None, run, run.starts_at, seen.get(run.pk, 0), acts)


def _call(leg: Leg, last: tuple[str, str], terms: Terms, now: datetime) -> Call:
    starts_at = leg.pickup_at or wished_start(leg.request, leg.direction)
    stands = LegStands(
        state=leg.state,
        run_state=leg.run.state if leg.run else "",
        event=last[0],
        reason=last[1],
        called=leg.called_at is not None,
        knows=leg.told_pickup_at is not None,
        differs=change_for_rider(leg) is not None,
        is_told_by=now >= tell_by(starts_at, terms),
        dropoff_at=leg.dropoff_at,
    )
    return call_for_leg(stands, now)


def _last_events(subject: str, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the last step of each, with its reason, reminders aside; the later of the story wins."""
    rows = AuditEntry.objects.filter(subject=subject, subject_id__in=ids)
    steps = rows.exclude(~Q(reason__in=(FINE, EARLY)), event__in=ASIDE).order_by("pk")
    return {
        pk: (event, reason)
        for pk, event, reason in steps.values_list("subject_id", "event", "reason")
    }


def _newest(subject: str, ids: Collection[int]) -> dict[int, int]:
    rows = AuditEntry.objects.filter(subject=subject, subject_id__in=ids).order_by("pk")
    return dict(rows.values_list("subject_id", "pk"))
