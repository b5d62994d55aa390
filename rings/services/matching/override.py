"""Choosing somebody against the advice of a soft rule: with a cause, which is kept. Hard rules stay hard."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import Actor
from directory.machine import IllegalMoveError
from directory.models import Association, AuditEntry
from people.errors import RefusedError
from people.models import Person
from rings.models import Override
from rings.services.matching.suggest import explanation_of
from volunteers.matching.explain import Explanation

SAY_WHY = gettext_lazy("Write why it will do all the same.")
DESPITE = "despite_advice"


@transaction.atomic
def choose_despite(
    resident: Person,
    volunteer: Person,
    kind: str,
    *,
    cause: str,
    by: Actor,
    now: datetime,
    association: Association | None = None,
    found: Explanation | None = None,
) -> Override | None:
    """Keep that `by`, of the staff, chose `volunteer` for `resident` although soft rules speak against it.

    `found`: what speaks for and against the two where they are looked at in the light of a ring; else of the two
    alone. Returns None when nothing does: then there is nothing to keep. Raises `RefusedError` when a hard rule
    bars the two, whatever the cause, and when a soft one does and no cause is given.
    """
    found = found or explanation_of(resident, volunteer, kind, now, association)
    if found.hard:
        words = " ".join(str(reason.words) for reason in found.hard)
        raise RefusedError(_("This cannot be chosen: %(reasons)s") % {"reasons": words})
    if not found.soft:
        return None
    if not cause.strip():
        raise RefusedError(SAY_WHY, field="cause")
    if by.user_id is None:
        raise IllegalMoveError("only a member of staff may go against advice")
    chosen = Override.objects.create(
        resident=resident,
        volunteer=volunteer,
        rules=[reason.name for reason in found.soft],
        cause=cause.strip(),
        by_id=by.user_id,
        at=now,
    )
    _note(chosen, by, now)
    return chosen


def _note(chosen: Override, by: Actor, now: datetime) -> None:
    """Write the names of the rules into the trail; the cause stays sealed in its own table."""
    AuditEntry.objects.record(
        subject="override",
        subject_id=chosen.pk,
        event=DESPITE,
        before="",
        after=",".join(chosen.rules)[:30],
        reason="",
        by=by,
        at=now,
    )
