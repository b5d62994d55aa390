"""Suggesting that two people begin to keep company; nobody is told yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from people.models import Person
from rings.machines import PAIR
from rings.models import Pair
from rings.rules.pairs import ANSWER_DAYS, working_day_after
from rings.services.pairs.owners import association_for, first_owner
from rings.services.pairs.steps import check_both, free_days

IS_ONE = _("These two are a pair already.")
NO_OFFICE = _("No association serves that municipality. Add one in the settings.")
NOBODY = _("Nobody in the office can take this pair.")
SAME = _("A pair needs two people.")


@transaction.atomic
def suggest_pair(
    resident: Person,
    volunteer: Person,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    why: Sequence[Sequence[Any]] = (),
) -> Pair:
    """Write down a suggestion of `kind` (a `ServiceLine.Kind`) and give it an owner and a day.

    `why`: the parts of its score as they stand now, [[name, points, words], …]. Raises `RefusedError` when the
    two are a pair already, are not to be together, or either may not take part.
    """
    if resident.pk == volunteer.pk:
        raise RefusedError(SAME)
    check_both(resident, volunteer, now)
    association = association_for(resident, by, now)
    if association is None:
        raise RefusedError(NO_OFFICE)
    owner = first_owner(resident.municipality, association, by, now)
    if owner is None:
        raise RefusedError(NOBODY)
    pair = Pair(resident=resident, volunteer=volunteer, kind=kind, association=association)
    pair.owner, pair.created_at, pair.why = owner, now, [list(part) for part in why]
    pair.due_at = working_day_after(now, ANSWER_DAYS, free_days(now))
    _save(pair, by, now)
    return pair


def _save(pair: Pair, by: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            pair.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedError(IS_ONE) from error
    AuditEntry.objects.record(
        subject=PAIR.name,
        subject_id=pair.pk,
        event="suggest",
        before="",
        after=pair.state,
        reason="",
        by=by,
        at=now,
    )
