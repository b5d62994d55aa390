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


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A row of a sheet (1-based); row 0 of no sheet is the whole file."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Attention:
    """A cell that needs a person: its row, its field, its text, and why."""

    spot: Spot
    field: str
    value: str
    why: StrOrPromise = dataclass_field(compare=False)

    @property
    def row(self) -> int:
        """The number of the sheet row (1-based)."""
        return self.spot.row

    def as_json(self) -> dict[str, int | str]:
        """The attention as the import's report shows it."""
        where: dict[str, int | str] = {"row": self.spot.row, "sheet": self.spot.sheet}
        return where | {"field": self.field, "value": self.value, "why": str(self.why)}
