"""The registry of the kinds of register that can come in: each app writes its own side of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from people.ledger import Ledger
from people.models import Person
from people.register.columns import Kind
from people.register.people import Person as Entry

WriteSide = Callable[[Ledger, Person, Entry, datetime], None]


@dataclass(frozen=True)
class RegisterKind:
    """A kind of register: its name for commands, its words for people, and who writes the side."""

    name: Kind
    label: Promise
    write_side: WriteSide


_kinds: dict[str, RegisterKind] = {}


def register_kind(name: Kind, label: Promise, write_side: WriteSide) -> None:
    """Have registers of this kind taken in by `write_side`, after the person themselves."""
    _kinds[name] = RegisterKind(name, label, write_side)


def kind_named(name: str) -> RegisterKind:
    """Return the kind of that name; KeyError when no app has registered it."""
    return _kinds[name]


def kinds() -> list[RegisterKind]:
    """Return every kind of register that can come in."""
    return list(_kinds.values())
