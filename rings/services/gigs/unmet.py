"""When nobody was found: said with why, told to whoever ordered, and counted."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import Barrier
from directory.scope import Scope
from people.errors import RefusedError
from rings.models import Gig, Occurrence, Outcome
from rings.services.attending.closing import close, locked
from rings.services.gigs.stage import LOOKING, stage
from rings.services.gigs.texts import requester_takes_texts, tell_requester

SOMEBODY_HAS_IT = _("Somebody has this request, or it is closed already.")
TELL_FIRST = _(
    "Ring whoever ordered and say that nobody was found. Then tick that you have told them."
)


@transaction.atomic
def mark_unmet(
    gig: Gig,
    barrier: Barrier,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    told: bool = False,
) -> None:
    """Close the request as unmet, with what was in the way. Whoever ordered hears of it.

    By text when their number takes one; otherwise it stays the office's task until `told`: somebody has rung
    them. Without anybody who ordered there is nobody to tell but the person, by telephone as well.
    Raises `RefusedError`.
    """
    occurrence = locked(gig.pk)
    gig.occurrence = occurrence
    if stage(gig) not in LOOKING:
        raise RefusedError(SOMEBODY_HAS_IT)
    if not told and not requester_takes_texts(gig):
        raise RefusedError(TELL_FIRST, field="told")
    Outcome.objects.create(
        occurrence=occurrence,
        result=Outcome.Result.CANCELLED,
        recorded_by_id=by.user_id,
        channel=by.channel,
        note=note,
        recorded_at=now,
    )
    gig.barrier = barrier
    gig.save(update_fields=["barrier"])
    close(occurrence, "resolve", Occurrence.Reason.UNMET, by=by, now=now)
    if not told:
        tell_requester("gig_unmet", gig, now)


def unmet_counts(scope: Scope, first: date, last: date) -> Counter[tuple[int, int | None]]:
    """Return how many requests from `first` to `last` (local dates) were unmet, by (municipality, barrier)."""
    rows = Gig.objects.filter(
        scope.rings("occurrence__"),
        occurrence__reason=Occurrence.Reason.UNMET,
        occurrence__nominal_date__range=(first, last),
    )
    return Counter(rows.values_list("occurrence__municipality", "barrier"))
