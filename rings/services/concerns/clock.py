"""The clock of worries: owners are reminded, those who have left hand on, colleagues are asked as well."""

import logging
from datetime import datetime

from django.db import transaction

from directory.actors import CLOCK
from directory.machine import move
from directory.models import User
from notifications.models import Inbound
from rings.machines import CONCERN
from rings.models import Concern
from rings.rules.worries import asks_a_colleague, remind_again_at
from rings.services.concerns.alerts import tell
from rings.services.concerns.owners import another, owner_of

log = logging.getLogger(__name__)


def remind_of_worries(now: datetime) -> int:
    """Remind the owners of all worries that are due at `now`; return how many. One that fails is logged."""
    told: list[tuple[User, Concern]] = []
    due = list(Concern.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True))
    for pk in due:
        try:
            told += _remind(pk, now)
        except Exception:
            log.exception("could not remind of worry %s", pk)
    tell(told, now)
    return len(due)


@transaction.atomic
def _remind(concern_id: int, now: datetime) -> list[tuple[User, Concern]]:
    """Count one reminder and return whom to tell; nobody when another worker was first."""
    rows = Concern.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    concern = rows.filter(pk=concern_id).first()
    if concern is None:
        return []
    _settle_owner(concern, now)
    wanted = {concern.owner}
    if asks_a_colleague(concern.reminders):
        wanted.add(_ask_colleague(concern, now))
    move(
        concern,
        CONCERN,
        "remind",
        by=CLOCK,
        now=now,
        due_at=remind_again_at(concern.severity, now),
        reminders=concern.reminders + 1,
    )
    return [(user, concern) for user in wanted if user and not _is_told_already(user, concern)]


def _settle_owner(concern: Concern, now: datetime) -> None:
    """Hand on what belongs to somebody who can no longer look into it."""
    owner = owner_of(concern, now)
    if owner is not None and owner != concern.owner:
        move(concern, CONCERN, "hand_on", by=CLOCK, now=now, reason="owner_gone", owner=owner)


def _ask_colleague(concern: Concern, now: datetime) -> User | None:
    """Let one more colleague read it: a reminder to somebody who may not look would help nobody."""
    colleague = another(concern, now)
    if colleague and not concern.readers.filter(pk=colleague.pk).exists():
        concern.readers.add(colleague)
        move(concern, CONCERN, "reader", by=CLOCK, now=now, reason=f"user {colleague.pk}")
    return colleague


def _is_told_already(user: User, concern: Concern) -> bool:
    """As long as its text waits among the replies, the queue there tells its owner once an hour."""
    inbound = concern.inbound
    return (
        inbound is not None
        and inbound.state == Inbound.State.QUEUED
        and inbound.owner_id == user.pk
    )
