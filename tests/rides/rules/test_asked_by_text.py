"""Texts that ask for a ride, and texts that only speak of one: what is read, and what is left to a person."""

from datetime import date, datetime, time
from typing import Any

import pytest

from rides.rules.asked_by_text import RideText, read_ride
from rides.rules.place_words import Known, bases, place_in

NOW = datetime(2026, 11, 23, 9)  # a Monday
THURSDAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 24)
SHOP, HEALTH, CHURCH, SMARKET = 1, 2, 3, 4
PLACES = (
    Known(SHOP, ("kauppa", "affären", "shop", "k-market")),
    Known(HEALTH, ("terveyskeskus", "terveysasema", "tk", "hälsostationen", "health centre")),
    Known(CHURCH, ("kirkko", "kyrkan", "church")),
    Known(SMARKET, ("s-market", "karstulan s-market")),
)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("KYYTI to klo 10 kauppaan", {"day": THURSDAY, "hour": time(10), "place": SHOP}),
        ("Kyyti torstaina kello 9.30 terveyskeskukseen", {"hour": time(9, 30), "place": HEALTH}),
        ("kyyti huomenna 10 kirkolle", {"day": TOMORROW, "hour": time(10), "place": CHURCH}),
        ("Hei! Tarvitsen kyydin 26.11. klo 11 kaupalle", {"day": THURSDAY, "place": SHOP}),
        ("Kyyti 3.12 klo 8.15 tk:hon", {"day": date(2026, 12, 3), "hour": time(8, 15)}),
        ("KYYTI ke puoli 11 s-marketiin", {"hour": time(10, 30), "place": SMARKET}),
        ("Kyyti 2.1. klo 9 kirkkoon", {"day": date(2027, 1, 2)}),
        ("Kyyti ensi viikon torstaina klo 9 kauppaan", {"day": date(2026, 12, 3)}),
        ("Skjuts på torsdag kl 10 till affären", {"day": THURSDAY, "place": SHOP}),
        ("Skjuts i morgon 9.45 hälsostationen", {"day": TOMORROW, "hour": time(9, 45)}),
        ("Ride to the shop on Thursday at 10", {"day": THURSDAY, "hour": time(10), "place": SHOP}),
        ("I need a lift to the health centre tomorrow 10:30", {"day": TOMORROW, "place": HEALTH}),
        ("Saisinko kyydin ma klo 8 kauppaan", {"day": date(2026, 11, 30)}),
        ("Kyyti ma klo 14 kauppaan", {"day": date(2026, 11, 23)}),
        ("kyyti to lähtö klo 9 kauppaan", {"timing": "leave", "hour": time(9)}),
        ("Olisiko kyytiä torstaina klo 10 kauppaan", {"day": THURSDAY, "place": SHOP}),
        ("Kyyti", {}),
    ],
)
def test_day_hour_and_place_are_read(body: str, wanted: dict[str, Any]) -> None:
    found = read_ride(body, NOW, PLACES)
    assert found is not None
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("body", "back", "hour"),
    [
        ("Kyyti to klo 10 kauppaan, paluu klo 12", "fixed", time(12)),
        ("Kyyti to klo 10 kauppaan ja takaisin 12.30", "fixed", time(12, 30)),
        ("Kyyti to klo 10 tk paluu kun soitan", "on_call", None),
        ("Kyyti to klo 10 kauppaan, vain meno", "none", None),
        ("Skjuts tors kl 10 till affären, hem kl 12", "fixed", time(12)),
        ("Kyyti to klo 10 kauppaan", "", None),
    ],
)
def test_the_way_home_is_read_apart_from_the_way_there(
    body: str, back: str, hour: time | None
) -> None:
    found = read_ride(body, NOW, PLACES)
    assert found is not None
    assert (found.hour, found.back, found.back_time) == (time(10), back, hour)


@pytest.mark.parametrize(
    ("body", "seats", "needs"),
    [
        ("Kyyti to klo 10 kauppaan 2 henkeä", 2, ()),
        ("Kyyti kahdelle hengelle to klo 10 kauppaan", 2, ()),
        ("Kyyti to klo 10 tk, rollaattori mukana", 1, ("rollator",)),
        ("Kyyti to klo 10 kauppaan vaimon kanssa, koira mukana", 2, ("dog",)),
        ("Skjuts tors kl 10 till affären, 3 personer, rullstol", 3, ("folding",)),
    ],
)
def test_company_and_aids_are_read(body: str, seats: int, needs: tuple[str, ...]) -> None:
    found = read_ride(body, NOW, PLACES)
    assert found is not None
    assert (found.hour, found.seats, found.needs) == (time(10), seats, needs)


@pytest.mark.parametrize(
    "body",
    [
        "OK",
        "PERU kyyti to klo 10",
        "Kyyti peruutetaan, en tule torstaina",
        "Kyyti meni hyvin, kiitos",
        "Kyyti ajettu klo 10, 43 km",
        "Missä kyyti on? Odotan klo 10 kyytiä",
        "Kiitos kyydistä!",
        "Kyyti oli torstaina mukava",
        "Olin kaupassa, kyyti kotiin torstaina sujui",
        "En tarvitse kyytiä torstaina klo 10",
        "Tack för skjutsen i torsdags",
        "Skjutsen var bra",
        "Cancel the ride on Thursday",
        "The ride was lovely",
        "Kyytiä on mietitty ja kaikki hyvin täällä",
    ],
)
def test_words_about_another_ride_ask_for_none(body: str) -> None:
    assert read_ride(body, NOW, PLACES) is None


def test_what_is_not_said_stays_open() -> None:
    assert read_ride("Kyyti torstaina", NOW, PLACES) == RideText(day=THURSDAY)
    assert read_ride("Kyyti mummolaan klo 10", NOW, PLACES) == RideText(hour=time(10))


@pytest.mark.parametrize(
    ("bent", "word"),
    [
        ("kauppaan", "kauppa"),
        ("kaupalle", "kauppa"),
        ("kirkolle", "kirkko"),
        ("apteekkiin", "apteekki"),
        ("apteekille", "apteekki"),
        ("keskukseen", "keskus"),
        ("karstulaan", "karstula"),
        ("saarijärvelle", "saarijärve"),
        ("s-markettiin", "s-marketti"),
        ("hammaslääkäriin", "hammaslääkäri"),
        ("torille", "tori"),
    ],
)
def test_bent_words_lead_back_to_the_word(bent: str, word: str) -> None:
    assert word in bases(bent)


def test_the_longer_name_wins_and_of_equals_the_first() -> None:
    near, far = Known(1, ("s-market",)), Known(2, ("s-market", "karstulan s-market"))
    assert place_in("karstulan s-marketiin", (near, far)) == 2
    assert place_in("s-market", (near, far)) == 1
    assert place_in("mummolaan", (near, far)) is None
