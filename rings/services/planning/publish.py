"""Starting, pausing and ending a ring."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from rings.machines import RING
from rings.models import Ladder, Occurrence, Ring
from rings.rules.plan import CALL_IN, CIRCLE
from rings.rules.schedule import WEEK
from rings.services.attending.closing import close, locked
from rings.services.planning.generate import replan
from rings.services.planning.preview import Preview, preview
from rings.services.planning.served import receivers_of, settle_served

NO_RULE = _("Nobody has said when it runs. Choose the days and the hour.")
NO_RESIDENT = _("There is nobody to call or visit. Add a resident.")
NO_HELPER = _("There is nobody to do it. Add a helper.")
TOO_SMALL = _("A circle needs at least two people.")
NO_COORDINATOR = _("The coordinator in charge can no longer sign in. Choose another.")
NO_LADDER = _("It has not been set what happens when nobody answers.")
NEVER_DUE = _(
    "Nothing falls due in the next eight weeks. Check the days, the dates and the absences."
)
NEVER_HELPED = _(
    "Nobody can do any of it in the next eight weeks. Check the helpers and their absences."
)


class RingNotReadyError(Exception):
    """The ring cannot run yet; `reasons` say why, in words for a page."""

    def __init__(self, reasons: list[Promise]) -> None:
        super().__init__("the ring is not ready")
        self.reasons = reasons


def what_is_missing(ring: Ring, ahead: Preview) -> list[Promise]:
    """Return why `ring` cannot run yet; empty means that it can. `ahead` is its preview."""
    basics = list(_basics(ring, ahead))
    if basics:
        return basics
    if not ahead.total:
        return [NEVER_DUE]
    return [NEVER_HELPED] if ahead.gaps == ahead.total else []


def _basics(ring: Ring, ahead: Preview) -> Iterator[Promise]:
    first, last = ahead.first, ahead.last
    members = [
        m
        for m in ring.members.all()
        if m.valid_from <= last and (m.valid_until is None or m.valid_until >= first)
    ]
    helpers = [m for m in members if m.role != "resident"]
    if not any(rule.weekdays or rule.span == WEEK for rule in ring.rules.all()):
        yield NO_RULE
    if not any(m.role != "helper" for m in members):
        yield NO_RESIDENT
    elif ring.topology == CIRCLE and len(members) < 2:
        yield TOO_SMALL
    elif ring.topology not in {CIRCLE, CALL_IN} and not helpers:
        yield NO_HELPER
    if not ring.coordinator.is_active:
        yield NO_COORDINATOR
    if _lacks_ladder(ring):
        yield NO_LADDER


def _lacks_ladder(ring: Ring) -> bool:
    own = {Ladder.Cause.SILENT: ring.silent_ladder, Ladder.Cause.NO_ANSWER: ring.no_answer_ladder}
    missing = [cause for cause, ladder in own.items() if ladder is None]
    defaults = Ladder.objects.filter(is_default=True, cause__in=missing).count()
    return defaults < len(missing)


@transaction.atomic
def publish_ring(ring: Ring, *, by: Actor, now: datetime) -> Preview:
    """Start `ring` and plan eight weeks; return what was planned.

    Raises `RingNotReadyError`. An hour that the clock jumps over is a warning in the preview, no refusal.
    """
    ahead = preview(ring, local_date(now))
    reasons = what_is_missing(ring, ahead)
    if reasons:
        raise RingNotReadyError(reasons)
    # The turns go on from where they stood: not counted is the time in which the ring did not run.
    move(ring, RING, "publish", by=by, now=now, turn_from=None)
    settle_served(receivers_of(ring), by=by, now=now)
    replan(ring, by=by, now=now)
    ring.refresh_from_db(fields=["generated_until"])
    return ahead


def pause_ring(ring: Ring, *, by: Actor, now: datetime) -> int:
    """Stop planning; cancel what is still to come and return how many. Publishing again restores it."""
    return _stop(ring, "pause", by=by, now=now)


def end_ring(ring: Ring, *, by: Actor, now: datetime) -> int:
    """End `ring` for good; cancel what is still to come and return how many."""
    return _stop(ring, "end", by=by, now=now)


@transaction.atomic
def _stop(ring: Ring, event: str, *, by: Actor, now: datetime) -> int:
    """What has begun is finished: only what is still to come is cancelled."""
    move(ring, RING, event, by=by, now=now, generated_until=None)
    settle_served(receivers_of(ring), by=by, now=now)
    future = Occurrence.objects.open().filter(ring=ring, starts_at__gt=now)
    ids = list(future.values_list("pk", flat=True))
    for pk in ids:
        close(locked(pk), "cancel", Occurrence.Reason.RING_ENDED, by=by, now=now)
    return len(ids)
