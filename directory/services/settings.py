"""Changing settings: municipalities, associations, service lines and who works where."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from directory.actors import Actor
from directory.models import Association, AuditEntry, Municipality, StaffRole, User


@dataclass(frozen=True)
class Invited:
    """Who is to have a role; a person already known by that e-mail keeps the name they have."""

    email: str
    first_name: str
    last_name: str
    phone: str


def change_setting(
    setting: models.Model, *, changed: list[str], by: Actor, now: datetime
) -> models.Model:
    """Write a new or changed setting and note in the audit trail which of its fields changed."""
    event = "changed" if setting.pk else "added"
    with transaction.atomic():
        setting.save()
        AuditEntry.objects.record(
            subject=setting._meta.model_name or "",
            subject_id=setting.pk,
            event=event,
            before="",
            after="",
            reason=", ".join(sorted(changed))[:200],
            by=by,
            at=now,
        )
    return setting


def change_association(
    association: Association,
    served: list[Municipality],
    *,
    changed: list[str],
    by: Actor,
    now: datetime,
) -> Association:
    """Write an association and the municipalities it works in."""
    with transaction.atomic():
        change_setting(association, changed=changed, by=by, now=now)
        association.municipalities.set(served)
    return association


def give_role(
    role: StaffRole, invited: Invited | None, *, changed: list[str], by: Actor, now: datetime
) -> StaffRole:
    """Write a role. With `invited`, it is that person's, who gets an account if there is none yet.

    The new account has no password: its owner signs in by a code sent to the e-mail.
    """
    with transaction.atomic():
        if invited:
            role.user = _account(invited)
        change_setting(role, changed=changed, by=by, now=now)
    return role


def _account(invited: Invited) -> User:
    email = invited.email.lower()
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(
        email,
        None,
        first_name=invited.first_name,
        last_name=invited.last_name,
        phone=invited.phone,
    )
