"""Rows as people: what is nobody, what is kept as notes, what is flagged, and how fast it goes."""

import json
import time
from datetime import date, datetime
from typing import Any

from people.register.columns import Kind
from people.register.people import KnownPerson
from people.register.reader import read_register
from people.register.report import RegisterReading
from tests.people.register.places import PLACES
from tests.people.register.sheets import HEADER, person, workbook


def read(
    rows: list[tuple[Any, ...]], kind: Kind = "volunteers", known: tuple[KnownPerson, ...] = ()
) -> RegisterReading:
    return read_register(workbook(rows), kind, PLACES, known, today=date(2026, 11, 22))


def test_totals_notes_headings_and_blank_lines_are_not_people() -> None:
    notes = [("Yhteensä 340 hlöä",), ("Päivittänyt toimisto",), (), ("LAUKAA",), ("Muistakaa päivittää!",),
             ("Yhteensä", 2), ("Vihreä = haastateltu",), (None, "yhteensä", 12)]  # fmt: skip
    reading = read([HEADER, person("Matti Virtanen"), *notes])
    assert (reading.rows, len(reading.people), reading.attention) == (1, 1, ())


def test_a_row_without_a_name_is_flagged_and_makes_no_person() -> None:
    reading = read([HEADER, (None, "040 1234567", "Laukaa", 1950, None, None)])
    assert reading.people == ()
    assert [(item.row, item.field) for item in reading.attention] == [(2, "name")]


def test_unknown_and_repeated_columns_are_kept_as_notes_and_reported() -> None:
    header = ("Nimi", "Puhelin", "Kunta", "Kissan väri", "Kotikunta")
    reading = read([header, ("Matti Virtanen", "040 1234567", "Laukaa", "musta", "Jämsä")])
    assert reading.people[0].notes == ("Kissan väri: musta", "Kotikunta: Jämsä")
    assert [(item.row, item.value) for item in reading.attention] == [
        (1, "Kissan väri"),
        (1, "Kotikunta"),
    ]


def test_two_telephone_columns_and_two_name_columns_are_read_together() -> None:
    header = ("Sukunimi", "Etunimi", "Gsm", "Lankapuhelin", "Kunta", "Ikä")
    reading = read([header, ("Sirkka", "Seppo", 401234567, "014 786 255", "Laukaa", 70)])
    (seppo,) = reading.people
    assert (seppo.name.first, seppo.name.last, seppo.birth_year) == ("Seppo", "Sirkka", 1956)
    assert [phone.number for phone in seppo.phones] == ["+358401234567", "+35814786255"]


def test_a_personal_identity_code_is_kept_nowhere() -> None:
    header = (*HEADER[:5], "Huom.", "Hetu")
    row = (
        "Matti Virtanen",
        "040 1234567",
        "Laukaa",
        "030447-123A",
        "soitot",
        "hetu 030447-123A",
        "030447-123A",
    )
    report = json.dumps(read([header, row]).as_json(), ensure_ascii=False)
    assert "030447-1" not in report
    assert "123A" not in report


def test_date_cells_and_two_line_cells_are_read() -> None:
    born = datetime(1947, 4, 3)
    reading = read([HEADER, person("Virtanen\nMatti", "040 1234567\n014 786255", born=born)])
    (matti,) = reading.people
    assert (matti.name.first, matti.birth_year, len(matti.phones)) == ("Matti", 1947, 2)


def test_the_municipality_is_taken_from_the_address_when_there_is_no_other() -> None:
    header = ("Nimi", "Puhelin", "Osoite", "Synt.")
    reading = read(
        [header, ("Matti Virtanen", "040 1234567", "Tie 1, 41340 Laukaa", 1950)], "residents"
    )
    assert reading.people[0].municipality == "Laukaa"
    assert "municipality" in {item.field for item in reading.attention}


def test_a_key_column_says_who_holds_the_key() -> None:
    header = ("Nimi", "Puhelin", "Kunta", "Lähiomainen", "Avain")
    reading = read(
        [header, ("Aino Aho", "014 786255", "Laukaa", "tytär Anna 040 1234567", "x"),
         ("Eino Öst", "014 786256", "Laukaa", None, "naapuri Ville 040 7654321")], "residents",
    )  # fmt: skip
    assert [one.contacts[0].has_key for one in reading.people] == [True, True]
    assert reading.people[1].contacts[0].name == "Ville"


def test_people_already_known_are_matched_by_id() -> None:
    known = KnownPerson(7, "Matti", "Virtanen", ("+358401234567",))
    reading = read(
        [HEADER, person("VIRTANEN Matti"), person("Aino Aho", "050 3069303")], known=(known,)
    )
    assert [one.known_id for one in reading.people] == [7, None]


def test_the_report_is_json_with_the_rows_of_the_sheet() -> None:
    report = read([("Luettelo",), (), HEADER, person("Virtanen, Matti", "112")]).as_json()
    assert json.loads(json.dumps(report)) == report
    assert (report["rows"], report["people"], report["merged"]) == (1, 1, 0)
    assert [(item["row"], item["field"], item["value"]) for item in report["attention"]] == [
        (4, "phones", "112")
    ]
    assert report["people_list"][0]["problem"] == "phone"


def test_two_thousand_rows_are_read_within_ten_seconds() -> None:
    rows = [
        person(f"Virtanen Matti{'abcdefghij'[n % 10]}", 400000000 + n, born=1930 + n % 60)
        for n in range(2000)
    ]
    started = time.process_time()
    reading = read([HEADER, *rows])
    assert reading.rows == 2000
    assert time.process_time() - started < 10
