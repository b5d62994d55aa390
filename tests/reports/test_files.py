"""Published counts as JSON, CSV and XLSX: whole tables, text as text and numbers as numbers."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from directory.models import Barrier
from reports.disclosure.cells import At, Measure, Truth, Unit
from tests.reports.archives import QUARTER, YEAR, write_archive
from tests.reports.readers import signed_in, user_with

pytestmark = pytest.mark.django_db


def truth_of(measure: Measure, place: At) -> Truth:
    """Kinnula has few, the northern area hides its events, everywhere else it is 37."""
    if ("place", "256") in place:
        return Truth(3, 3, 0.4)
    return Truth(37, 2 if ("place", "north") in place and measure.unit == Unit.EVENTS else 20, 0.2)


@pytest.fixture
def reader() -> Client:
    """A reader of Kinnula, who reads in English."""
    write_archive(truth_of)
    return in_english("reader", "256")


def in_english(role: str, *codes: str) -> Client:
    user = user_with(role, *codes)
    user.language = "en"
    user.save()
    return signed_in(user)


def json_of(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def book_of(client: Client, address: str) -> Workbook:
    return load_workbook(BytesIO(client.get(address).content))


def test_the_list_leads_to_every_table_in_every_form(reader: Client) -> None:
    found = json_of(reader, "/api/counts/")
    assert [each["period"] for each in found["periods"]] == [YEAR, QUARTER]
    quarter = found["periods"][1]
    assert (quarter["name"], quarter["published_at"]) == (
        "October–December 2024",
        "2025-01-02T09:00:00Z",
    )
    assert [table["name"] for table in quarter["tables"]] == [
        "active-in-quarter",
        "contacts-by-area",
        "reached-in-quarter",
    ]
    for table in quarter["tables"]:
        assert json_of(reader, table["json"])["title"] == table["title"]
        assert reader.get(table["csv"])["Content-Type"].startswith("text/csv")
        assert book_of(reader, table["xlsx"]).worksheets
    assert reader.get(found["method"]).status_code == 200


def test_a_table_says_what_is_shown_in_words_and_bounds(reader: Client) -> None:
    found = json_of(reader, "/api/counts/2024/reached-by-municipality.json")
    head = {key: found[key] for key in ("period", "table", "measure", "unit", "band")}
    assert head == {
        "period": "2024",
        "table": "reached-by-municipality",
        "measure": "reached",
        "unit": "persons",
        "band": 5,
    }
    project, kinnula = found["cells"]
    assert project == {
        "at": {"period": "2024"},
        "names": ["Whole project"],
        "shown": "35–39",
        "low": 35,
        "high": 39,
        "state": "band",
    }
    assert kinnula["at"] == {"period": "2024", "place": "256"}
    assert [kinnula[key] for key in ("shown", "low", "high", "state")] == ["under 5", 0, 4, "small"]


def test_what_is_hidden_and_what_was_not_offered_keep_their_rows() -> None:
    write_archive(truth_of)
    client = in_english("reader", "256", "172")
    cells = json_of(client, "/api/counts/2024Q4/contacts-by-area.json")["cells"]
    by_place = {(c["at"].get("place"), c["at"].get("activity")): c for c in cells}
    hidden, never = by_place["north", "ride"], by_place["south", "ride"]
    assert [hidden[key] for key in ("shown", "low", "high")] == ["not shown", None, None]
    assert [never[key] for key in ("shown", "low", "high")] == ["not offered", 0, 0]
    assert len(cells) == 3 * 5


def test_a_period_answers_with_all_its_tables_as_each_alone(reader: Client) -> None:
    found = json_of(reader, "/api/counts/2024/")
    assert (found["period"], found["name"]) == ("2024", "2024")
    assert len(found["tables"]) == 9
    for table in found["tables"]:
        assert table == json_of(reader, f"/api/counts/2024/{table['table']}.json")


def test_the_csv_holds_the_same_rows(reader: Client) -> None:
    answer = reader.get("/api/counts/2024/reached-by-municipality.csv")
    assert 'filename="counts-2024-reached-by-municipality.csv"' in answer["Content-Disposition"]
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Period", "Place", "Shown", "At least", "At most"],
        ["2024", "Whole project", "35–39", "35", "39"],
        ["2024", "Kinnula", "under 5", "0", "4"],
    ]


def test_in_the_workbook_text_is_text_and_numbers_are_numbers(reader: Client) -> None:
    Barrier.objects.filter(pk=Barrier.objects.earliest("code").pk).update(name_en="=1+1\x0b")
    book = book_of(reader, "/api/counts/2024/unmet-by-barrier.xlsx")
    rows = list(book["Table"].iter_rows())
    assert {tuple(cell.data_type for cell in row) for row in rows[1:]} == {
        ("s", "s", "s", "n", "n")
    }
    assert "=1+1" in {row[1].value for row in rows}
    assert [cell.value for cell in rows[1]] == ["2024", "All together", "30–39", 30, 39]


def test_the_second_sheet_says_how_to_read_the_first(reader: Client) -> None:
    help_sheet = book_of(reader, "/api/counts/2024/reached-by-municipality.xlsx")["How to read"]
    told = {str(row[0]): str(row[1]) for row in help_sheet.iter_rows(values_only=True)}
    assert told["Table"] == "People reached by municipality"
    assert told["Width of a band"] == "5"
    assert told["Published"] == "2.1.2025"
    assert told["How it is protected"] == "http://testserver/counts/method/"
    assert told["To quote"] == "Source: Rinki, counts of 2024, published 2.1.2025."
    assert "resident" in told["What is counted"].lower()


def test_the_address_names_the_form_whatever_the_client_would_rather_have(reader: Client) -> None:
    for accept in ("text/csv", "text/html", "application/xml"):
        answer = reader.get("/api/counts/2024/reached-by-group.json", headers={"accept": accept})
        assert answer["Content-Type"] == "application/json"
        assert answer.json()["table"] == "reached-by-group"
