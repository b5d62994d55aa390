"""The bell: django-q2 calls the clock every minute, and half-way between. What is due stands in our own tables."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_q.models import Schedule

from backend.auditor import findings
from backend.clock import STAGES, tick
from backend.outgoing import call_watcher
from notifications.services.heartbeat import Beat, note_beat, set_going
from notifications.services.polling import poll

log = logging.getLogger(__name__)
NAME, BETWEEN = "clock", "between"


def ring_bell() -> int:
    """Tick, let the auditor look, and note how it went: called by the worker every minute.

    Returns how many stages failed. A watcher outside hears of it only when all is well.
    """
    now = timezone.now()
    failed = tick(now)
    beat = Beat(failed, _audit(now))
    note_beat(beat, timezone.now())
    if beat.is_well:
        call_watcher()
    return failed


def read_at_once() -> int:
    """Do what is due, without asking gateways what has come in, and without the auditor.

    Called as soon as a text is stored, and half-way between two strokes of the clock: what a worker that died had
    in hand, or an hour that has just come, waits half as long. Returns how many stages failed.
    """
    return tick(timezone.now(), stages=[stage for stage in STAGES if stage is not poll])


def _audit(now: datetime) -> int | None:
    """Log what the auditor finds and return how much it is; None when it could not look."""
    try:
        found = findings(now)
    except Exception:  # whoever only looks must not stop the clock
        log.exception("the auditor could not look")
        return None
    for finding in found:
        log.warning("auditor: %s %s %s", finding.subject, finding.subject_id, finding.problem)
    return len(found)


def start_clock(now: datetime) -> bool:
    """Make the schedules of every minute where they are not there; return whether the clock's own was made."""
    made = _every_minute(NAME, "backend.schedule.ring_bell", now)
    _every_minute(BETWEEN, "backend.schedule.read_at_once", now + timedelta(seconds=30))
    set_going(now)
    return made


def _every_minute(name: str, task: str, first: datetime) -> bool:
    kept = {"func": task, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
    _schedule, made = Schedule.objects.update_or_create(
        name=name, defaults=kept, create_defaults={**kept, "next_run": first}
    )
    return bool(made)
