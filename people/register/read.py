"""What a parser hands back: the value it understood, and why a person should look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")

Cell = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """One understood cell. `flags` are reasons in the reader's language; empty means sure.

    `note` is text of the cell that is worth keeping but is not part of the value ("(iltaisin)").
    """

    value: T
    flags: tuple[StrOrPromise, ...] = ()
    note: str = ""

    def flagged(self, *why: StrOrPromise) -> Read[T]:
        return Read(self.value, (*self.flags, *why), self.note)


Parser = Callable[[Cell], Read[T]]


@dataclass(frozen=True, slots=True)
class Attention:
    """A cell that needs a person: its row, its field, its text, and why.

    Rows are those of the sheet (1-based); 0 is the whole file.
    """

    row: int
    field: str
    value: str
    why: StrOrPromise = dataclass_field(compare=False)

    def as_json(self) -> dict[str, int | str]:
        return {"row": self.row, "field": self.field, "value": self.value, "why": str(self.why)}
