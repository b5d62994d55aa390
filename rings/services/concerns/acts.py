"""What the office does about a worry. Whatever anybody does starts its clock anew."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.calendar import finnish_holidays
from directory.localtime import local_date
from directory.machine import move
from directory.models import User
from people.errors import RefusedError
from people.models import Person
from rings.machines import CONCERN
from rings.models import Concern, ConcernNote
from rings.rules.worries import ask_authorities_at, due_at
from rings.services.concerns.alerts import tell_owner
from rings.services.concerns.owners import is_able

CANNOT_LOOK = _("Choose somebody who works there now.")
OPEN_ALREADY = _("There is an open worry about that person already. Write it there.")


@transaction.atomic
def take(concern: Concern, *, by: Actor, now: datetime) -> None:
    """Make the member of staff `by` the one in charge."""
    _act(concern, "take", by, now, owner_id=by.user_id)


@transaction.atomic
def add_note(concern: Concern, text: str, *, by: Actor, now: datetime) -> ConcernNote:
    """Write down what was done or heard."""
    _act(concern, "note", by, now)
    return _note(concern, text, by, now)


@transaction.atomic
def change_how_soon(concern: Concern, severity: str, *, by: Actor, now: datetime) -> None:
    """Change by when it must be looked into, either way: a person decides."""
    _act(concern, "how_soon", by, now, reason=severity, severity=severity)


@transaction.atomic
def name_readers(concern: Concern, users: Collection[User], *, by: Actor, now: datetime) -> None:
    """Let exactly these colleagues read it, beside the owner and who opened it.

    Raises `RefusedError` for one who does not work there.
    """
    if not all(is_able(user, concern, now) for user in users):
        raise RefusedError(CANNOT_LOOK)
    before = set(concern.readers.values_list("pk", flat=True))
    after = {user.pk for user in users}
    if before == after:
        return
    concern.readers.set(users)
    names = ", ".join(str(pk) for pk in sorted(after)) or "nobody"
    move(concern, CONCERN, "reader", by=by, now=now, reason=f"users {names}"[:200])


@transaction.atomic
def hand_on(concern: Concern, to: User, *, by: Actor, now: datetime) -> None:
    """Give it to a colleague, who is told by text and has it from now on.

    Raises `RefusedError` for one who does not work there.
    """
    if not is_able(to, concern, now):
        raise RefusedError(CANNOT_LOOK)
    _act(concern, "hand_on", by, now, reason=f"user {to.pk}", owner=to)
    if to.pk != by.user_id:
        tell_owner([concern], now)


@transaction.atomic
def report(concern: Concern, note: str, *, by: Actor, now: datetime) -> None:
    """Write down that the office has filed a report with the authorities. Rinki itself sends nothing to them."""
    _act(concern, "report", by, now, due_at=_after_report(now))
    _note(concern, note, by, now)


@transaction.atomic
def close(concern: Concern, closing: str, note: str, *, by: Actor, now: datetime) -> None:
    """Close it with the reason `closing` (a `Concern.Closing`). Nobody outside the office is told."""
    _note(concern, note, by, now)
    move(
        concern,
        CONCERN,
        "close",
        by=by,
        now=now,
        reason=closing,
        closing=closing,
        due_at=None,
        closed_at=now,
    )


@transaction.atomic
def say_about(concern: Concern, person: Person, *, by: Actor, now: datetime) -> None:
    """Say whom it is about, when the text did not: it stood under the name of who wrote.

    Raises `RefusedError` when one about that person is open already.
    """
    same = Concern.objects.open().filter(person=person, association=concern.association_id)
    if same.exclude(pk=concern.pk).exists():
        raise RefusedError(OPEN_ALREADY)
    _act(concern, "about", by, now, person=person, municipality=person.municipality)


def _act(concern: Concern, event: str, by: Actor, now: datetime, **changes: Any) -> None:
    severity = changes.get("severity", concern.severity)
    is_reported = concern.state == Concern.State.REPORTED
    due = _after_report(now) if is_reported else due_at(severity, now)
    clock: dict[str, Any] = {"due_at": due, "reminders": 0}
    move(concern, CONCERN, event, by=by, now=now, **(clock | changes))


def _after_report(now: datetime) -> datetime:
    year = local_date(now).year
    return ask_authorities_at(now, finnish_holidays((year, year + 1)).holidays)


def _note(concern: Concern, text: str, by: Actor, now: datetime) -> ConcernNote:
    return ConcernNote.objects.create(concern=concern, text=text, by_id=by.user_id, at=now)
