"""The registry of the sides that a person may have: resident on this floor, others from above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.functional import Promise

from people.models import Person

AddSide = Callable[..., Any]  # (person, fields, *, by, now)


@dataclass(frozen=True)
class Side:
    """One side. `relation` leads from a person to its row, which has a `state`."""

    relation: str
    label: Promise
    states: tuple[tuple[str, Any], ...]
    tones: Mapping[str, str]
    add: AddSide

    def row_of(self, person: Person) -> Any | None:
        """Return the person's row of this side, or None."""
        try:
            return getattr(person, self.relation)
        except ObjectDoesNotExist:
            return None


_sides: dict[str, Side] = {}


def register_side(side: Side) -> None:
    """Have lists filter by this side and show its state."""
    _sides[side.relation] = side


def sides() -> list[Side]:
    """Return every side, the lowest floor's first."""
    return list(_sides.values())


def side_named(relation: str) -> Side | None:
    """Return the side of that relation, or None."""
    return _sides.get(relation)
