"""Telephone cells: one number, several, with words, and those nobody may call."""

import pytest

from people.register import phones
from people.register.phones import read_phones

READ = [
    ("0457 018 159", ["+358457018159"]),
    ("040-123 4567", ["+358401234567"]),
    ("(040) 1234567", ["+358401234567"]),
    ("044/1433377", ["+358441433377"]),
    ("p. 045 8666617", ["+358458666617"]),
    ("Gsm: 050 532 6502", ["+358505326502"]),
    ("00358456018955", ["+358456018955"]),
    ("+358 (0)40 123 4567", ["+358401234567"]),
    ("+358 (40) 123 4567", ["+358401234567"]),
    (405551234, ["+358405551234"]),
    (405551234.0, ["+358405551234"]),
    ("405551234.0", ["+358405551234"]),
    (358405551234, ["+358405551234"]),
    ("014/692179 / 050-3069303", ["+35814692179", "+358503069303"]),
    ("014\u00a0786\u00a0255 tai 044-4822222", ["+35814786255", "+358444822222"]),
    ("040 1234567/014 786255", ["+358401234567", "+35814786255"]),
    ("040 1234567 014 786255", ["+358401234567", "+35814786255"]),
    ("040 1234567\n014 786255", ["+358401234567", "+35814786255"]),
    ("koti 014 786255, gsm 0401234567", ["+35814786255", "+358401234567"]),
    ("040 1234567; 040-1234567", ["+358401234567"]),
    ("040 – 123 4567", ["+358401234567"]),
    ("09 1234567", ["+35891234567"]),
    ("014-786 255 klo 9-15", ["+35814786255"]),
    ("4,05551234E+8", ["+358405551234"]),
]


@pytest.mark.parametrize(("cell", "numbers"), READ)
def test_numbers_are_read_from_every_spelling(cell: str | int | float, numbers: list[str]) -> None:
    read = read_phones(cell)
    assert ([phone.number for phone in read.value], read.flags) == (numbers, ())


REFUSED = [
    ("soita toimistolle", phones.NOT_A_NUMBER),
    ("?", phones.NOT_A_NUMBER),
    ("ei puhelinta", phones.NOT_A_NUMBER),
    ("", phones.MISSING),
    ("112", phones.EMERGENCY),
    (112, phones.EMERGENCY),
    ("116 117", phones.EMERGENCY),
    ("0600 123 45", phones.PREMIUM),
    ("0700 123456", phones.PREMIUM),
    ("010 123 4567", phones.COMPANY),
    ("020 1234", phones.COMPANY),
    ("050 12", phones.INCOMPLETE),
    ("040 12345", phones.INCOMPLETE),
    ("070-123 45 67", phones.SWEDISH),
    ("040 1234567 (väärä numero)", phones.UNUSED),
    ("numero vaihtunut 040 1234567", phones.UNUSED),
]


@pytest.mark.parametrize(("cell", "why"), REFUSED)
def test_what_nobody_may_call_is_refused_with_its_reason(cell: str | int, why: str) -> None:
    read = read_phones(cell)
    assert read.value == ()
    assert read.flags == (why,)


def test_words_beside_a_number_are_kept_as_a_note() -> None:
    (phone,) = read_phones("040 9935181 (iltaisin)").value
    assert (phone.kind, phone.note) == ("mobile", "iltaisin")


def test_a_landline_is_told_from_a_mobile() -> None:
    assert [phone.kind for phone in read_phones("014 692179, 050 3069303").value] == [
        "landline",
        "mobile",
    ]


def test_a_good_number_stays_when_its_neighbour_is_refused() -> None:
    read = read_phones("0600 123 45 / 040 1234567")
    assert [phone.number for phone in read.value] == ["+358401234567"]
    assert read.flags == (phones.PREMIUM,)


def test_a_number_that_may_be_a_relatives_is_kept_and_flagged() -> None:
    read = read_phones("040 1234567 (tytär 050 7654321)")
    assert len(read.value) == 2
    assert read.flags == (phones.NOT_OWN,)


def test_a_foreign_number_is_kept_and_flagged() -> None:
    read = read_phones("+46 70 123 45 67")
    assert read.value[0].number == "+46701234567"
    assert read.flags == (phones.ABROAD,)
