"""Names in whatever order and shape offices write them."""

import pytest

from people.register.names import learned_surnames, looks_like_name, read_name, read_two_columns

SURE = [
    ("Korhonen Matti", "Matti", "Korhonen"),
    ("Matti Korhonen", "Matti", "Korhonen"),
    ("Korhonen, Matti", "Matti", "Korhonen"),
    ("KORHONEN Matti", "Matti", "Korhonen"),
    ("Matti KORHONEN", "Matti", "Korhonen"),
    ("KORHONEN MATTI", "Matti", "Korhonen"),
    ("matti korhonen", "Matti", "Korhonen"),
    ("rva Virtanen Maija", "Maija", "Virtanen"),
    ("Hra Eino Öst", "Eino", "Öst"),
    ("Lindström, Gun-Britt, maist.", "Gun-Britt", "Lindström"),
    ("ÖST Carl-Erik", "Carl-Erik", "Öst"),
    ("Anna Maija Virtanen", "Anna Maija", "Virtanen"),
    ("Virtanen Anna Maija", "Anna Maija", "Virtanen"),
    ("Mäki-Petäjä Kaisa", "Kaisa", "Mäki-Petäjä"),
    ("von Essen Carl", "Carl", "von Essen"),
    ("Carl von Essen", "Carl", "von Essen"),
    ("  Sari\u00a0 Saarinen ", "Sari", "Saarinen"),
    ("Maija Virtanen (os. Aho)", "Maija", "Virtanen"),
    ("Hyppönen-Lahti Tuula", "Tuula", "Hyppönen-Lahti"),
    ("Marjatta Xyz", "Marjatta", "Xyz"),
    ("Xyz Marjatta", "Marjatta", "Xyz"),
    ("Matti V. Korhonen", "Matti V.", "Korhonen"),
    ("Korhonen M.", "M.", "Korhonen"),
    ("Björklund\nBirgitta", "Birgitta", "Björklund"),
]


@pytest.mark.parametrize(("cell", "first", "last"), SURE)
def test_a_name_is_read_in_any_order_without_a_doubt(cell: str, first: str, last: str) -> None:
    read = read_name(cell)
    assert (read.value.first, read.value.last, read.flags) == (first, last, ())


@pytest.mark.parametrize(
    "cell", ["Olavi Pentti", "Zzz Qqq", "Virtanen", "???", "Matti ja Maija Virtanen"]
)
def test_a_doubtful_name_is_flagged(cell: str) -> None:
    assert read_name(cell).flags


def test_two_people_in_one_cell_stay_together_for_a_person_to_part() -> None:
    name = read_name("Virtanen Matti ja Maija").value
    assert (name.first, name.last) == ("Matti & Maija", "Virtanen")


def test_the_register_itself_teaches_its_family_names() -> None:
    surnames = learned_surnames(["SIRKKA Olavi", "Niemi, Onni", "Martti Sirkka", None, 12])
    read = read_name("Sirkka Seppo", surnames=surnames)
    assert surnames == {"sirkka", "niemi"}
    assert (read.value.first, read.value.last, read.flags) == ("Seppo", "Sirkka", ())


def test_an_email_settles_an_order_that_the_lists_leave_open() -> None:
    read = read_name("Olavi Pentti", email="pentti.olavi@esimerkki.example")
    assert (read.value.first, read.value.last, read.flags) == ("Pentti", "Olavi", ())


def test_two_columns_need_no_guessing_and_a_repeated_family_name_is_dropped() -> None:
    assert read_two_columns("Sirkka", "Seppo").value.last == "Seppo"
    assert read_two_columns("Virtanen Matti", "VIRTANEN").value.first == "Matti"
    assert read_two_columns("", "Virtanen").flags


def test_the_same_name_in_another_order_has_the_same_key() -> None:
    keys = {read_name(cell).value.key for cell in ("AHO Mäija", "Maija Aho", "aho, maija")}
    assert keys == {("aho", "maija")}


@pytest.mark.parametrize("cell", ["Yhteensä 120", "Muistakaa päivittää!", "", "a b c d e f g"])
def test_notes_do_not_look_like_names(cell: str) -> None:
    assert not looks_like_name(cell)
