"""That the clock runs: noted when a tick has ended, read from outside and above every page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F, Min

from notifications.models import Heartbeat, Message, StageFailure

CLOCK = "clock"
# From then on texts do not go as they should, and somebody must look at the worker.
PATIENCE = timedelta(minutes=3)
# Of several workers that tick at once, one writes.
EVERY = timedelta(seconds=5)
# So long (seconds) a process believes what it last saw: every page asks.
KNOWN_FOR = 5
KEY = "clock-beat"
_NEVER = "never"

TO_GO = (Message.State.HELD, Message.State.PENDING, Message.State.SENDING)


@dataclass(frozen=True)
class Beat:
    """How a tick ended: how many parts of it failed, and what the auditor found, None when it could not look."""

    failed: int = 0
    findings: int | None = 0

    @property
    def is_well(self) -> bool:
        """Tell whether all parts did their work and nobody is forgotten."""
        return not self.failed and self.findings == 0


def note_beat(beat: Beat, now: datetime) -> None:
    """Write that a tick ended at `now`."""
    changes: dict[str, object] = {"at": now, "failed": beat.failed, "ticks": F("ticks") + 1}
    if beat.findings is not None:
        changes |= {"audited_at": now, "findings": beat.findings}
    rows = Heartbeat.objects.filter(name=CLOCK)
    recent = rows if not beat.is_well else rows.filter(at__lte=now - EVERY)
    if not recent.update(**changes) and not rows.exists():
        set_going(now)
        rows.update(**changes)


def set_going(now: datetime) -> None:
    """Note that the clock is meant to run from `now` on: if it never does, that shows."""
    try:
        with transaction.atomic():
            Heartbeat.objects.get_or_create(name=CLOCK, defaults={"at": now})
    except IntegrityError:  # another worker was first
        return


def note_failure(stage: str, now: datetime) -> None:
    """Count that a part of the tick failed."""
    row, _made = StageFailure.objects.get_or_create(stage=stage, defaults={"last_at": now})
    StageFailure.objects.filter(pk=row.pk).update(failures=F("failures") + 1, last_at=now)


def last_beat() -> Heartbeat | None:
    """Return the row of the clock, or None when none was ever set going."""
    return Heartbeat.objects.filter(name=CLOCK).first()


def oldest_due(now: datetime) -> timedelta:
    """Return how long the oldest text that is due has waited for the sender."""
    waiting = Message.objects.filter(state__in=TO_GO, due_at__lte=now).order_by()
    return now - (waiting.aggregate(oldest=Min("due_at"))["oldest"] or now)


def stopped_since(now: datetime) -> datetime | None:
    """Return when the clock last ended a tick, if that is over three minutes ago; asked by every page.

    None as well for a clock that was never set going.
    """
    at = cache.get(KEY)
    if at is None:
        row = last_beat()
        at = row.at if row else _NEVER
        cache.set(KEY, at, KNOWN_FOR)
    return at if isinstance(at, datetime) and now - at > PATIENCE else None
