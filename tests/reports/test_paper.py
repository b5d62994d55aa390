"""The sheet for the wellbeing report: own municipality first, in words that can be quoted."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from reports.disclosure.cells import Kind, Shown, Table, at
from reports.disclosure.protect import FEW, HIDDEN
from reports.services.reading import Reader
from reports.services.sentences import sentences
from reports.words import Labels
from tests.reports.archives import write_archive
from tests.reports.test_files import in_english, truth_of

pytestmark = pytest.mark.django_db
KINNULA = Reader(("256",), frozenset({"256", "north"}))


def paper(client: Client, period: str) -> str:
    """Return the words of the sheet, one space between them."""
    text = client.get(f"/counts/{period}/print/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def in_order(text: str, *words: str) -> bool:
    """Tell whether `words` stand in `text` one after the other."""
    return bool(re.search(".*".join(map(re.escape, words)), text))


def test_the_own_municipality_stands_before_its_area_and_the_project() -> None:
    write_archive(truth_of)
    text = paper(in_english("reader", "256"), "2024")
    assert in_order(
        text,
        "Kinnula, 2024: under 5 people were reached.",
        "Whole project, 2024: 35–39 people were reached.",
        " Kinnula Kinnula, 2024 What is counted",
        "People reached under 5",
        "Northern area Kinnula, Pihtipudas, Viitasaari",
        "Kilometres driven not shown",
        " Whole project Whole project, 2024 What is counted",
        "People reached 35–39 Families 35–39",
    )
    assert "Source: Rinki, counts of 2024, published 2.1.2025." in text
    assert "Laukaa" not in text


def test_an_area_of_one_municipality_stands_under_its_name_once() -> None:
    write_archive(truth_of)
    text = paper(in_english("reader", "179"), "2024")
    assert text.count(" Jyväskylä Jyväskylä, 2024 What is counted") == 1
    assert in_order(
        text,
        " Jyväskylä Jyväskylä, 2024 What is counted",
        "Kilometres driven 30–39",
        "Whole project",
    )


def test_a_quarter_is_told_by_area() -> None:
    write_archive(truth_of)
    text = paper(in_english("reader", "256", "172"), "2024Q4")
    assert in_order(text, "Northern area", "Rides not shown", "Southern area", "Rides not offered")
    assert "Northern area, October–December 2024: the number of calls" in text


def shown(measure: str, base: int, **cells: Shown) -> Table:
    places = {key: at(place=key[1:], period="2024") for key in cells}
    places["project"] = at(period="2024")
    return Table(measure, "2024", measure, base, FEW, {places[k]: v for k, v in cells.items()})


def test_decision_makers_read_each_count_as_it_is_shown() -> None:
    write_archive(truth_of, ())
    reached = shown("reached", 5, project=Shown(Kind.BAND, 215), m256=Shown(Kind.SMALL))
    contacts = shown("contacts", 10, m256=HIDDEN)
    with override("en"):
        assert sentences([reached, contacts], KINNULA, Labels()) == [
            "Kinnula, 2024: under 5 people were reached.",
            "Kinnula, 2024: the number of calls, visits, requests and rides is not shown.",
            "Whole project, 2024: 215–219 people were reached.",
        ]


def test_whoever_reads_of_many_municipalities_gets_sentences_of_the_project_only() -> None:
    write_archive(truth_of, ())
    many = Reader(("172", "179", "256"), frozenset({"172", "179", "256"}))
    small = Shown(Kind.SMALL)
    table = shown("reached", 5, project=small, m172=small, m179=small, m256=small)
    with override("en"):
        assert sentences([table], many, Labels()) == [
            "Whole project, 2024: under 5 people were reached."
        ]
