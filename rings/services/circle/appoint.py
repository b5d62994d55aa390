"""Naming the captain and the deputy of a ring, and who is asked to stand in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Person
from rings.models import Ring
from rings.services.planning.build import changed, held

NOT_BOTH = _("Captain and deputy must be two people.")


@transaction.atomic
def appoint(
    ring: Ring,
    *,
    captain: Person | None,
    deputy: Person | None,
    stand_ins: str,
    by: Actor,
    now: datetime,
) -> Ring:
    """Set who is told how the ring goes, and who is asked to stand in; the plan follows a new captain.

    Raises `RefusedError` when captain and deputy are the same person.
    """
    if captain is not None and captain == deputy:
        raise RefusedError(NOT_BOTH, field="deputy")
    ring = held(ring)
    ring.captain, ring.deputy, ring.stand_ins = captain, deputy, stand_ins
    ring.save(update_fields=["captain", "deputy", "stand_ins"])
    changed(ring, "captain_changed", by, now)
    return ring
