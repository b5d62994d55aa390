"""Interests, gender, wishes, homes and limits as offices write them; what is not understood stays as a note."""

from typing import Any

import pytest

from people.register.columns import Field, Kind, field_of
from people.register.people import Person
from people.register.read import Cell
from people.register.suiting import (
    read_avoids,
    read_gender,
    read_home,
    read_interests,
    read_number,
    read_wished_gender,
)
from tests.people.register.test_reader import read

HEADINGS = [
    ("Harrastukset", "residents", Field.INTERESTS),
    ("Mielenkiinnon kohteet", "volunteers", Field.INTERESTS),
    ("Fritidsintressen", "volunteers", Field.INTERESTS),
    ("Hobbies", "residents", Field.INTERESTS),
    ("Vapaa-ajan harrastukset", "volunteers", Field.INTERESTS),
    ("Sukupuoli", "volunteers", Field.GENDER),
    ("Kön", "residents", Field.GENDER),
    ("Mies/nainen", "residents", Field.GENDER),
    ("Toive auttajan sukupuolesta", "residents", Field.WISHED_GENDER),
    ("Toivooko miestä vai naista", "residents", Field.WISHED_GENDER),
    ("Önskar kvinna eller man", "residents", Field.WISHED_GENDER),
    ("Helper's gender (wish)", "residents", Field.WISHED_GENDER),
    ("Lemmikit", "residents", Field.HOME),
    ("Tupakoiko", "residents", Field.HOME),
    ("Portaat", "residents", Field.HOME),
    ("Koira", "residents", Field.HOME),
    ("Husdjur", "residents", Field.HOME),
    ("Pets / smoking", "residents", Field.HOME),
    ("Allergiat", "volunteers", Field.AVOIDS),
    ("Rajoitteet", "volunteers", Field.AVOIDS),
    ("Kan inte vara med", "volunteers", Field.AVOIDS),
    ("Cannot be with", "volunteers", Field.AVOIDS),
    ("Montako asukasta enintään", "volunteers", Field.CAPACITY),
    ("Enint. asiakkaita", "volunteers", Field.CAPACITY),
    ("Hur många personer", "volunteers", Field.CAPACITY),
    ("How many people at most", "volunteers", Field.CAPACITY),
    ("Km enintään", "volunteers", Field.RADIUS),
    ("Kuinka kauas lähtee", "volunteers", Field.RADIUS),
    ("Matka enint. (km)", "volunteers", Field.RADIUS),
    ("Hur långt", "volunteers", Field.RADIUS),
    ("Max distance", "volunteers", Field.RADIUS),
]


@pytest.mark.parametrize(("heading", "kind", "field"), HEADINGS)
def test_a_heading_means_its_field_in_three_languages(
    heading: str, kind: Kind, field: Field
) -> None:
    assert field_of(heading, kind) is field


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Lempinimi", "volunteers", Field.NAME),
        ("Km-korvaus", "volunteers", None),
        ("Polttopuiden teko", "residents", None),
        ("Lemmikit", "volunteers", None),
        ("Allergiat", "residents", None),
        ("Montako henkilöä taloudessa", "residents", None),
        ("Toive", "residents", Field.WISHES),
        ("Milloin pääsee", "volunteers", Field.AVAILABILITY),
    ],
)
def test_what_only_looks_like_one_keeps_its_meaning(
    heading: str, kind: Kind, field: Field | None
) -> None:
    assert field_of(heading, kind) is field


@pytest.mark.parametrize(
    ("cell", "codes", "note"),
    [
        ("lukeminen, käsityöt", ("reading", "crafts"), ""),
        ("Ristikot ja kalastus; avaruus", ("crosswords", "fishing"), "avaruus"),
        ("läsning och sång", ("reading", "singing"), ""),
        ("ei pidä urheilusta, musiikki", ("music",), "ei pidä urheilusta"),
        ("-", (), ""),
        (None, (), ""),
    ],
)
def test_interests(cell: Cell, codes: tuple[str, ...], note: str) -> None:
    result = read_interests(cell)
    assert (result.value, result.note, result.flags) == (codes, note, ())


@pytest.mark.parametrize(
    ("cell", "gender"),
    [
        ("N", "woman"),
        ("nainen", "woman"),
        ("kvinna", "woman"),
        ("female", "woman"),
        ("Mies", "man"),
        ("male", "man"),
        ("muu", "other"),
        ("", ""),
    ],
)
def test_gender_is_what_the_cell_says(cell: str, gender: str) -> None:
    result = read_gender(cell)
    assert (result.value, result.flags) == (gender, ())


def test_gender_is_never_told_by_a_name() -> None:
    assert read_gender("Maija").value == ""
    assert read_gender("Maija").flags
    reading = read([("Nimi", "Puhelin", "Kunta"), ("Maija Aho", "040 1234567", "Laukaa")])
    assert reading.people[0].gender == ""


@pytest.mark.parametrize(
    ("cell", "gender", "sure"),
    [
        ("nainen", "woman", True),
        ("mieluummin naissoittaja", "woman", True),
        ("mies", "man", True),
        ("en man, tack", "man", False),
        ("a woman", "woman", True),
        ("mies tai nainen", "", True),
        ("ei väliä", "", True),
        ("kumpi vain", "", True),
        ("-", "", True),
        ("nainen, ei miestä", "woman", True),
        ("ei miestä", "", False),
        ("nainen?", "", False),
        ("rauhallinen", "", False),
    ],
)
def test_whom_a_resident_wishes_for(cell: str, gender: str, sure: bool) -> None:
    result = read_wished_gender(cell)
    assert bool(result.flags) is not sure
    assert result.value == (gender if sure else "")


@pytest.mark.parametrize(
    ("cell", "codes", "note"),
    [
        ("kissa", ("cat",), ""),
        ("2 koiraa ja kissa", ("dog", "cat"), ""),
        ("ei lemmikkejä, tupakoi sisällä", ("smoke",), ""),
        ("koira, ei kissaa", ("dog",), ""),
        ("3. krs, ei hissiä", ("stairs",), "3. krs"),
        ("ei portaita", (), ""),
        ("portaat ja hissi, koira", ("dog",), "hissi"),
        ("portaat, ei hissiä", ("stairs",), ""),
        ("röker, katt", ("smoke", "cat"), ""),
        ("a dog; stairs", ("dog", "stairs"), ""),
        ("papukaija", (), "papukaija"),
        ("ei", (), ""),
    ],
)
def test_what_there_is_at_home(cell: str, codes: tuple[str, ...], note: str) -> None:
    result = read_home(cell)
    assert (result.value, result.flags) == (codes, ())
    assert note in result.note


@pytest.mark.parametrize(
    ("cell", "codes", "note"),
    [
        ("kissa-allergia", ("cat",), ""),
        ("ei koiria, ei tupakansavua", ("dog", "smoke"), ""),
        ("eläimet", ("cat", "dog"), ""),
        ("koirat ok, kissat ei", ("cat",), "koirat ok"),
        ("ei allergioita", (), "ei allergioita"),
        ("portaat hankalia", ("stairs",), ""),
        ("tål inte rök", ("smoke",), ""),
        ("cats", ("cat",), ""),
        ("pähkinä", (), "pähkinä"),
        ("-", (), ""),
    ],
)
def test_what_a_helper_cannot_be_with(cell: str, codes: tuple[str, ...], note: str) -> None:
    result = read_avoids(cell)
    assert (result.value, result.note, result.flags) == (codes, note, ())


@pytest.mark.parametrize(
    ("cell", "number", "sure"),
    [
        (3, 3, True),
        (2.0, 2, True),
        ("2-3", 3, True),
        ("n. 20 km", 20, True),
        ("kaksi", 2, True),
        ("yhden kerrallaan", 1, True),
        ("två", 2, True),
        ("max 4", 4, True),
        ("", None, True),
        ("-", None, True),
        ("2 soittoa ja 1 vierailu", None, False),
        ("koko kunta", None, False),
        (900, None, False),
        (0, None, False),
    ],
)
def test_how_many_and_how_far(cell: Cell, number: int | None, sure: bool) -> None:
    result = read_number(cell, 1, 200)
    assert (result.value, not result.flags) == (number, sure)


def one_of(kind: Kind, **columns: Any) -> tuple[Person, list[str]]:
    """Return the one person of a sheet with these columns, and the fields that need a human."""
    header = ("Nimi", "Puhelin", "Kunta", *columns)
    reading = read([header, ("Matti Virtanen", "040 1234567", "Laukaa", *columns.values())], kind)
    return reading.people[0], [item.field for item in reading.attention]


def test_a_volunteers_row_tells_interests_limits_people_and_kilometres() -> None:
    columns = {
        "Harrastukset": "kalastus, lentopallo",
        "Allergiat": "kissa, pähkinä",
        "Montako asukasta enintään": "2-3",
        "Km enintään": "25 km",
        "Sukupuoli": "M",
    }
    matti, asked = one_of("volunteers", **columns)
    assert matti.interests == ("fishing",)
    assert (matti.avoids, matti.capacity, matti.radius_km) == (("cat",), 3, 25)
    assert matti.gender == "man"
    assert matti.notes == (
        "Harrastukset: kalastus, lentopallo",
        "Allergiat: kissa, pähkinä",
    )
    assert asked == []


def test_a_residents_row_tells_whom_they_wish_for_and_what_there_is_at_home() -> None:
    columns = {
        "Toive auttajan sukupuolesta": "nainen",
        "Koira": "x",
        "Tupakoi": "ei",
        "Portaat": "kyllä",
    }
    matti, asked = one_of("residents", **columns)
    assert (matti.wished_gender, matti.home, matti.notes) == ("woman", ("dog", "stairs"), ())
    assert asked == []


def test_pets_without_their_kind_are_a_note_and_a_wish_that_is_not_clear_asks_a_human() -> None:
    columns = {"Lemmikit": "kyllä", "Toivottu sukupuoli": "ei miestä"}
    matti, asked = one_of("residents", **columns)
    assert (matti.home, matti.wished_gender) == ((), "")
    assert set(matti.notes) == {"Lemmikit: Lemmikit", "Toivottu sukupuoli: ei miestä"}
    assert asked == ["wished_gender"]


def test_what_interests_a_volunteer_is_tasks_or_hobbies_as_the_cells_say() -> None:
    hobbies, _asked = one_of("volunteers", **{"Kiinnostuksen kohteet": "käsityöt, historia"})
    assert (hobbies.interests, hobbies.wishes) == (("crafts", "history"), ())
    tasks, _asked = one_of("volunteers", **{"Kiinnostuksen kohteet": "kyydit, soittorinki"})
    assert (tasks.interests, tasks.wishes) == ((), ("call", "ride"))


def test_two_rows_of_one_person_are_united() -> None:
    header = ("Nimi", "Puhelin", "Kunta", "Harrastukset", "Allergiat")
    rows = [
        ("Matti Virtanen", "040 1234567", "Laukaa", "kalastus", "koira"),
        ("Matti Virtanen", "040 1234567", "Laukaa", "musiikki", "kissa"),
    ]
    matti = read([header, *rows]).people[0]
    assert (matti.interests, matti.avoids) == (("fishing", "music"), ("dog", "cat"))
