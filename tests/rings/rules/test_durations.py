"""How long it took, as volunteers write it in three languages."""

import pytest

from rings.rules.durations import duration_in

TOLD = [
    ("ok 1,5h", 90),
    ("OK 1,5", 90),
    ("ok 1.5.", 90),
    ("1.30 h", 90),
    ("1:30", 90),
    ("1h30", 90),
    ("1 h 30 min", 90),
    ("45 min", 45),
    ("45", 45),
    ("45min", 45),
    ("tunti", 60),
    ("Tunnin verran meni", 60),
    ("puolitoista tuntia", 90),
    ("Meni puolisentoista tuntia", None),
    ("puoli tuntia", 30),
    ("puolituntinen", 30),
    ("kaksi ja puoli tuntia", 150),
    ("2 ja puoli tuntia", 150),
    ("tunti ja vartti", 75),
    ("tunti ja puoli tuntia", 90),
    ("kolme varttia", 45),
    ("pari tuntia", 120),
    ("7", 420),
    ("seitsemän", 420),
    ("2½ h", 150),
    ("½ h", 30),
    ("n. 2 h", 120),
    ("ok, 2 tuntia 15 minuuttia. t. Sari", 135),
    ("Kävimme klo 10 kaupassa, 2 h", 120),
    ("klo 10-12 kaupassa, meni 2 tuntia", 120),
    ("kävin 23.11. siellä, 1 h", 60),
    ("6 kertaa, 5 h", 300),
    ("6 kertaa ja 5", 300),
    ("en timme", 60),
    ("en halvtimme", 30),
    ("en och en halv timme", 90),
    ("två timmar", 120),
    ("2 tim 30 min", 150),
    ("halvannan timme", 90),
    ("tre kvart", 45),
    ("an hour and a half", 90),
    ("half an hour", 30),
    ("one and a half hours", 90),
    ("2.5 hours", 150),
    ("an hour", 60),
    ("0", 0),
]


@pytest.mark.parametrize(("text", "minutes"), TOLD)
def test_a_length_of_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    found = duration_in(text)
    assert (found.minutes if found else None) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "en pääse",
        "monta tuntia",
        "1-2 h",
        "2 h tai 3 h",
        "2 h ja 3 h",
        "7 kertaa",
        "klo 10",
        "kävin 23.11. siellä",
        "0401234567",
        "kaksi puhelua",
        "puoli",
        "1 2 3",
        "12 km",
        "eilen ja tänään",
    ],
)
def test_what_is_no_length_or_not_a_clear_one_is_left_to_a_person(text: str) -> None:
    assert duration_in(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"), [("7", 420), ("45", 2700), ("12,5", 750), ("900", None)]
)
def test_of_a_month_a_bare_number_is_hours(text: str, minutes: int | None) -> None:
    found = duration_in(text, bare_hours_up_to=300)
    assert (found.minutes if found else None) == minutes


def test_the_words_that_are_no_part_of_it_are_handed_back() -> None:
    found = duration_in("Ok, meni 2 tuntia. Kiitos!")
    assert found is not None
    assert found.rest == ("ok", "meni", "kiitos")
