"""What a kept statement is asked with: the shape for which it is written, and the values that fill it."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Model,
    Value,
)

# The first that fits: a truth is a number, an instant is a date.
_FIELDS = {
    bool: BooleanField(),
    int: BigIntegerField(),
    str: CharField(),
    datetime: DateTimeField(),
    date: DateField(),
    Model: BigIntegerField(),
}
_MANY = (list, tuple, set, frozenset, dict)
LONGEST = 512
Shape = tuple[Hashable, ...]


class Slot(Value):
    """Stands in a statement for what is put at `place` when it is run, or, for a list, there and after it.

    No value at all: nothing that a query says by itself can be taken for one.
    """

    def __init__(self, place: int, many: int = 0, output_field: Any = None) -> None:
        super().__init__(place, output_field=output_field)
        self.place = place
        self.many = many

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return as many placeholders, each with the slot that fills it."""
        if not self.many:
            return "%s", [self]
        one_by_one = [Slot(self.place + n) for n in range(self.many)]
        return f"({', '.join(['%s'] * self.many)})", one_by_one

    def _combine(self, *_other: Any) -> Any:
        raise TypeError("a kept query is asked with what has been reckoned before")


def shape_of(given: Iterable[Any]) -> Shape:
    """Return what decides how a statement asked with `given` is written: of each its type, of a list its room."""
    return tuple(
        room(one) if isinstance(one, _MANY) else None if one is None else _type_of(one)
        for one in given
    )


def slots_for(shape: Shape) -> list[Any]:
    """Return what the query is written with: slots, and as they are None and the list without anything."""
    slots: list[Any] = []
    place = 0
    for kind in shape:
        if kind is None or kind == 0:
            slots.append(None if kind is None else ())
        elif isinstance(kind, int):
            slots.append(Slot(place, kind))
            place += kind
        else:
            slots.append(Slot(place, 0, _FIELDS[kind]))  # type: ignore[index]  # a type, as `shape_of` says
            place += 1
    return slots


def values_of(given: Iterable[Any], operations: Any) -> list[Any]:
    """Return `given` as the database takes it, in the places of `slots_for`.

    A list is filled up with its last: it asks for nothing more, and a few statements do for lists of any length.
    """
    values: list[Any] = []
    for one in given:
        if isinstance(one, _MANY):
            some = [_adapted(value, operations) for value in one]
            values += some + some[-1:] * (room(one) - len(some))
        elif one is not None:
            values.append(_adapted(one, operations))
    return values


def is_slot(param: Any) -> bool:
    """Tell whether `param` is to be filled."""
    return type(param) is Slot


def filled(params: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    """Return `params` with the values in place of the slots."""
    return [values[p.place] if is_slot(p) else p for p in params]


def room(many: Any) -> int:
    """Return how many places a list is given: the next power of two, or as many times the longest."""
    if len(many) > LONGEST:
        return -(-len(many) // LONGEST) * LONGEST
    return 1 << (len(many) - 1).bit_length() if many else 0


def _type_of(one: object) -> type:
    kind = type(one)
    if kind in _FIELDS:
        return kind
    for known in _FIELDS:
        if isinstance(one, known):
            return known
    raise TypeError(f"a kept query cannot be asked with {kind.__name__}")


def _adapted(one: Any, operations: Any) -> Any:
    if isinstance(one, datetime):
        return operations.adapt_datetimefield_value(one)
    if isinstance(one, date):
        return operations.adapt_datefield_value(one)
    return one.pk if isinstance(one, Model) else one
