"""Where a request stands: read off its occurrence and its holder, in this one place."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.scope import Scope
from rings.models import Assignment, Gig, Occurrence

State = Occurrence.State


class Stage(models.TextChoices):
    """How far a request has come."""

    OFFERING = "offering", _("being offered")
    PHONING = "phoning", _("to be rung round")
    FILLED = "filled", _("somebody has it")
    DONE = "done", _("done")
    UNMET = "unmet", _("nobody could be found")
    CANCELLED = "cancelled", _("called off")


LOOKING = frozenset({Stage.OFFERING, Stage.PHONING})
_ENDED = Q(occurrence__state__in=Occurrence.TERMINAL)
_UNMET = Q(occurrence__reason=Occurrence.Reason.UNMET)
_CALLED_OFF = Q(occurrence__state=State.CANCELLED) & ~_UNMET
_AT_OFFICE = Q(occurrence__state=State.ESCALATED)
_HELD = Q(is_held=True)
_WHERE: dict[str, Q] = {
    Stage.OFFERING: ~_ENDED & ~_HELD & ~_AT_OFFICE,
    Stage.PHONING: ~_ENDED & ~_HELD & _AT_OFFICE,
    Stage.FILLED: ~_ENDED & _HELD,
    Stage.DONE: _ENDED & ~_UNMET & ~_CALLED_OFF,
    Stage.UNMET: _ENDED & _UNMET,
    Stage.CANCELLED: _CALLED_OFF,
}


def stage(gig: Gig) -> Stage:
    """Return where `gig` stands."""
    return stage_of(gig.occurrence)


def stage_of(occurrence: Occurrence) -> Stage:
    """Return where the request stands. Whoever looks for a stand-in holds it no more for certain."""
    if not occurrence.is_open:
        if occurrence.reason == Occurrence.Reason.UNMET:
            return Stage.UNMET
        return Stage.CANCELLED if occurrence.state == State.CANCELLED else Stage.DONE
    holder = occurrence.holder()
    if holder and holder.state == Assignment.State.HELD:
        return Stage.FILLED
    return Stage.PHONING if occurrence.state == State.ESCALATED else Stage.OFFERING


def gigs_at(stage: str, scope: Scope) -> "QuerySet[Gig]":
    """Return the requests at `stage` that this member of staff may see, the next hour first."""
    held = Assignment.objects.filter(occurrence=OuterRef("occurrence"), state=Assignment.State.HELD)
    rows = Gig.objects.filter(scope.rings("occurrence__")).annotate(is_held=Exists(held))
    return (
        rows.filter(_WHERE[stage])
        .select_related(
            "service_line",
            "referrer",
            "occurrence__association",
            "occurrence__municipality",
            "occurrence__receiver__municipality",
        )
        .prefetch_related("occurrence__assignments__person", "occurrence__offers")
        .order_by("occurrence__starts_at", "pk")
    )


def next_wave_at(gig: Gig) -> datetime | None:
    """Return when the next people are asked, if nobody says yes before; None when nobody is being asked."""
    return gig.occurrence.due_at if stage(gig) == Stage.OFFERING else None


def gig_of(occurrence: Occurrence) -> Gig | None:
    """Return the request that `occurrence` is, or None for what a ring plans. One query, and none for a ring."""
    if occurrence.ring_id is not None:
        return None
    return Gig.objects.select_related("service_line", "referrer").filter(pk=occurrence.pk).first()
