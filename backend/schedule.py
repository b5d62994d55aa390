"""The bell: django-q2 calls the clock every minute. What is due stands in our own tables."""

import logging
from datetime import datetime

from django.utils import timezone
from django_q.models import Schedule

from backend.auditor import findings
from backend.clock import tick

log = logging.getLogger(__name__)
NAME = "clock"


def ring_bell() -> None:
    """Tick, and let the auditor look: called by the worker every minute."""
    now = timezone.now()
    tick(now)
    for finding in findings(now):
        log.warning("auditor: %s %s %s", finding.subject, finding.subject_id, finding.problem)


def start_clock(now: datetime) -> bool:
    """Make the schedule of every minute if it is not there; return whether it was made."""
    _schedule, made = Schedule.objects.update_or_create(
        name=NAME,
        defaults={
            "func": "backend.schedule.ring_bell",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
        create_defaults={
            "func": "backend.schedule.ring_bell",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
            "next_run": now,
        },
    )
    return bool(made)
