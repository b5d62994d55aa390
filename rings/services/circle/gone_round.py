"""The circle closes with the captain: one text when every call of the day has ended or is with the office."""

from datetime import date, datetime

from django.db.models import Count, Min, Q

from directory.localtime import local_date, local_time
from directory.one_by_one import one_by_one
from notifications.models import Message
from notifications.services.outbox import Ask, Item, put
from rings.models import Occurrence
from rings.rules.plan import CIRCLE
from rings.rules.times import answers_close_at
from rings.services.circle import words
from rings.services.circle.captain import TOPIC, captain_on

State = Occurrence.State
PURPOSE = "circle_closed"
EVERY = 5  # minutes
# Those who were away, moved or cancelled are no part of the round.
PART = frozenset(State.values) - {State.CANCELLED, State.MOVED}
UNDER_WAY = frozenset(Occurrence.OPEN) - {State.ESCALATED}


def tell_if_gone_round(occurrence: Occurrence, now: datetime) -> None:
    """Tell the captain how the circle went, once, if `occurrence` was the last of its day and round."""
    ring = occurrence.ring
    if ring is None or ring.topology != CIRCLE or occurrence.nominal_date != local_date(now):
        return
    day, round_ = occurrence.nominal_date, occurrence.round
    rows = Occurrence.objects.filter(ring=ring, nominal_date=day, round=round_, state__in=PART)
    calls = list(rows.prefetch_related("assignments"))
    if not calls or any(call.state in UNDER_WAY for call in calls):
        return
    left = [call for call in calls if call.state == State.ESCALATED]
    holders = {holder.person_id for call in left if (holder := call.holder())}
    captain = captain_on(ring, day, but=holders | {call.receiver_id for call in left})
    if captain is None:
        return
    about = _about(ring.pk, day, round_)
    closes_at = answers_close_at(max(call.starts_at for call in calls))
    put(
        words.gone_round(captain, occurrence, len(left)),
        to=captain,
        topic=TOPIC,
        purpose=PURPOSE,
        about=about,
        now=now,
        expires_at=closes_at,
        # An "ok" to this is only a receipt: nothing hangs on it.
        ask=Ask("call_reminder", (Item(about),), closes_at),
    )


def close_circles(now: datetime) -> int:
    """Tell of the circles whose last two calls ended in the same moment, of which neither saw the other.

    Looked at every fifth minute; return how many there were.
    """
    if local_time(now).minute % EVERY:
        return 0
    day = local_date(now)
    led = Q(ring__captain__isnull=False) | Q(ring__deputy__isnull=False)
    rows = Occurrence.objects.filter(
        led, ring__topology=CIRCLE, nominal_date=day, state__in=PART
    ).order_by()
    rounds = rows.values("ring", "round").annotate(
        under_way=Count("pk", filter=Q(state__in=UNDER_WAY)), one=Min("pk")
    )
    closed = {
        _about(row["ring"], day, row["round"]): row["one"] for row in rounds if not row["under_way"]
    }
    told = Message.objects.filter(purpose=PURPOSE, about__in=closed)
    missed = closed.keys() - set(told.values_list("about", flat=True))
    last = Occurrence.objects.filter(pk__in=[closed[about] for about in missed]).order_by("pk")
    return one_by_one(last, lambda call: _tell_late(call, now), "close the circle of call")


def _tell_late(occurrence: Occurrence, now: datetime) -> bool:
    tell_if_gone_round(occurrence, now)
    return True


def _about(ring_id: int, day: date, round_: int) -> str:
    return f"circle:{ring_id}/{day}/{round_}"
