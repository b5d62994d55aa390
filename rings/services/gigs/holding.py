"""What is held of a resident in requests: read out and erased with the rest."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from people.models import Person
from people.portability import RowReader
from rings.models import Gig


def export_gigs(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return every request that was made for `person`."""
    gigs = Gig.objects.filter(occurrence__receiver=person).order_by("occurrence__starts_at")
    return [row(gig) for gig in gigs]


def erase_gigs(person: Person, by: Actor, now: datetime) -> None:
    """Blank what was needed and where; the rows stay, so counts do not change."""
    mine = Gig.objects.filter(occurrence__receiver=person)
    mine.update(place="", needs=None, door_code=None, ordered_by="", ordered_phone="")
