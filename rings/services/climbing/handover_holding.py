"""What is held of a resident in handovers of responsibility: read out and erased with the rest."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from people.models import Person
from people.portability import RowReader
from rings.models import Handover

ERASED = "–"


def export_handovers(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return who took the responsibility for `person` over, and when."""
    return [row(one) for one in Handover.objects.filter(occurrence__receiver=person)]


def erase_handovers(person: Person, by: Actor, now: datetime) -> None:
    """Blank who it was; the rows stay, so counts do not change."""
    mine = Handover.objects.filter(occurrence__receiver=person)
    mine.update(name=ERASED, relation="", contact=None)
