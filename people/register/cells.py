"""The cells of one row by what they hold, and the attention that their reading gathers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext_lazy as _

from people.register.columns import Column, Field, Kind
from people.register.lifecycle import Status
from people.register.municipalities import Place, Where
from people.register.read import Attention, Cell, Read, Spot
from people.register.sheets import is_formula
from people.register.suiting import said_by_heading
from people.register.text import lines, plain, without_identity_codes
from people.register.ticks import ticked
from people.register.workbook import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")

# How reports name the wishes of the two kinds.
WISHES_NAME: Mapping[Kind, str] = {"volunteers": "tasks", "residents": "wish"}


NOWHERE = Where(None)

# Under "Koira" or "Tupakoi" a cell may say no more than yes or no.
SAID_BY_HEADING = frozenset({Field.HOME, Field.AVOIDS})


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row of one sheet is read with."""

    kind: Kind
    columns: tuple[Column, ...]
    places: Sequence[Place]
    today: date
    surnames: frozenset[str] = frozenset()
    sheet: str = ""
    where: Where = NOWHERE  # of those whose row names no municipality: the section or sheet does
    status: Status | None = None  # of those whose row names none: the sheet is called "Lopettaneet"

    def has(self, *wanted: Field) -> bool:
        return any(column.field in wanted for column in self.columns)


@dataclass
class Cells:
    """A row's cells by field, and the attention its reading gathers."""

    row: Row
    setting: Setting
    attention: list[Attention] = field(default_factory=list)
    by_field: dict[Field, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    in_prose: set[Field] = field(default_factory=set)  # fields said in words, not by ticks alone
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for column in self.setting.columns:
            cell = self.row.cell(column.place)
            if plain(cell):
                self._take(column, cell)

    def _take(self, column: Column, cell: Cell) -> None:
        name = self.named(column.field) if column.field else column.heading
        formula = is_formula(cell)
        if column.tick and column.field:
            self.by_field[column.field] += filter(None, [ticked(column.heading, cell)])
            return
        if formula:
            self.flag(name, cell, _("The cell holds a formula. It was kept as text."))
        if column.field in SAID_BY_HEADING and not formula:
            cell = said_by_heading(column.heading, cell)
        if column.field and column.field is not Field.NOTES and not column.repeats and not formula:
            self.by_field[column.field].append(cell)
            self.in_prose.add(column.field)
            return
        text = without_identity_codes(lines(cell))
        known = column.field is Field.NOTES
        self.notes.append(text if known else f"{column.heading}: {text}")

    @property
    def spot(self) -> Spot:
        return Spot(self.setting.sheet, self.row.number)

    def named(self, field_: Field) -> str:
        return WISHES_NAME[self.setting.kind] if field_ is Field.WISHES else str(field_)

    def flag(self, name: str, cell: Cell, why: StrOrPromise) -> None:
        value = without_identity_codes(plain(cell))
        self.attention.append(Attention(self.spot, name, value, why))

    def cell(self, wanted: Field) -> Cell:
        """The field's cell; of several columns all their texts, one a line."""
        cells = self.by_field.get(wanted, [])
        if len(cells) > 1:
            return "\n".join(map(lines, cells))
        return cells[0] if cells else None

    def take(self, wanted: Field, read: Read[T]) -> T:
        """The value of a reading, its flags written down under the field's name."""
        for why in read.flags:
            self.flag(self.named(wanted), self.cell(wanted), why)
        return read.value

    def keep(self, wanted: Field, read: Read[T]) -> T:
        """The value of a reading as `take` gives it; a cell that was not understood whole is a note too."""
        if read.note:
            text = without_identity_codes(lines(self.cell(wanted)))
            headings = [c.heading for c in self.setting.columns if c.field is wanted]
            self.notes.append(f"{', '.join(headings)}: {text}")
        return self.take(wanted, read)
