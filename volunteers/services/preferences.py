"""Who would like to be with whom, and who not: written down by the office, and taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Person
from people.services.trail import note_change
from volunteers.models import Preference

SAYS_SO_ALREADY = _("That is written down already.")
SAME = _("Choose somebody else: a wish is about two people.")


@transaction.atomic
def record_wish(
    resident: Person,
    volunteer: Person,
    kind: str,
    *,
    said_by: str,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Preference:
    """Write down that the two are to be together or apart (a `Preference.Kind`), as `said_by` says.

    It takes the place of what was said of the two before. Raises `RefusedError` when that says the same.
    """
    if resident.pk == volunteer.pk:
        raise RefusedError(SAME, field="other")
    # Two who write at the same moment take turns: of two people one wish stands.
    Person.objects.select_for_update().get(pk=resident.pk)
    before = Preference.objects.standing().filter(resident=resident, volunteer=volunteer).first()
    if before is not None and before.kind == kind:
        raise RefusedError(SAYS_SO_ALREADY)
    if before is not None:
        take_back_wish(before, by=by, now=now)
    wish = Preference.objects.create(
        resident=resident,
        volunteer=volunteer,
        kind=kind,
        said_by=said_by,
        note=note or None,
        created_at=now,
    )
    _log(wish, "wish added", by, now)
    return wish


@transaction.atomic
def take_back_wish(wish: Preference, *, by: Actor, now: datetime) -> bool:
    """Let a wish no longer hold; tell whether it did until now. What it said is kept as evidence."""
    standing = Preference.objects.standing().filter(pk=wish.pk)
    is_taken = bool(standing.update(cancelled_at=now))
    if is_taken:
        _log(wish, "wish taken back", by, now)
    return is_taken


def wishes_of(person: Person) -> list[Preference]:
    """Return the wishes that stand about `person` on either side, the newest first, with both people."""
    standing = Preference.objects.standing().select_related("resident", "volunteer")
    mine = standing.filter(resident=person) | standing.filter(volunteer=person)
    return list(mine.order_by("-created_at", "pk"))


def _log(wish: Preference, event: str, by: Actor, now: datetime) -> None:
    """Write it into the change log of both."""
    for person in (wish.resident, wish.volunteer):
        note_change(person, event, by=by, now=now)
