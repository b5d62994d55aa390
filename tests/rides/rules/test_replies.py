"""What riders and drivers write, read as answers about rides."""

from datetime import date

import pytest

from notifications.reading import Asked, Intent
from rides.rules.packing import packed
from rides.rules.replies import (
    days_in,
    is_breakdown,
    read_driver,
    read_km,
    read_rider,
    ways_in,
)

OF_RIDER = Asked("ride_confirm", before_slot=True, names=(), language="fi")
OF_DRIVER = Asked(
    "ride_driver_reminder", before_slot=False, names=("Aino", "Veikko"), language="fi"
)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("body", "intent"),
    [
        ("OK", Intent.ACCEPT),
        ("kyllä sopii", Intent.ACCEPT),
        ("PERU", Intent.DECLINE),
        ("Perun paluun", Intent.DECLINE),
        ("En pääse, olen kipeä", Intent.DECLINE),
        ("Avbokar", Intent.DECLINE),
        ("VALMIS", Intent.DONE),
        ("Olen valmis, voi hakea", Intent.DONE),
        ("tulkaa hakemaan", Intent.DONE),
        ("kotiin", Intent.DONE),
        ("klar", Intent.DONE),
        ("I am ready", Intent.DONE),
        ("en ole vielä valmis", Intent.NO_ANSWER),
        ("myöhästyn vähän", Intent.NO_ANSWER),
        ("OK, mutta tuon siskon mukaan", Intent.HELP),
        ("meitä tulee kaksi", Intent.HELP),
        ("STOP", Intent.STOP),
        ("lopeta", Intent.STOP),
        ("kaaduin ja sattuu kovasti", Intent.CONCERN),
        ("mikä auto se on?", Intent.HELP),
    ],
)
def test_riders(body: str, intent: Intent) -> None:
    assert read_rider(body, OF_RIDER).intent == intent


def test_the_word_for_a_way_needs_no_second_look() -> None:
    assert not read_rider("Perun paluun", OF_RIDER).needs_eyes


@pytest.mark.parametrize(
    ("body", "intent", "names"),
    [
        ("ok", Intent.ACCEPT, ()),
        ("EI", Intent.CANNOT, ()),
        ("Auto hajosi", Intent.CANNOT, ()),
        ("rengas puhkesi tielle", Intent.CANNOT, ()),
        ("Aino ei tule", Intent.CANNOT, ("Aino",)),
        ("Aino ei ollut kotona", Intent.NO_ANSWER, ("Aino",)),
        ("Aino ei ole vielä valmis", Intent.NO_ANSWER, ("Aino",)),
    ],
)
def test_drivers(body: str, intent: Intent, names: tuple[str, ...]) -> None:
    reading = read_driver(body, OF_DRIVER)
    assert (reading.intent, reading.names) == (intent, names)


def test_a_car_that_goes_no_further_is_told_from_a_driver_who_cannot() -> None:
    assert is_breakdown("Auto ei käynnisty")
    assert not is_breakdown("En pääse ajamaan autoa huomenna")


@pytest.mark.parametrize(
    ("body", "intent"),
    [
        ("43", Intent.ACCEPT),
        ("OK 43 km", Intent.ACCEPT),
        ("43,5 km kiitos", Intent.ACCEPT),
        ("Aino ei ollut kotona, 43 km", Intent.NO_ANSWER),
        ("kolari, 12 km", Intent.CONCERN),
    ],
)
def test_kilometres_say_that_all_went_well_unless_the_words_say_otherwise(
    body: str, intent: Intent
) -> None:
    assert read_km(body, OF_DRIVER).intent == intent


def test_which_way_and_which_day_are_meant() -> None:
    assert ways_in("perun paluun") == {"back"}
    assert ways_in("perun menon ja paluun") == {"out", "back"}
    assert ways_in("PERU") == frozenset()
    assert days_in("peru torstai", [THURSDAY, FRIDAY]) == {THURSDAY}
    assert days_in("27.11. ei käy", [THURSDAY, FRIDAY]) == {FRIDAY}
    assert days_in("avbokar fredagen", [THURSDAY, FRIDAY]) == {FRIDAY}
    assert days_in("peru", [THURSDAY, FRIDAY]) == frozenset()


def test_lines_are_packed_whole_as_many_as_fit() -> None:
    def fits(lines: object) -> bool:
        return sum(map(len, lines)) <= 5  # type: ignore[call-overload]  # strings

    assert packed(["ab", "cd", "ef", "ghijklmn", "o"], fits) == [
        ("ab", "cd"),
        ("ef",),
        ("ghijklmn",),
        ("o",),
    ]
    assert packed([], fits) == []
