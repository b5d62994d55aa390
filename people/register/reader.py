"""The one door: a file in, a reading out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.register.cells import Setting
from people.register.columns import Field, Kind
from people.register.headings import away_by_title
from people.register.layout import columns_of
from people.register.municipalities import Place
from people.register.names import learned_surnames
from people.register.people import KnownPerson, Person, merge_people
from people.register.read import Attention, Cell, Spot
from people.register.report import RegisterReading, SheetReading
from people.register.rows import read_row
from people.register.sections import municipality_in, section_of
from people.register.sheets import Sheet, read_sheets
from people.register.workbook import Source


def read_register(
    source: Source,
    kind: Kind,
    places: Sequence[Place],
    known: Sequence[KnownPerson] = (),
    *,
    today: date,
) -> RegisterReading:
    """Read a workbook of volunteers or residents into clean people.

    `source` is a path or the file's bytes, `places` the municipalities there are, `known` the people
    already in the system, `today` the local date. Raises UnreadableRegister with a reason.
    """
    sheets = read_sheets(source, kind)
    entries: list[Person] = []
    attention = list(_left_aside(sheets.left))
    readings = []
    for sheet in sheets.read:
        setting = _setting(sheet, kind, places, today)
        readings.append(SheetReading(sheet.title, sheet.header.number, setting.columns))
        attention += _about_sheet(sheet, setting)
        for person, found in _people(sheet, setting):
            attention += found
            entries += filter(None, [person])
    merged = merge_people(entries, known)
    attention = _in_order([*attention, *merged.attention], sheets.read)
    return RegisterReading(kind, tuple(readings), len(entries), merged.people, tuple(attention))


def _in_order(attention: Sequence[Attention], sheets: Sequence[Sheet]) -> list[Attention]:
    place = {sheet.title: at for at, sheet in enumerate(sheets)}
    return sorted(attention, key=lambda item: (place.get(item.spot.sheet, -1), item.row))


def _people(sheet: Sheet, setting: Setting) -> Iterator[tuple[Person | None, list[Attention]]]:
    """Each row as a person, or None; a row that is a municipality's name holds for those under it."""
    for row in sheet.rows:
        section = section_of(row, setting.places)
        if section:
            setting = replace(setting, where=section)
        else:
            yield read_row(row, setting)


def _setting(sheet: Sheet, kind: Kind, places: Sequence[Place], today: date) -> Setting:
    columns = columns_of(sheet.header, sheet.rows, kind)
    names = [column.place for column in columns if column.field is Field.NAME]
    return Setting(
        kind, columns, places, today, learned_surnames(_cells(sheet, names)), sheet.title,
        municipality_in(sheet.title, places), away_by_title(sheet.title),
    )  # fmt: skip


def _cells(sheet: Sheet, columns: Sequence[int]) -> Iterator[Cell]:
    return (row.cell(at) for row in sheet.rows for at in columns)


def _about_sheet(sheet: Sheet, setting: Setting) -> Iterator[Attention]:
    """What a person should know about a sheet as a whole: the columns left aside, and the missing."""
    spot = Spot(sheet.title, sheet.header.number)
    for column in setting.columns:
        name = str(column.field or "column")
        if column.place in sheet.calculated:
            why = _("This column is calculated. What Excel showed in it last was read.")
            yield Attention(spot, name, column.heading, why)
        if column.repeats:
            why = _("Another column holds the same. This one was kept as notes.")
            yield Attention(spot, name, column.heading, why)
        elif column.guessed:
            why = _("This heading is not known. What the column holds was told by its cells.")
            yield Attention(spot, name, column.heading, why)
        elif column.field is None:
            why = _("This column is not known. It was kept as notes.")
            yield Attention(spot, name, column.heading, why)
        elif column.field is Field.AGE and not setting.has(Field.BIRTH):
            why = _("Only ages are given; years of birth may be a year off.")
            yield Attention(spot, name, column.heading, why)
    for wanted in _missing(sheet, setting):
        yield Attention(spot, str(wanted), "", _("The sheet has no such column."))


def _missing(sheet: Sheet, setting: Setting) -> list[Field]:
    placed = setting.where.municipality or any(
        section_of(row, setting.places) for row in sheet.rows
    )
    wanted = [Field.PHONE] if placed else [Field.PHONE, Field.MUNICIPALITY]
    return [field for field in wanted if not setting.has(field)]


def _left_aside(titles: Sequence[str]) -> Iterator[Attention]:
    for title in titles:
        why = format_lazy(_("The sheet {sheet} was not read."), sheet=title)
        yield Attention(Spot(title, 0), "sheet", title, why)
