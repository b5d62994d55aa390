"""A resident's own people in one cell."""

import pytest

from people.register.contacts import read_contacts

READ = [
    ("tytär Päivi 050 792 5265", [("tytär", "Päivi", ["+358507925265"], False, "")]),
    ("naapuri Ville (+358 40 2979246), avain", [("naapuri", "Ville", ["+358402979246"], True, "")]),
    ("naapuri Eino ((041) 6671483), avain", [("naapuri", "Eino", ["+358416671483"], True, "")]),
    ("poika Ruotsissa", [("poika", "", [], False, "Ruotsissa")]),
    (
        "Tytär: Maija Virtanen, puh. 040 1234567",
        [("tytär", "Maija Virtanen", ["+358401234567"], False, "")],
    ),
    (
        "tytär Anna 040 1234567; naapuri Eino 014 786255, avain",
        [
            ("tytär", "Anna", ["+358401234567"], False, ""),
            ("naapuri", "Eino", ["+35814786255"], True, ""),
        ],
    ),
    (
        "tytär Anna 040 1234567\npoika Olli 050 3069303",
        [
            ("tytär", "Anna", ["+358401234567"], False, ""),
            ("poika", "Olli", ["+358503069303"], False, ""),
        ],
    ),
    ("naapuri Eino, ei avainta", [("naapuri", "Eino", [], False, "")]),
    ("dotter Eva 040 1234567, nyckel", [("dotter", "Eva", ["+358401234567"], True, "")]),
    (
        "1) tytär Anna 040 1234567 2) poika Olli 050 3069303",
        [
            ("tytär", "Anna", ["+358401234567"], False, ""),
            ("poika", "Olli", ["+358503069303"], False, ""),
        ],
    ),
    ("Pekka, poika, 040 1234567", [("poika", "Pekka", ["+358401234567"], False, "")]),
    ("ei", []),
    ("", []),
]


@pytest.mark.parametrize(("cell", "contacts"), READ)
def test_contacts_are_read_with_relation_name_number_and_key(
    cell: str, contacts: list[object]
) -> None:
    read = read_contacts(cell)
    found = [
        (one.relation, one.name, [phone.number for phone in one.phones], one.has_key, one.note)
        for one in read.value
    ]
    assert (found, read.flags) == (contacts, ())


def test_a_contact_with_an_unusable_number_is_kept_and_flagged() -> None:
    read = read_contacts("naapuri Ville 0600 12345, avain")
    assert (read.value[0].name, read.value[0].phones, read.value[0].has_key) == ("Ville", (), True)
    assert read.flags
