"""Rings, their schedules and ladders, what they plan, requests, concerns and hours."""

from rings.models.bulk import BulkCancel
from rings.models.concern import Concern, ConcernNote
from rings.models.escalation import Escalation
from rings.models.gig import Gig, GigRequest, OfferPolicy
from rings.models.handover import Handover
from rings.models.hours import ExtraWork, MonthReport
from rings.models.ladder import Ladder, LadderStep
from rings.models.occurrence import Assignment, Occurrence
from rings.models.offer import Offer
from rings.models.outcome import Outcome
from rings.models.override import Override
from rings.models.pair import Pair
from rings.models.ring import DateException, Ring, RingMember, ScheduleRule
from rings.models.swap import Swap

__all__ = [
    "Assignment",
    "BulkCancel",
    "Concern",
    "ConcernNote",
    "DateException",
    "Escalation",
    "ExtraWork",
    "Gig",
    "GigRequest",
    "Handover",
    "Ladder",
    "LadderStep",
    "MonthReport",
    "Occurrence",
    "Offer",
    "OfferPolicy",
    "Outcome",
    "Override",
    "Pair",
    "Ring",
    "RingMember",
    "ScheduleRule",
    "Swap",
]
