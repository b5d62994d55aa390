"""What each stage of the clock waits for: asked all at once, so that an empty minute costs nothing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.localtime import instant
from directory.models import Association
from directory.peek import Peek
from notifications.models import Inbound, Message, Prompt, TextPolicy
from rides.services.closing.clock import reported
from rides.services.telling.clock import legs_to_mind, runs_to_mind
from rides.services.wishes.standing import behind as behind_standing
from rings.models import Concern, Gig, GigRequest, MonthReport, Occurrence, Offer, Ring, Swap
from rings.rules.hours import may_be_asking_days
from rings.rules.plan import CIRCLE
from rings.services.pairs.clock import pairs_to_mind
from rings.services.planning.generate import HORIZON, behind
from volunteers.models import Credential, Volunteer

NOON = time(12)
# The first word about a paper that lapses comes a month before.
A_MONTH = timedelta(days=31)


def _monthly_hours(now: datetime, day: date) -> QuerySet[Any]:
    due = MonthReport.objects.filter(state=MonthReport.State.ASKED, due_at__lte=now)
    if not may_be_asking_days(instant(day, NOON)):
        return due
    return Association.objects.filter(Q(Exists(due)) | Q(asks_hours=True))


def _circles_on(day: date) -> QuerySet[Ring]:
    """Return the circles that meet on `day`: without one there is none to close."""
    # Asked from the rings: circles are few, and what else is planned for the day is much.
    meeting = Occurrence.objects.filter(ring=OuterRef("pk"), nominal_date=day)
    return Ring.objects.filter(Exists(meeting), topology=CIRCLE)


# By the name of the stage. A stage that is not named here looks for itself every minute.
WAITING: Peek[str] = Peek(
    {
        "process_new": lambda now, day: Inbound.objects.filter(state=Inbound.State.NEW),
        "pause_lapsed": lambda now, day: Volunteer.objects.filter(
            state=Volunteer.State.ACTIVE,
            pk__in=Credential.objects.lapsed_on(day).values("volunteer"),
        ),
        "watch_papers": lambda now, day: Volunteer.objects.filter(
            state=Volunteer.State.ACTIVE,
            pk__in=Credential.objects.lapsed_on(day + A_MONTH).values("volunteer"),
        ),
        "extend_standing_rides": lambda now, day: behind_standing(day),
        "extend_plans": lambda now, day: behind(day + HORIZON),
        "expire_offers": lambda now, day: Offer.objects.filter(
            state=Offer.State.OPEN, due_at__lte=now
        ),
        "expire_swaps": lambda now, day: Swap.objects.filter(
            state=Swap.State.ASKED, due_at__lte=now
        ),
        "attend": lambda now, day: Occurrence.objects.due(now),
        "close_circles": lambda now, day: _circles_on(day),
        "forget_codes": lambda now, day: Gig.objects.filter(door_code__isnull=False),
        "press_requests": lambda now, day: GigRequest.objects.filter(
            state=GigRequest.State.NEW, due_at__lte=now
        ),
        "remind_of_worries": lambda now, day: Concern.objects.due(now),
        "mind_pairs": pairs_to_mind,
        "mind_runs": runs_to_mind,
        "mind_legs": legs_to_mind,
        "close_finished": lambda now, day: reported(),
        "monthly_hours": _monthly_hours,
        "expire": lambda now, day: Prompt.objects.filter(
            state=Prompt.State.OPEN, closes_at__lte=now
        ),
        "rearm": lambda now, day: Inbound.objects.filter(
            state=Inbound.State.QUEUED, due_at__lte=now
        ),
        "watch_costs": lambda now, day: TextPolicy.objects.filter(monthly_cap__isnull=False),
        # By itself: when all that is open is in the hands of the dead, nothing is due.
        "let_go": lambda now, day: Message.objects.in_hand(),
        "send_due": lambda now, day: Message.objects.due(now),
    }
)
