"""All that is coming and that nobody holds for certain: what it waits for, and asking for it now."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from directory.models import Municipality
from directory.scope import Scope
from people.errors import RefusedError
from rings.machines import OCCURRENCE
from rings.models import Assignment, Occurrence, Offer, Ring
from rings.models.occurrence import OccurrenceQuerySet
from rings.services.attending.closing import end_ladder, locked
from rings.services.attending.hand import seek_stand_in
from rings.services.gigs.stage import gig_of
from rings.services.gigs.waves import send_out
from volunteers.models import Credential, Volunteer

AMONG_RESIDENTS = (Ring.Topology.CIRCLE, Ring.Topology.CALL_IN)
URGENT, SOON = timedelta(hours=24), timedelta(hours=72)


class Why(StrEnum):
    """Why nobody holds it for certain."""

    NOBODY = "nobody"
    SEEKING = "seeking"
    UNFIT = "unfit"


class Step(StrEnum):
    """What happens next: stand-ins are thinking, will be asked, or a person of the office has it."""

    ASKED = "asked"
    WILL_ASK = "will_ask"
    OFFICE = "office"


@dataclass(frozen=True)
class Gap:
    """One call, visit or request. `until`: when the answers close, or when somebody is asked next.

    `asked` and `said_no` count the people of all waves so far.
    """

    occurrence: Occurrence
    holder: Assignment | None
    why: Why
    step: Step
    asked: int
    said_no: int
    until: datetime | None
    lead: timedelta

    @property
    def tone(self) -> str:
        """Return how urgent it is by the time left: alarm within a day, warning within three."""
        if self.lead <= URGENT:
            return "alarm"
        return "warning" if self.lead <= SOON else "waiting"


def unfilled(
    scope: Scope,
    now: datetime,
    *,
    until: date,
    municipality: Municipality | None = None,
    kind: str = "",
) -> QuerySet[Occurrence]:
    """Return what is coming until the local date `until` that nobody holds for certain, the soonest first.

    Also what somebody holds who may have no duty that day by then, such as when a paper runs out before.
    """
    seen = Occurrence.objects.visible_to(scope)
    if municipality:
        seen = seen.filter(municipality=municipality)
    if kind:
        seen = seen.filter(kind=kind)
    # The dates are for the index: the history stays unread.
    coming = _coming(seen, now).filter(nominal_date__lte=until)
    coming = coming.annotate(is_held=Exists(_held()), is_unfit=Exists(_held_by_unfit()))
    return coming.filter(Q(is_held=False) | Q(is_unfit=True)).order_by("starts_at", "pk")


def to_decide(scope: Scope, now: datetime) -> OccurrenceQuerySet:
    """Return what is booked though the plan no longer asks for it like that: a person decides."""
    coming = _coming(Occurrence.objects.visible_to(scope), now)
    return coming.exclude(decision="").order_by("starts_at", "pk")


def _coming(seen: OccurrenceQuerySet, now: datetime) -> OccurrenceQuerySet:
    since = local_date(now) - timedelta(days=1)
    return seen.filter(nominal_date__gte=since, state__in=Occurrence.OPEN, starts_at__gt=now)


def with_answers(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return `occurrences` (of `unfilled`) ready for `gaps_of`; three queries."""
    live = Assignment.objects.filter(state__in=Assignment.LIVE).select_related("person")
    return occurrences.select_related(
        "ring", "receiver", "municipality", "office_owner", "gig__service_line"
    ).prefetch_related(Prefetch("assignments", queryset=live), "offers")


def gaps_of(occurrences: Iterable[Occurrence], now: datetime) -> list[Gap]:
    """Return each of `occurrences` (see `with_answers`) with what it waits for."""
    return [_gap(row, now) for row in occurrences]


@transaction.atomic
def ask_for_all(ids: Collection[int], scope: Scope, *, by: Actor, now: datetime) -> int:
    """Ask stand-ins and volunteers at once for each of `ids` that still has nobody; return for how many."""
    wanted = unfilled(scope, now, until=date.max).filter(pk__in=ids)
    found = list(wanted.values_list("pk", flat=True))
    return sum(_ask_now(pk, by=by, now=now) for pk in found)


def _ask_now(occurrence_id: int, *, by: Actor, now: datetime) -> bool:
    """A request has waves of its own. A turn of a ring goes up its ladder anew, from the stand-ins on.

    Tells whether it was asked for: not what was taken in this moment.
    """
    occurrence = locked(occurrence_id)
    gig = gig_of(occurrence)
    if gig:
        try:
            send_out(gig, by=by, now=now)
        except RefusedError:
            return False
        return True
    if occurrence.state == Occurrence.State.ESCALATED:
        plan: dict[str, Any] = {"because": "", "office_owner": None, "due_at": now}
        move(occurrence, OCCURRENCE, "plan_again", by=by, now=now, **plan)
        end_ladder(occurrence, by=by, now=now)
    seek_stand_in(occurrence, by=by, now=now)
    return True


def _held() -> QuerySet[Assignment]:
    return Assignment.objects.filter(occurrence=OuterRef("pk"), state=Assignment.State.HELD)


def _held_by_unfit() -> QuerySet[Assignment]:
    """Return the duties of those who may have none that day. Who is judged as a resident is judged elsewhere."""
    day = OuterRef("occurrence__nominal_date")
    newer = Credential.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=OuterRef(day)),
        volunteer=OuterRef("volunteer"),
        kind=OuterRef("kind"),
    )
    lapsed = Credential.objects.filter(
        ~Exists(newer), volunteer__person=OuterRef("person"), required=True, valid_until__lt=day
    )
    active = Volunteer.objects.filter(person=OuterRef("person"), state=Volunteer.State.ACTIVE)
    as_volunteer = ~Q(occurrence__ring__topology__in=AMONG_RESIDENTS)
    return _held().filter(as_volunteer).filter(~Exists(active) | Exists(lapsed))


def _gap(occurrence: Occurrence, now: datetime) -> Gap:
    offers = list(occurrence.offers.all())
    said = Counter(offer.state for offer in offers)
    holder = occurrence.holder()
    step = _step(occurrence, said)
    return Gap(
        occurrence=occurrence,
        holder=holder,
        why=_why(occurrence, holder),
        step=step,
        asked=len(offers),
        said_no=said[Offer.State.DECLINED],
        until=_closes(offers) if step == Step.ASKED else occurrence.due_at,
        lead=occurrence.starts_at - now,
    )


def _step(occurrence: Occurrence, said: Counter[str]) -> Step:
    if said[Offer.State.OPEN]:
        return Step.ASKED
    is_with_office = occurrence.state == Occurrence.State.ESCALATED
    return Step.OFFICE if is_with_office else Step.WILL_ASK


def _why(occurrence: Occurrence, holder: Assignment | None) -> Why:
    if holder is None:
        return Why.NOBODY
    is_unfit = getattr(occurrence, "is_unfit", False)
    return Why.UNFIT if is_unfit else Why.SEEKING


def _closes(offers: Iterable[Offer]) -> datetime | None:
    return max((o.due_at for o in offers if o.due_at and o.state == Offer.State.OPEN), default=None)
