"""When two rows are one person, and when they are not."""

from datetime import date
from typing import Any

from people.register.consents import Consent
from people.register.names import Name
from people.register.people import KnownPerson, Person, likeness, merge_people
from people.register.phones import Phone, read_phones
from people.register.read import Spot


def entry(
    row: int,
    first: str = "Maija",
    last: str = "Aho",
    number: str | None = "+358401234567",
    **more: Any,
) -> Person:
    phones = (Phone(number, "mobile"),) if number else ()
    return Person((Spot("Taul1", row),), Name(first, last), phones, **more)


def test_the_same_name_and_number_in_either_order_is_one_person() -> None:
    merged = merge_people([entry(5, "Maija", "Aho"), entry(9, "Aho", "Maija")])
    assert [one.rows for one in merged.people] == [(5, 9)]


def test_either_order_of_names_and_a_landline_with_and_without_country_code_are_one_person() -> (
    None
):
    """edge 21: the same person as "Aho Maija" and "Maija Aho", landline with and without country code."""
    cells = {"014 786 255": ("Aho", "Maija"), "+358 14 786255": ("Maija", "Aho")}
    rows = [
        Person((Spot("Taul1", row),), Name(*name), read_phones(cell).value)
        for row, (cell, name) in enumerate(cells.items(), start=5)
    ]
    (only,) = merge_people(rows).people
    assert only.rows == (5, 6)
    assert [(phone.number, phone.kind) for phone in only.phones] == [("+35814786255", "landline")]


def test_the_same_name_year_and_municipality_is_one_person_with_both_numbers() -> None:
    born: dict[str, Any] = {"birth_year": 1950, "municipality": "Laukaa"}
    merged = merge_people([entry(5, **born), entry(9, number="+358501234567", **born)])
    assert [phone.number for phone in merged.people[0].phones] == ["+358401234567", "+358501234567"]


def test_spouses_share_a_number_and_stay_two_without_a_word() -> None:
    merged = merge_people([entry(5, "Maija"), entry(6, "Matti")])
    assert [one.rows for one in merged.people] == [(5,), (6,)]
    assert merged.attention == ()


def test_father_and_son_of_one_name_and_number_stay_two_and_are_flagged() -> None:
    merged = merge_people([entry(5, birth_year=1940), entry(6, birth_year=1968)])
    assert len(merged.people) == 2
    assert [(item.row, item.field) for item in merged.attention] == [(6, "name")]


def test_namesakes_with_other_years_and_numbers_are_two_without_a_word() -> None:
    merged = merge_people(
        [entry(5, birth_year=1940), entry(6, number="+358501234567", birth_year=1968)]
    )
    assert len(merged.people) == 2
    assert merged.attention == ()


def test_the_same_name_alone_is_a_doubt() -> None:
    assert likeness(entry(5), entry(6, number=None)) == "perhaps"
    assert likeness(entry(5), entry(6, "Matti")) == "different"
    far = entry(6, number="+358501234567", birth_year=1950, municipality="Jämsä")
    assert likeness(entry(5, birth_year=1950, municipality="Laukaa"), far) == "perhaps"


def test_blanks_never_overwrite_and_lists_are_united() -> None:
    one = entry(5, wishes=("call",), email="maija@esimerkki.example", notes=("leski",), car=True)
    other = entry(9, wishes=("ride",), birth_year=1950, notes=("kissa",))
    (person,) = merge_people([one, other]).people
    assert (person.wishes, person.email, person.birth_year, person.car) == (
        ("call", "ride"), "maija@esimerkki.example", 1950, True,
    )  # fmt: skip
    assert person.notes == ("leski", "kissa")


def test_of_two_answers_the_first_stays_and_the_second_is_flagged() -> None:
    merged = merge_people([entry(5, address="Myllytie 1"), entry(9, address="Asematie 2")])
    assert merged.people[0].address == "Myllytie 1"
    assert [(item.row, item.field, item.value) for item in merged.attention] == [
        (9, "address", "Asematie 2")
    ]


def test_a_refused_consent_stands_against_an_earlier_yes() -> None:
    yes = Consent("written", date(2026, 2, 3))
    (person,) = merge_people(
        [entry(5, consent=yes), entry(9, consent=Consent(refused=True))]
    ).people
    assert person.consent == Consent(refused=True)


def test_a_known_person_is_found_by_name_and_number() -> None:
    known = KnownPerson(17, "Maija", "Aho", ("+358401234567",), 1950)
    (person,) = merge_people([entry(5)], [known]).people
    assert person.known_id == 17


def test_two_known_people_who_both_fit_are_left_to_a_human() -> None:
    known = [KnownPerson(n, "Maija", "Aho", ("+358401234567",)) for n in (1, 2)]
    merged = merge_people([entry(5)], known)
    assert merged.people[0].known_id is None
    assert [item.field for item in merged.attention] == ["name"]
