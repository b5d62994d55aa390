"""Languages, wishes, yes and no, training, state, consent, aid, the hour of a call."""

from datetime import date, datetime, time

import pytest

from people.register.aids import read_aid
from people.register.answers import read_car, read_sms, read_trained, read_yes_no
from people.register.call_times import read_call_time
from people.register.consents import Consent, read_consent
from people.register.languages import read_languages
from people.register.lifecycle import Standing, read_status
from people.register.read import Cell
from people.register.wishes import CODES, read_wishes

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("suomi/engl.", ("fi", "en")),
        ("ruotsi", ("sv",)),
        ("svenska, finska", ("sv", "fi")),
        ("FI, SV", ("fi", "sv")),
        ("suomi (äidinkieli), viro ja venäjä", ("fi", "et", "ru")),
        ("suomi + vähän englantia", ("fi", "en")),
        ("puhuu suomea ja arabiaa", ("fi", "ar")),
        ("", ()),
    ],
)
def test_languages_become_codes_in_their_order(cell: str, codes: tuple[str, ...]) -> None:
    read = read_languages(cell)
    assert (read.value, read.flags) == (codes, ())


def test_an_unknown_language_is_flagged_and_the_known_kept() -> None:
    read = read_languages("suomi, klingon")
    assert (read.value, read.note) == (("fi",), "klingon")
    assert read.flags


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("soittorinki, tietokoneapu, kimppakyyti", ("call", "digi", "ride")),
        ("puhelinystävä", ("call",)),
        ("juttuseuraa puhelimessa", ("call",)),
        ("kyyti kauppaan", ("ride",)),
        ("kauppa-apu", ("help",)),
        ("kaupassa käynti", ("help",)),
        ("lääkäriin", ("ride",)),
        ("saattaja lääkäriin", ("help",)),
        ("lampun vaihto ja lumityöt", ("help",)),
        ("kännykän käyttö", ("digi",)),
        ("älypuhelinopastus", ("digi",)),
        ("kahviseuraa", ("visit",)),
        ("ulkoiluystävä", ("visit",)),
        (
            "kaikki paitsi kyydit",
            ("call", "digi", "help", "visit"),
        ),
        ("kaikki käy", CODES),
        ("ei kyytejä, vierailut", ("visit",)),
        ("soitto-, vierailu- ja kyytiapu", ("call", "ride", "visit")),
        ("besök, skjuts", ("ride", "visit")),
        ("Phone calls; shopping", ("call", "help")),
        ("ringa, hjälp med dator", ("call", "digi")),
        ("", ()),
    ],
)
def test_wishes_become_codes(cell: str, codes: tuple[str, ...]) -> None:
    read = read_wishes(cell)
    assert (read.value, read.flags) == (codes, ())


def test_an_unknown_wish_is_flagged_and_the_known_kept() -> None:
    read = read_wishes("vierailu, avaruusmatka")
    assert (read.value, read.note) == (("visit",), "avaruusmatka")
    assert read.flags


@pytest.mark.parametrize(
    "cell", ["x", "X", "K", "Kyllä", "on", 1, 1.0, True, "joo", "ja", "yes", "✓", "on, 3 kpl"]
)
def test_a_yes_is_a_yes(cell: Cell) -> None:
    assert read_yes_no(cell).value is True


@pytest.mark.parametrize("cell", ["e", "Ei", "-", "–", 0, False, "nej", "ei ole"])
def test_a_no_is_a_no(cell: Cell) -> None:
    assert read_yes_no(cell).value is False


@pytest.mark.parametrize("cell", ["joskus", "?", "ehkä", "naapurilta lainassa"])
def test_neither_yes_nor_no_is_flagged(cell: str) -> None:
    read = read_yes_no(cell)
    assert read.value is None
    assert read.flags


@pytest.mark.parametrize(
    ("cell", "value"),
    [("oma auto", True), ("ei autoa", False), ("ei omaa autoa", False), ("ajokortti, ei autoa", False),
     ("B-kortti ja auto", True), ("K", True), ("har bil", True), ("ingen bil", False), ("", None)],
)  # fmt: skip
def test_a_car_is_told_from_a_licence(cell: str, value: bool | None) -> None:
    read = read_car(cell)
    assert (read.value, read.flags) == (value, ())


@pytest.mark.parametrize("cell", ["ajokortti", "B-kortti", "joskus auto"])
def test_a_licence_alone_or_a_sometimes_is_flagged(cell: str) -> None:
    read = read_car(cell)
    assert read.value is None
    assert read.flags


@pytest.mark.parametrize(
    ("cell", "value"),
    [("x", True), ("peruskurssi", True), ("käynyt 3/2025", True), ("3/2025", True), (2024, True),
     (datetime(2025, 3, 1), True), ("suorittanut kurssin", True), ("ei vielä", False), ("ei", False),
     ("tulossa keväällä", False), ("ilmoittautunut", False), ("-", False), ("ok", True), ("", None)],
)  # fmt: skip
def test_training_is_done_or_not(cell: Cell, value: bool | None) -> None:
    read = read_trained(cell)
    assert (read.value, read.flags) == (value, ())


@pytest.mark.parametrize(
    ("cell", "standing"),
    [
        ("ok", Standing("active")),
        ("Aktiivinen", Standing("active")),
        ("mukana", Standing("active")),
        ("LOPETTANUT 2025", Standing("left")),
        ("muuttanut pois", Standing("left")),
        ("ei enää mukana", Standing("left")),
        ("tauko", Standing("paused")),
        ("tauolla 1.3. asti", Standing("paused", date(2027, 3, 1))),
        ("tauolla 31.12.2026 saakka", Standing("paused", date(2026, 12, 31))),
        ("tauko 1.12.-15.1.", Standing("paused", date(2027, 1, 15))),
        ("sairaslomalla", Standing("paused")),
        ("haastattelematta", Standing("applied")),
        ("uusi, soita", Standing("applied")),
        ("ny", Standing("applied")),
        ("haastateltu", Standing("interviewed")),
        ("haast. 2.3.", Standing("interviewed")),
        ("akt.", Standing("active")),
        ("palaa 1.2.", Standing("paused", date(2027, 2, 1))),
        ("pausad", Standing("paused")),
        ("", Standing(None)),
    ],
)
def test_a_state_is_understood(cell: str, standing: Standing) -> None:
    read = read_status(cell, TODAY)
    assert (read.value, read.flags) == (standing, ())


@pytest.mark.parametrize("cell", ["hmm", "Kuollut 5/2026"])
def test_an_unclear_or_grave_state_is_flagged(cell: str) -> None:
    assert read_status(cell, TODAY).flags


@pytest.mark.parametrize(
    ("cell", "consent"),
    [
        ("kyllä 3.2.2026", Consent("written", date(2026, 2, 3))),
        ("OK 1/26", Consent("written", date(2026, 1, 1))),
        ("allekirj. 5/2026", Consent("written", date(2026, 5, 1))),
        ("kirjallinen lupa 4.3.26", Consent("written", date(2026, 3, 4))),
        ("suull. 4.3.26", Consent("oral", date(2026, 3, 4))),
        ("suull. lupa", Consent("oral")),
        ("suullinen puhelimessa", Consent("oral")),
        ("muntligt 1.2.2026", Consent("oral", date(2026, 2, 1))),
        ("kysytään", Consent()),
        ("ei vielä", Consent()),
        ("", Consent()),
        ("ei", Consent(refused=True)),
        ("kielto", Consent(refused=True)),
        ("peruttu 3/2026", Consent(refused=True)),
        ("nej", Consent(refused=True)),
    ],
)
def test_a_consent_has_a_form_and_a_date(cell: str, consent: Consent) -> None:
    read = read_consent(cell)
    assert (read.value, read.flags) == (consent, ())


@pytest.mark.parametrize("cell", ["x", "kyllä", "3.2.2026", "hmm"])
def test_a_consent_of_unknown_form_is_flagged(cell: str) -> None:
    assert read_consent(cell).flags


@pytest.mark.parametrize(
    ("cell", "aid"),
    [("rollaattori", "rollator"), ("Rolla", "rollator"), ("kävelykeppi", "stick"), ("pyörätuoli", "wheelchair"),
     ("kävelee", "none"), ("liikkuu itse", "none"), ("ei apuvälineitä", "none"), ("kävelee kepin kanssa", "stick"),
     ("ei rollaattoria, keppi", "stick"), ("rullstol", "wheelchair"), ("käpp", "stick"), ("", None)],
)  # fmt: skip
def test_an_aid_is_understood(cell: str, aid: str | None) -> None:
    read = read_aid(cell)
    assert (read.value, read.flags) == (aid, ())


def test_of_several_aids_the_biggest_is_taken_and_flagged() -> None:
    read = read_aid("keppi sisällä, ulkona pyörätuoli")
    assert read.value == "wheelchair"
    assert read.flags


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("klo 10.00", time(10)),
        ("10", time(10)),
        (9, time(9)),
        (9.0, time(9)),
        (0.375, time(9)),
        (time(9, 30), time(9, 30)),
        ("9:30", time(9, 30)),
        ("klo 9-10", time(9)),
        ("aamulla 9", time(9)),
        ("illalla 17", time(17)),
        ("illalla 6", time(18)),
        ("iltapäivällä 2", time(14)),
        ("puoli yhdeksän", time(8, 30)),
        ("puoli 9", time(8, 30)),
        ("klo puoli kymmenen", time(9, 30)),
        ("varttia yli yhdeksän", time(9, 15)),
        ("varttia vaille 10", time(9, 45)),
        ("kello yhdeksän", time(9)),
        ("yhdeksältä", time(9)),
        ("halv nio", time(8, 30)),
        ("kl 9", time(9)),
        ("half past eight", time(8, 30)),
        ("milloin vain", None),
        ("", None),
    ],
)
def test_the_hour_of_a_call_is_understood(cell: Cell, at: time | None) -> None:
    read = read_call_time(cell)
    assert (read.value, read.flags) == (at, ())


@pytest.mark.parametrize("cell", ["aamulla", "illalla", "klo 3", "klo 26", "ennen 9", "9 ja 17"])
def test_an_unclear_hour_is_flagged(cell: str) -> None:
    assert read_call_time(cell).flags


@pytest.mark.parametrize(
    ("cell", "value"),
    [("lankapuhelin", False), ("E", False), ("x", True), ("on", True), (1, True), ("osaa lukea", True),
     ("ei osaa lukea", False), ("kyllä, iso fontti", True), ("", None)],
)  # fmt: skip
def test_who_reads_text_messages_is_understood(cell: Cell, value: bool | None) -> None:
    read = read_sms(cell)
    assert (read.value, read.flags) == (value, ())
