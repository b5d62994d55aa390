"""What is held of a person in pairs and in choices against advice: read out, and erased with the person."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from directory.actors import Actor
from people.models import Person
from people.portability import RowReader
from rings.models import Override, Pair
from rings.services.pairs.ending import end_pair
from rings.services.pairs.ring import forget_names

# Stands where the words were: the encrypted column cannot be empty.
ERASED = "–"


def export_pairs(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return the pairs of `person` on either side, and the choices for or of them that went against advice.

    Not the words of the office: they are about another person as much as about this one. The owner gives them out.
    """
    pairs = Pair.objects.filter(_both_sides(person)).order_by("created_at", "pk")
    chosen = Override.objects.filter(_both_sides(person)).order_by("at", "pk")
    return [
        *(row(_without_note(pair)) for pair in pairs),
        *(row(_without_cause(each)) for each in chosen),
    ]


def erase_pairs(person: Person, by: Actor, now: datetime) -> None:
    """End what lives, blank the words and take the names off the rings; the rows stay, so counts do not change."""
    mine = Pair.objects.filter(_both_sides(person))
    for pair in mine.live():
        keeps = "keep" if pair.volunteer_id == person.pk else "end"
        end_pair(pair, Pair.Reason.ERASED, ring=keeps, by=by, now=now)
    for pair in mine:
        forget_names(pair)
    mine.update(note=None, why=[])
    Override.objects.filter(_both_sides(person)).update(cause=ERASED)


def _both_sides(person: Person) -> Q:
    return Q(resident=person) | Q(volunteer=person)


def _without_note(pair: Pair) -> Pair:
    pair.note = None
    return pair


def _without_cause(chosen: Override) -> Override:
    chosen.cause = ""
    return chosen
