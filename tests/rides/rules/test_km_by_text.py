"""The kilometres in a driver's text."""

from decimal import Decimal

import pytest

from rides.rules.km_by_text import km_in


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("OK 43 km", "43.0"),
        ("ok 43km", "43.0"),
        ("Ok, 43,5 km. Hyvin meni!", "43.5"),
        ("43.5", "43.5"),
        ("43", "43.0"),
        ("OK 43", "43.0"),
        ("kaikki ok 43", "43.0"),
        ("ajoin 112 kilometriä", "112.0"),
        ("n. 43 kilsaa", "43.0"),
        ("kotona klo 14.30, 43 km", "43.0"),
        ("26.11. ajettu 43 km", "43.0"),
        ("26.11.2026 43km ok", "43.0"),
        ("43 km ja 2 tuntia", "43.0"),
        ("3 kyydissä, 43 km", "43.0"),
        ("Klart, 4,5 mil", "45.0"),
        ("43 kilometer", "43.0"),
        ("all done, 27 kilometres", "27.0"),
        ("12,35 km", "12.4"),
    ],
)
def test_a_clear_number_of_kilometres_is_read(text: str, km: str) -> None:
    assert km_in(text) == Decimal(km)


@pytest.mark.parametrize(
    "text",
    [
        "OK",
        "ok kaikki kotona",
        "40-45 km",
        "40 tai 45 km",
        "40 km tai 45 km",
        "meno 20 km ja paluu 23 km",
        "123456 km",
        "123 456 km",
        "1200",
        "0 km",
        "ok 3 kyytiläistä",
        "olin kotona klo 14",
        "26.11.",
        "2 h",
        "soittakaa 0401234567",
        "",
    ],
)
def test_what_is_not_clear_is_left_to_a_person(text: str) -> None:
    assert km_in(text) is None
