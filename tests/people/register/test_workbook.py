"""Files that are no register are refused with words a coordinator understands, and quickly."""

import io
import re
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from people.register.reader import read_register
from people.register.report import RegisterReading
from people.register.sheets import MAX_ROWS
from people.register.workbook import UnreadableRegister
from tests.people.register.places import PLACES
from tests.people.register.sheets import HEADER, person, workbook


def read(content: bytes | Path) -> RegisterReading:
    return read_register(content, "volunteers", PLACES, today=date(2026, 11, 22))


def refusal(content: bytes | Path) -> str:
    with pytest.raises(UnreadableRegister) as refused:
        read(content)
    return str(refused.value.reason)


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Nimi;Puhelin\nMatti;040\n", "not an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not an Excel workbook"),
        (OLE, "old Excel file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped(hello_xml=b"<a/>"), "not an Excel workbook"),
        (zipped(xl__workbook_xml=b"<broken"), "broken"),
        (b"PK\x03\x04 cut off", "broken"),
        (workbook([]), "empty"),
        (workbook([("Vihreä = haastateltu",), ("punainen = lopettanut",)]), "No row of headings"),
        (workbook([person("Matti Virtanen"), person("Aino Aho")]), "No row of headings"),
    ],
)
def test_what_is_no_register_is_refused_with_its_reason(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "nothing.xlsx")


def test_two_different_headers_are_refused_and_their_rows_named() -> None:
    other = ("Puhelin", "Nimi", "Kunta", "Synt.", "Osoite", "Huom.")
    reason = refusal(workbook([HEADER, person("Matti Virtanen"), other, person("Aino Aho")]))
    assert "1" in reason
    assert "3" in reason


def test_the_same_header_again_is_skipped() -> None:
    reading = read(
        workbook([HEADER, person("Matti Virtanen"), (), HEADER, person("Aino Aho", "050 3069303")])
    )
    assert [one.rows for one in reading.people] == [(2,), (5,)]


def test_fifty_thousand_rows_are_refused() -> None:
    content = workbook([HEADER, *(person(f"Matti Virtanen{n}") for n in range(50_000))])
    assert str(MAX_ROWS) in refusal(content)


def test_a_refusal_stops_at_the_limit_and_never_holds_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("people.register.sheets.MAX_ROWS", 500)
    content = workbook([HEADER, *((f"Virtanen Matti{n}", "040 1234567") for n in range(MAX_ROWS))])
    tracemalloc.start()
    reason = refusal(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "500" in reason
    assert peak < 10_000_000


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped(xl__workbook_xml=b"<a/>", xl__sharedStrings_xml=b" " * 70_000_000)
    assert len(bomb) < 200_000
    assert "too big" in refusal(bomb)


@pytest.mark.parametrize("top", [0, 1, 7, 25])
def test_the_header_is_found_wherever_it_stands(top: int) -> None:
    rows: list[Any] = [("Rekisteri 2026",)] * top
    reading = read(workbook([("Ohje",)], [*rows, HEADER, person("Matti Virtanen")]))
    assert (reading.sheets[0].header_row, reading.people[0].rows) == (top + 1, (top + 2,))


def test_the_sheet_of_the_wanted_kind_is_read_when_both_kinds_are_there() -> None:
    residents = ("Nimi", "Puhelin", "Kunta", "Osoite", "Läheinen", "Soittoaika", "Apuväline")
    volunteers = ("Nimi", "Puhelin", "Kunta", "Auto", "Koulutus", "Vapaat ajat", "Tila")
    content = workbook(
        [residents, ("Aino Aho", "014 786255", "Laukaa", "Tie 1", None, "klo 9", "keppi")],
        [volunteers, ("Matti Virtanen", "040 1234567", "Laukaa", "x", "x", "ma", "ok")],
    )
    assert read(content).people[0].name.last == "Virtanen"
    other = read_register(content, "residents", PLACES, today=date(2026, 11, 22))
    assert other.people[0].name.last == "Aho"


def test_every_sheet_of_the_same_kind_is_read() -> None:
    reading = read(workbook([HEADER, person("Matti Virtanen")], [HEADER, person("Aino Aho")]))
    assert [(one.name.first, one.spots[0].sheet, one.rows) for one in reading.people] == [
        ("Matti", "Sheet", (2,)), ("Aino", "Sheet1", (2,)),
    ]  # fmt: skip
    assert reading.attention == ()


def test_a_sheet_that_only_resembles_the_register_is_named_and_not_silently_left_out() -> None:
    staff = [("Nimi", "Puhelin", "Sähköposti"), ("Kaija Kuoppala", "014 786255", None)]
    reading = read(workbook([HEADER, person("Matti Virtanen")], staff))
    assert [(item.spot.sheet, item.field) for item in reading.attention] == [("Sheet1", "sheet")]
    assert len(reading.people) == 1


def test_a_formula_stays_text_and_is_flagged() -> None:
    row = (
        "Matti Virtanen",
        "=1+1",
        "Laukaa",
        1950,
        "soitot",
        '=HYPERLINK("http://esimerkki.example")',
    )
    reading = read(workbook([HEADER, row]))
    assert reading.people[0].phones == ()
    assert '=HYPERLINK("http://esimerkki.example")' in reading.people[0].notes
    assert {"phones", "notes"} <= {item.field for item in reading.attention}


def test_a_calculated_column_is_read_as_excel_showed_it_and_said_once() -> None:
    """openpyxl writes no shown values, so they are put where Excel puts them."""
    names = ("Matti Virtanen", "Aino Aho", "Outi Laine")
    rows = [person(f'=X{at}&" "&Y{at}', f"040 123456{at}") for at in (2, 3, 4)]
    content = with_shown(
        workbook([HEADER, *rows]), dict(zip(("A2", "A3", "A4"), names, strict=True))
    )
    reading = read(content)
    assert [f"{one.name.first} {one.name.last}" for one in reading.people] == list(names)
    assert [(item.row, item.field) for item in reading.attention] == [(1, "name")]


def test_a_calculated_column_without_shown_values_leaves_nobody_out_silently() -> None:
    rows = [person(f'=X{at}&" "&Y{at}', f"040 123456{at}") for at in (2, 3, 4)]
    reading = read(workbook([HEADER, *rows]))
    assert reading.people == ()
    assert {(item.row, item.field) for item in reading.attention} >= {(2, "name"), (4, "name")}


def with_shown(content: bytes, values: dict[str, str]) -> bytes:
    """The workbook with the values that Excel would have shown in cells of formulas."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for cell, value in values.items() if name.endswith("sheet1.xml") else ():
                pattern = rf'(<c r="{cell}")[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?'.encode()
                text = re.sub(pattern, rf'\1 t="str">\2<v>{value}</v>'.encode(), text)
            new.writestr(name, text)
    return stream.getvalue()
