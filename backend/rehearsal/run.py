"""The rehearsal itself: days pass, the real clock ticks, people answer, and the tables are held to account."""

import time as stopwatch
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.auditor import findings
from backend.clock import tick, what_waits
from backend.rehearsal import verdict
from backend.rehearsal.life import Life
from backend.rehearsal.line import NO_TROUBLE, Trouble, lines
from backend.rehearsal.office import Office
from backend.rehearsal.people import People
from backend.rehearsal.rates import Rates
from backend.rehearsal.report import Report
from backend.rehearsal.town import Town
from backend.rehearsal.verdict import Span
from directory.actors import COMMAND
from directory.localtime import instant
from rings.models import Ring
from rings.services.planning.publish import RingNotReadyError, publish_ring

MINUTE = timedelta(minutes=1)
# Up to some weeks every minute is lived through. A longer rehearsal rings the clock less often, and calls the
# auditor less often: what is left undone is left undone six hours later as well.
SHORT = 28
LONG_STEP = 15
Watcher = Callable[[datetime], None]


@dataclass(frozen=True)
class Plan:
    """Which days are lived through: `days` local dates from `first`. The seed decides every chance.

    `step_minutes`: how often the clock ticks; by itself every minute, in a long rehearsal each quarter of an hour.
    `trouble`: how often the gateway fails, where the rehearsal has a line of its own.
    """

    first: date
    days: int
    seed: int = 1
    step_minutes: int = 0
    trouble: Trouble = NO_TROUBLE

    @property
    def is_long(self) -> bool:
        """Tell whether it is more than some weeks."""
        return self.days > SHORT

    @property
    def step(self) -> timedelta:
        """Return the time from one tick to the next."""
        return (self.step_minutes or (LONG_STEP if self.is_long else 1)) * MINUTE

    @property
    def audited_every(self) -> timedelta:
        """Return the time from one look of the auditor to the next."""
        return timedelta(hours=6 if self.is_long else 1)

    @property
    def starts_at(self) -> datetime:
        """Return the first midnight."""
        return instant(self.first, time())

    @property
    def ends_at(self) -> datetime:
        """Return the last midnight."""
        return instant(self.first + timedelta(days=self.days), time())


def rehearse(plan: Plan, rates: Rates, watch: Watcher) -> Report:
    """Live through `plan` in the database at hand, which nothing else may use; `watch` hears how far it is."""
    started = stopwatch.monotonic()
    publish_drafts(plan.starts_at)
    on_the_line = lines()
    for line in on_the_line:
        line.begin(plan.trouble, plan.seed)
    faults = live_through(plan, rates, watch)
    span = Span(plan.first, plan.days)
    held = verdict.hold(span)
    return Report(
        **verdict.counts(span),
        **verdict.people(),
        calls_failed=sum(line.failed for line in on_the_line),
        answers_lost=sum(line.lost for line in on_the_line),
        open=verdict.left_open(span, plan.ends_at),
        missing=held.missing,
        doubled=held.doubled,
        wrong_wall_time=held.wrong_wall_time,
        sent_twice=sum(line.doubled for line in on_the_line),
        auditor=faults,
        seed=plan.seed,
        first=plan.first,
        days=plan.days,
        step_minutes=plan.step // MINUTE,
        processes=1,
        seconds=round(stopwatch.monotonic() - started, 1),
    )


def live_through(plan: Plan, rates: Rates, watch: Watcher) -> tuple[str, ...]:
    """Let the days pass; return everything the auditor ever found, each thing once."""
    town, office = Town(People(rates, plan.seed)), Office(rates, plan.seed)
    life = Life(rates, plan.seed)
    faults: dict[str, None] = {}
    now, audit_at = plan.starts_at, plan.starts_at
    while now < plan.ends_at:
        life.goes_on(now)
        town.deliver(now)
        if waiting := what_waits(now):
            tick(now, waiting)
            town.read(now)
        office.work(now)
        if now >= audit_at:
            faults |= dict.fromkeys(_found(now))
            audit_at = now + plan.audited_every
            watch(now)
        now += plan.step
    tick(plan.ends_at)
    faults |= dict.fromkeys(_found(plan.ends_at))
    watch(plan.ends_at)
    return tuple(faults)


def publish_drafts(now: datetime) -> None:
    """Publish every draft ring that is ready: a rehearsal is how a plan is tried before that."""
    for ring in Ring.objects.filter(state=Ring.State.DRAFT):
        try:
            publish_ring(ring, by=COMMAND, now=now)
        except RingNotReadyError:  # the ring's own page says why
            continue


def _found(now: datetime) -> list[str]:
    return [f"{f.subject} {f.subject_id}: {f.problem} {f.detail}".strip() for f in findings(now)]
