"""Rings, their schedules and ladders, and what they plan."""

from rings.models.escalation import Escalation
from rings.models.ladder import Ladder, LadderStep
from rings.models.occurrence import Assignment, Occurrence
from rings.models.offer import Offer
from rings.models.outcome import Outcome
from rings.models.ring import Ring, RingMember, ScheduleRule

__all__ = [
    "Assignment",
    "Escalation",
    "Ladder",
    "LadderStep",
    "Occurrence",
    "Offer",
    "Outcome",
    "Ring",
    "RingMember",
    "ScheduleRule",
]
