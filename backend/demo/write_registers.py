"""Write the two invented registers of the demo, as messy as an office's own.

Run from the root of the repository: `python -m backend.demo.write_registers`. Everybody in them is made up:
first names are common ones, surnames say that they are invented, and the demo's gateway never leaves the
machine.
"""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).with_name("registers")
SEED = 20261122

WOMEN = (
    "Aino", "Helmi", "Kerttu", "Maija", "Raija", "Pirkko", "Anneli", "Hilkka", "Sirkka", "Eeva",
    "Kaarina", "Liisa", "Marjatta", "Tuula", "Ritva", "Elli", "Irja", "Saara",
)  # fmt: skip
MEN = (
    "Veikko", "Onni", "Reijo", "Kalevi", "Olavi", "Antti", "Esko", "Matti", "Tapio", "Pentti",
    "Toivo", "Eino", "Jorma", "Heikki", "Paavo",
)  # fmt: skip
SURNAMES = ("Esimerkki", "Malli", "Koe", "Näyte", "Mallikas", "Esimerkkinen", "Keksitty")
PLACES = (
    ("Jyväskylä", ("Jyväskylä", "Jkl", "JYVÄSKYLÄ", "Jyväskylä / Korpilahti")),
    ("Laukaa", ("Laukaa", "LAUKAA", "Laukaan kk")),
    ("Karstula", ("Karstula", "Karstulasta")),
    ("Äänekoski", ("Äänekoski", "Ä-koski", "Äänekoski, Suolahti")),
    ("Viitasaari", ("Viitasaari", "Wiitasaari")),
)
VOLUNTEER_HEADER = (
    "Nimi", "Puh.", "Kunta", "Synt.", "Kielet", "Mitä haluaa tehdä", "Milloin pääsee", "Auto",
    "Koulutus", "Tila", "Huom.", "Harrastukset", "Allergiat", "Enint. asiakkaita", "Km enintään",
)  # fmt: skip
RESIDENT_HEADER = (
    "Asukkaan nimi", "Puhelin", "Tekstiviesti?", "Osoite", "Kunta", "Synt.", "Kieli", "Toive",
    "Soittoaika", "Läheinen / avain", "Suostumus", "Liikkuminen", "Kuka ilmoitti", "Muuta", "Harrastukset",
    "Toive auttajan sukupuolesta", "Lemmikit",
)  # fmt: skip
LIKED = (
    "lukeminen", "käsityöt", "kalastus", "musiikki, laulu", "ristikot", "puutarha", "leivonta", "historia",
    "pelit ja kortit", "penkkiurheilu", "marjat ja sienet", "koirat",
)  # fmt: skip
Row = tuple[object, ...]
# Which row, counted from 0, is the odd one out.
ON_A_BREAK, NOT_INTERVIEWED, SWEDISH_VOLUNTEER = 7, 16, 9
SWEDISH_RESIDENT, REFUSED, NO_NUMBER, WRONG_NUMBER, WRITTEN_TWICE = 14, 31, 11, 23, 3
LANDLINE_EVERY = 6


def main() -> None:
    """Write both workbooks over the old ones."""
    rng = Random(SEED)  # noqa: S311 - invented people, the same every time
    names = [(first, last) for last, first in product(SURNAMES, WOMEN + MEN)]
    rng.shuffle(names)
    volunteers = [_volunteer(rng, i, *names[i]) for i in range(25)]
    residents = [_resident(rng, i, *names[25 + i]) for i in range(45)]
    volunteers = [(*row, *_manages(rng, i)) for i, row in enumerate(volunteers)]
    residents = [(*row, *_home(rng, i)) for i, row in enumerate(residents)]
    # As in every register: one person twice, a number nobody can ring, one that is not theirs.
    residents.append(_again(residents[WRITTEN_TWICE]))
    for row, number in ((NO_NUMBER, "soita toimistolle"), (WRONG_NUMBER, "112")):
        residents[row] = (residents[row][0], number, *residents[row][2:])
    _save("vapaaehtoiset.xlsx", "Vapaaehtoiset", VOLUNTEER_HEADER, volunteers)
    _save("asukkaat.xlsx", "Asiakkaat", RESIDENT_HEADER, residents)


def _volunteer(rng: Random, index: int, first: str, last: str) -> Row:
    wishes = (
        "soittorinki, vierailu, asiointi",
        "soitot, saattaja",
        "puhelinystävä, asiointiapu, digi",
        "soitot, kyydit",
    )
    # Mostly blank, as in life; and then the demo runs at any hour of any day.
    when = ("arkisin klo 8-18", "joka päivä", "ma-pe ap", "arkisin", "iltaisin paitsi ti")
    state = {ON_A_BREAK: "tauolla 1.3. asti", NOT_INTERVIEWED: "haastattelematta"}.get(index, "ok")
    return (
        _name(rng, first, last),
        _mobile(rng, 100 + index),
        _place(rng, index),
        rng.choice((f"s. {1948 + index}", 1948 + index, str(1948 + index))),
        "ruotsi" if index == SWEDISH_VOLUNTEER else rng.choice(("suomi", "suomi/engl.")),
        wishes[index % 4],
        when[index // 5] if index >= len(PLACES) and index % 5 == index // 5 else None,
        rng.choice(("kyllä", "ei", "x", None)),
        "x" if state == "ok" else "ei vielä",
        state,
        rng.choice((None, None, "ei portaita", "max 20 km")),
    )


def _resident(rng: Random, index: int, first: str, last: str) -> Row:
    landline = index % LANDLINE_EVERY == LANDLINE_EVERY - 1
    wishes = ("soittorinki", "soitto aamulla", "soittorinki, vierailu", "vierailu", "kyyti kerhoon")
    consents = ("suull. 4.3.26", "kyllä 3.2.2026", "allekirj. 5/2026")
    contact = f"tytär Päivi {_mobile(rng, 500 + index)}"
    return (
        _name(rng, first, last),
        f"014 {rng.randint(300, 899)} {300 + index}" if landline else _mobile(rng, 200 + index),
        "ei" if landline else rng.choice(("kyllä", "x", "K")),
        f"{rng.choice(('Keskustie', 'Rantatie', 'Koulutie'))} {index + 1}",
        _place(rng, index),
        rng.choice((f"s. {1931 + index % 20}", 1931 + index % 20)),
        "ruotsi" if index == SWEDISH_RESIDENT else "suomi",
        wishes[index // 5 % 5],
        ("klo 9", "klo 10.00", "klo 9.30")[index % 3],
        rng.choice((contact, "naapuri Ville, avain", None)),
        "ei" if index == REFUSED else rng.choice(consents),
        rng.choice(("kävelee", "rollaattori", "keppi", None)),
        rng.choice(("kotihoito", "tytär", "itse", "diakonia")),
        rng.choice((None, None, "leski", "pitää käsitöistä")),
    )


def _liked(rng: Random) -> str | None:
    return ", ".join(rng.sample(LIKED, 2)) if rng.random() < 0.8 else None


def _manages(rng: Random, index: int) -> Row:
    """Return what a volunteer likes, cannot be with, and how many and how far at most; mostly not told."""
    allergy = {4: "kissa", 13: "koira"}.get(index)
    return (
        _liked(rng),
        allergy,
        rng.choice((None, None, 2, "2-3")),
        rng.choice((None, None, "30 km")),
    )


def _home(rng: Random, index: int) -> Row:
    """Return what a resident likes, whom they wish for, and the pets; mostly not told."""
    wish = {6: "nainen", 21: "nainen", 27: "mies", 33: "ei väliä"}.get(index)
    pet = {2: "kissa", 12: "koira", 25: "kissa ja koira", 30: "ei"}.get(index)
    return (_liked(rng), wish, pet)


def _name(rng: Random, first: str, last: str) -> str:
    return rng.choice(
        (f"{first} {last}", f"{last}, {first}", f"{last.upper()} {first}", f" {first}  {last} ")
    )


def _place(rng: Random, index: int) -> str:
    return rng.choice(PLACES[index % len(PLACES)][1])


def _mobile(rng: Random, number: int) -> str:
    digits = f"55{number:05d}"
    styles = (
        f"050 {digits}",
        f"050-{digits[:3]} {digits[3:]}",
        f"+358 50 {digits}",
        f"p. 050 {digits[:3]} {digits[3:]}",
    )
    return rng.choice(styles)


def _again(row: Row) -> Row:
    """Return the same resident once more, as somebody else wrote them down."""
    return (str(row[0]).strip().upper(), row[1], None, None, *row[4:6], None, row[7], None, None,
            row[10], None, None, "sama kuin edellä?", None, None, None)  # fmt: skip


def _save(file_name: str, title: str, header: Row, rows: list[Row]) -> None:
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 11, 22, tzinfo=UTC)
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(f"{file_name}: no sheet to write on")
    sheet.title = title
    sheet.append(["Keksitty rekisteri: kukaan näistä ei ole oikea ihminen"])
    sheet.append([])
    for row in (header, *rows):
        sheet.append(list(row))
    sheet.append([f"Yhteensä {len(rows)} hlöä"])
    book.save(FOLDER / file_name)


if __name__ == "__main__":
    main()
