"""Registers of the same kind with other headings, orders, places and phrases, with their truth. Seeded."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from people.register.columns import Kind
from tests.people.register.phrases import (
    HEADINGS,
    NAMES_FIRST,
    NAMES_LAST,
    PHRASES,
    RESIDENT_FIELDS,
    TOTALS,
    UNUSABLE,
    VOLUNTEER_FIELDS,
)

Entry = dict[str, Any]


@dataclass(frozen=True)
class Variant:
    """A workbook's bytes and the truth of each of its people, one entry a row."""

    content: bytes
    truth: list[Entry]


@dataclass
class _Maker:
    kind: Kind
    random: random.Random
    two_columns: bool = False
    used: set[str] = field(default_factory=set)

    def name(self) -> tuple[str, str]:
        """A name nobody has yet, so that only meant namesakes are namesakes."""
        while True:
            first, last = self.random.choice(NAMES_FIRST), self.random.choice(NAMES_LAST)
            if f"{first} {last}" not in self.used and first != last:
                self.used.add(f"{first} {last}")
                return first, last

    def number(self) -> str:
        prefix = self.random.choice(["40", "44", "45", "50", "41"])
        return f"+358{prefix}{self.random.randint(1_000_000, 9_999_999)}"

    def entry(self) -> Entry:
        first, last = self.name()
        year = (
            self.random.randint(1928, 1955)
            if self.kind == "residents"
            else self.random.randint(1945, 2005)
        )
        entry: Entry = {"first": first, "last": last, "phones": [self.number()], "birth_year": year}
        if self.kind == "residents":
            entry["kind"] = "mobile"
        return entry

    def cells(self, entry: Entry) -> dict[str, Any]:
        """The entry as an office would type it; the meaning of the phrases goes into the entry."""
        cells: dict[str, Any] = {"birth_year": self.year(entry["birth_year"])}
        cells.update(self.spelt_name(entry))
        cells["phones"] = self.spelt_phones(entry)
        for name in VOLUNTEER_FIELDS if self.kind == "volunteers" else RESIDENT_FIELDS:
            known = [pair for pair in PHRASES[name] if entry.get(name, pair[1]) == pair[1]]
            cells[name], entry[name] = self.random.choice(known)
        return cells

    def spelt_name(self, entry: Entry) -> dict[str, str]:
        first, last = entry["first"], entry["last"]
        if self.two_columns:
            return {"first": first, "last": self.random.choice([last, last.upper()])}
        shapes = [f"{first} {last}", f"{last} {first}", f"{last}, {first}", f"{last.upper()} {first}",
                  f"{first}  {last} ", f"{first} {last.upper()}", f"rva {last} {first}"]  # fmt: skip
        return {"name": self.random.choice(shapes)}

    def year(self, year: int) -> Any:
        short = f"{year % 100:02d}"
        shapes = [
            year,
            float(year),
            str(year),
            f"s. {year}",
            f"-{short}",
            f"'{short}",
            f"3.4.{year}",
            f"{year}-04-03",
        ]
        return self.random.choice(shapes)

    def spelt_phones(self, entry: Entry) -> Any:
        if not entry["phones"]:
            return self.random.choice(UNUSABLE)
        return " / ".join(self.spelt_number(number) for number in entry["phones"])

    def spelt_number(self, number: str) -> str:
        home = "0" + number.removeprefix("+358")
        shapes = [home, number, f"{home[:3]}-{home[3:6]} {home[6:]}", f"{home[:3]}\u00a0{home[3:]}", f"gsm {home}",
                  f"({home[:3]}) {home[3:]}", f"00358{home[1:]}", f"{home[:3]}/{home[3:]}", f"{home} (iltaisin)",
                  home[1:], f"+358 (0){home[1:3]} {home[3:]}"]  # fmt: skip
        return self.random.choice(shapes)


def make_variant(kind: Kind, seed: int, people: int = 80) -> Variant:
    """A register of about so many people, with repeats, spouses, namesakes, notes and totals."""
    maker = _Maker(kind, random.Random(seed))
    maker.two_columns = maker.random.random() < 0.3
    entries = list(_people(maker, people))
    names = ["first", "last"] if maker.two_columns else ["name"]
    own = VOLUNTEER_FIELDS if kind == "volunteers" else RESIDENT_FIELDS
    order = [*names, *maker.random.sample(["phones", "birth_year", *own, "notes"], len(own) + 3)]
    book = Workbook()
    sheet = _register_sheet(book, maker)
    top = maker.random.randint(0, 6)
    for line in range(top):
        sheet.append(
            [
                maker.random.choice(["Rekisteri 2026", None, "Muistakaa päivittää!"])
                if line
                else "Luettelo"
            ]
        )
    language = maker.random.choice(["fi", "fi", "sv", "en"])
    headings = [maker.random.choice(HEADINGS[language][_heading_key(kind, name)]) for name in order]
    sheet.append(headings)
    truth = [_write(sheet, maker, entry, order, headings, top) for entry in entries]
    for total in TOTALS:
        sheet.append([total])
    stream = io.BytesIO()
    book.save(stream)
    return Variant(stream.getvalue(), truth)


def _heading_key(kind: Kind, name: str) -> str:
    return {"wish": "tasks", "language": "languages"}.get(name, name)


def _register_sheet(book: Workbook, maker: _Maker) -> Any:
    """The sheet the register stands on: alone, behind the instructions, or before them."""
    sheet: Any = book.active
    where = maker.random.choice(["alone", "behind", "before"])
    if where == "alone":
        return sheet
    notes = sheet if where == "behind" else book.create_sheet("Ohjeet")
    notes.append(["Vihreä = haastateltu, punainen = lopettanut"])
    return book.create_sheet("Lista") if where == "behind" else sheet


def _people(maker: _Maker, people: int) -> Any:
    """Entries in sheet order; `twin` names the entry that is the same person."""
    for _ in range(people):
        entry = maker.entry()
        chance = maker.random.random()
        yield entry
        if chance < 0.06:
            yield {**entry, "twin": entry}
        elif chance < 0.10:
            yield {**maker.entry(), "last": entry["last"], "phones": entry["phones"]}
        elif chance < 0.14:
            yield {**maker.entry(), "first": entry["first"], "last": entry["last"],
                   "birth_year": entry["birth_year"] + 3}  # fmt: skip
        elif chance < 0.20:
            entry.update(phones=[], problem="phone")
            entry.pop("kind", None)


def _write(
    sheet: Any, maker: _Maker, entry: Entry, order: list[str], headings: list[str], top: int
) -> Entry:
    """Type one row, now and then after a blank line or a repeated header; returns its truth."""
    if maker.random.random() < 0.03:
        sheet.append([])
        sheet.append(headings)
    twin = entry.pop("twin", None)
    if twin:
        entry.update(
            {name: value for name, value in twin.items() if name != "row"},
            duplicate_of=twin["row"],
        )
    cells = maker.cells(entry)
    cells["notes"] = maker.random.choice([None, "leski", "max 10 km", "=1+1"])
    sheet.append([cells[name] for name in order])
    entry["row"] = sheet.max_row
    return entry
