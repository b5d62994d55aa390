"""The one door: a file in, a reading out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.register.columns import Field, Kind, columns_of, header_score
from people.register.municipalities import Place
from people.register.names import learned_surnames
from people.register.people import KnownPerson, Person, merge_people
from people.register.read import Attention
from people.register.report import RegisterReading
from people.register.rows import Setting, read_row
from people.register.workbook import Sheet, Source, read_sheet


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
    sheet = read_sheet(source, partial(header_score, kind=kind))
    setting = _setting(sheet, kind, places, today)
    entries: list[Person] = []
    attention = list(_about_file(sheet, setting))
    for row in sheet.rows:
        person, found = read_row(row, setting)
        attention += found
        if person:
            entries.append(person)
    merged = merge_people(entries, known)
    attention = sorted([*attention, *merged.attention], key=lambda item: item.row)
    return RegisterReading(
        kind, sheet.title, sheet.header.number, setting.columns, len(entries),
        merged.people, tuple(attention),
    )  # fmt: skip


def _setting(sheet: Sheet, kind: Kind, places: Sequence[Place], today: date) -> Setting:
    columns = columns_of(sheet.header, kind)
    names = [column.place for column in columns if column.field is Field.NAME]
    cells = (row.cells[place] for row in sheet.rows for place in names if place < len(row.cells))
    return Setting(kind, columns, places, today, learned_surnames(cells))


def _about_file(sheet: Sheet, setting: Setting) -> Iterator[Attention]:
    """What a person should know about the file as a whole: the columns and sheets left aside."""
    for column in setting.columns:
        if column.repeats:
            why = _("Another column holds the same. This one was kept as notes.")
            yield Attention(sheet.header.number, str(column.field), column.heading, why)
        elif column.field is None:
            why = _("This column is not known. It was kept as notes.")
            yield Attention(sheet.header.number, "column", column.heading, why)
    for wanted in (Field.PHONE, Field.MUNICIPALITY):
        if not setting.has(wanted):
            why = _("The sheet has no such column.")
            yield Attention(sheet.header.number, str(wanted), "", why)
    for title in sheet.similar:
        why = format_lazy(_("Only the sheet {sheet} was read."), sheet=sheet.title)
        yield Attention(0, "sheet", title, why)
