"""Registers of volunteers from offices of several habits."""

# ruff: noqa: E501  a row of a register is one line, as in the office
# fmt: off

from __future__ import annotations

from datetime import date
from typing import Any

from tests.people.register.offices.making import Office
from tests.people.register.offices.making import volunteer as v

WORK_NINE = "work:09:00-12:00"


def tick_boxes() -> Office:
    """Two-line headings, a tick column a task, names in two columns, a hidden row and column."""
    office = Office("tick boxes", "volunteers")
    page = office.page("Vapaaehtoiset 2026")
    page.add("KANSALAISTOIMINNAN KESKUS – VAPAAEHTOISTEN LUETTELO")
    page.sheet.merge_cells("A1:M1")
    page.add("Luottamuksellinen! Päivitetty 12.10.2026 / SK")
    page.skip()
    page.add("Sukunimi", "Etunimi", "Kotikunta", "Syntymävuosi", "Matkapuhelin", "Tehtävät", None, None,
             None, None, "Käytettävissä", "Oma auto", "Peruskoulutus", "Lisätietoja")  # fmt: skip
    page.sheet.merge_cells("F4:J4")
    page.add(None, None, None, None, None, "Soitto", "Vierailu", "Kyyti", "Asiointi", "Digi")
    page.add("Aaltonen", "Eeva-Liisa", "Jyväskylä", 1951, "040 512 3301", "x", "x", None, None, None,
             "arkiaamupäivisin", None, "x",
             truth=v("Aaltonen Eeva-Liisa", "0405123301", "Jyväskylä", 1951, "call visit", "work:am", trained=True))  # fmt: skip
    page.add("Peltonen", "Risto", "Äänekoski", 1948, "0505553302", None, None, "X", "x", None,
             "ma-to klo 9-15", "x", "x", "tuo itse omat eväät",
             truth=v("Peltonen Risto", "0505553302", "Äänekoski", 1948, "ride help",
                     "mon,tue,wed,thu:09:00-15:00", car=True, trained=True))  # fmt: skip
    page.add("Syrjälä", "Anja", "Laukaa", 1956, "044 723 3303", "x", "-", "-", "-", "-", "iltaisin", "ei", "x",
             truth=v("Syrjälä Anja", "0447233303", "Laukaa", 1956, "call", "all:evening", trained=True))  # fmt: skip
    page.add("Heiskanen", "Teuvo", "Jämsä", 1944, "0400 812 304", None, "x", "x", None, None,
             "ti ja to klo 12 jälkeen", "x", None,
             truth=v("Heiskanen Teuvo", "0400812304", "Jämsä", 1944, "visit ride", "tue,thu:12:00-", car=True))  # fmt: skip
    page.add("Åkerblom", "Gunilla", "Jyväskylä", 1960, "0458123305", "x", None, None, None, "x",
             "viikonloppuisin", None, "x",
             truth=v("Åkerblom Gunilla", "0458123305", "Jyväskylä", 1960, "call digi", "weekend:any", trained=True))  # fmt: skip
    hidden = page.add("Manninen", "Kyösti", "Toivakka", 1950, "041 313 3306", None, None, None, "x", None,
             "milloin vain", "x", "x",
             truth=v("Manninen Kyösti", "0413133306", "Toivakka", 1950, "help", "all:any", car=True, trained=True))  # fmt: skip
    page.add("Lahtinen", "Sirpa", "Karstula", 1963, "0451343307", "x", "x", "x", "x", "x", "ke", "x", "x",
             truth=v("Lahtinen Sirpa", "0451343307", "Karstula", 1963, "call visit ride help digi", "wed:any",
                     car=True, trained=True))  # fmt: skip
    page.sheet.row_dimensions[hidden].hidden = True
    page.sheet.column_dimensions["D"].hidden = True
    page.sheet.auto_filter.ref = f"A5:N{page.at}"
    page.add("yht.", None, None, None, None, 4, 4, 4, 3, 2)
    page.add("Merkintä x = käy tehtävään")
    office.page("Ohjeet").add("Täytä yksi rivi per henkilö. Älä poista rivejä!")
    return office


def week_ticks() -> Office:
    """Seven weekday columns under one heading, one sheet a municipality without a municipality column."""
    office = Office("week ticks, a sheet a municipality", "volunteers")
    head = (
        "Vapaaehtoinen",
        "Puhelinnumero",
        "Ikä",
        "Mitä tekee",
        "Ma",
        "Ti",
        "Ke",
        "To",
        "Pe",
        "La",
        "Su",
        "Kielet",
    )
    page = office.page("Viitasaari")
    page.add(*head)
    page.add("Anna-Maija Hokkanen", 405123401, 68, "soittaa", "x", None, "x", None, None, None, None, "suomi",
             truth=v("Hokkanen Anna-Maija", "0405123401", "Viitasaari", 1958, "call", "mon,wed:any"))  # fmt: skip
    page.add("Pauli Tossavainen", 505553402, 71, "ajaa kyytejä", "x", "x", "x", "x", "x", None, None, "suomi, ruotsi",
             truth=v("Tossavainen Pauli", "0505553402", "Viitasaari", 1955, "ride", "work:any", "fi sv"))  # fmt: skip
    page.add("Leena Kautto", "044 733 3403", 59, "käy kylässä", None, "ap", None, "ip", None, None, None, "fi/en",
             truth=v("Kautto Leena", "0447333403", "Viitasaari", 1967, "visit", "tue:am thu:pm", "fi en"))  # fmt: skip
    page = office.page("Pihtipudas")
    page.add("Pihtiputaan porukka")
    page.add(*head)
    page.add("Erkki Tenhunen", "0400 733 404", 75, "auttaa kaupassa", None, None, None, None, None, "x", "x", "suomi",
             truth=v("Tenhunen Erkki", "0400733404", "Pihtipudas", 1951, "help", "weekend:any"))  # fmt: skip
    page.add("Sinikka Paananen", "045 733 3405", 66, "digiapu, soitto", "17-", None, None, "17-19", None, None, None, "suomi",
             truth=v("Paananen Sinikka", "0457333405", "Pihtipudas", 1960, "digi call", "mon:17:00- thu:17:00-19:00"))  # fmt: skip
    pivot = office.page("Yhteenveto")
    pivot.add("Riviotsikot", "Määrä / Vapaaehtoinen")
    pivot.add("Viitasaari", 3)
    pivot.add("Pihtipudas", 2)
    pivot.add("Kaikki yhteensä", 5)
    return office


def calculated() -> Office:
    """Names joined and ages counted by formulas, with the values Excel showed and without."""
    office = Office("formulas", "volunteers")
    page = office.page("Taul1")
    page.add("Nro", "Sukunimi", "Etunimet", "Koko nimi", "Synt.aika", "Ikä", "GSM", "Asuinkunta", "Kiinnostuksen kohteet", "Tila")
    people: list[tuple[Any, ...]] = [
        ("Rantala", "Hely", date(1952, 3, 4), "0405123501", "Jyväskylä", "soittorinki", "aktiivinen", "call", "active"),
        ("Kosonen", "Urpo", "14.11.1946", "050 555 3502", "Laukaa Lievestuore", "kyydit", "lomalla elokuuhun", "ride", "paused"),
        ("Vainio", "Sirkka-Liisa", date(1961, 12, 24), "+358 44 733 3503", "Jyväskyläs", "vierailut; soitot", "ei enää mukana", "visit call", "left"),
        ("Nurmi", "Keijo", "1.2.1958", "0400-733504", "Äänekosk", "pihatyöt", "odottaa koulutusta", "help", "applied"),
        ("Lammi", "Tellervo", date(1949, 7, 1), "045 733 3505", "Pihtip.", "ulkoilukaveri", "aktiivi", "visit", "active"),
    ]  # fmt: skip
    where = ("Jyväskylä", "Laukaa", "Jyväskylä", "Äänekoski", "Pihtipudas")
    for at, (last, first, born, phone, place, tasks, state, codes, status) in enumerate(people):
        row = at + 2
        year = born.year if isinstance(born, date) else int(born[-4:])
        name, age = f'=B{row}&" "&C{row}', f"=2026-YEAR(E{row})"
        page.add(at + 1, last, first, name, born, age, phone, place, tasks, state,
                 truth=v(f"{last} {first}", phone.replace("+358 ", "0").replace(" ", "").replace("-", ""),
                         where[at], year, codes, status=status))  # fmt: skip
    page.add(None, "Yhteensä", "=COUNTA(B2:B6)")
    return office


def english() -> Office:
    """An office that works in English."""
    office = Office("English", "volunteers")
    page = office.page("Volunteers")
    page.add("Volunteer register")
    page.add("First name", "Surname", "Mobile phone", "E-mail", "Municipality", "Year of birth", "Languages",
             "What they want to do", "Availability", "Car", "Training", "Status", "Remarks")  # fmt: skip
    page.add("John", "Whitfield", "+358 40 512 3601", "john@esimerkki.example", "Jyväskylä", 1979, "English, some Finnish",
             "phone calls, visits", "weekday evenings", "yes", "completed 2025", "active", None,
             truth=v("Whitfield John", "0405123601", "Jyväskylä", 1979, "call visit", "work:evening", "en fi",
                     car=True, trained=True))  # fmt: skip
    page.add("Päivi", "Tolvanen", "050 555 3602", None, "Äänekoski", 1965, "Finnish", "rides", "Mon-Wed mornings",
             "yes", "done", "active", None,
             truth=v("Tolvanen Päivi", "0505553602", "Äänekoski", 1965, "ride", "mon,tue,wed:am", car=True, trained=True))  # fmt: skip
    page.add("Hamid", "Rahimi", "044 733 3603", None, "Laukaa", 1990, "Persian, English, Finnish", "help with computers",
             "Saturdays after 12", "no", "not yet", "new", None,
             truth=v("Rahimi Hamid", "0447333603", "Laukaa", 1990, "digi", "sat:12:00-", "fa en fi", status="applied"))  # fmt: skip
    page.add("Mary", "O'Connor", "0457333604", None, "Jämsä", 1955, "English", "shopping help, company", "any time",
             "no", "done", "on a break until 1.2.2027", None,
             truth=v("O'Connor Mary", "0457333604", "Jämsä", 1955, "help visit", "all:any", "en",
                     trained=True, status="paused"))  # fmt: skip
    page.add("Olga", "Ivanova", "0400 733 605", None, "Jyväskylä (Palokka)", 1971, "Russian and Finnish", "visits",
             "Tue and Thu 10-14", "no", "done", "quit 2025", "prefers women",
             truth=v("Ivanova Olga", "0400733605", "Jyväskylä", 1971, "visit", "tue,thu:10:00-14:00", "ru fi",
                     trained=True, status="left"))  # fmt: skip
    page.add("Total: 5 volunteers")
    return office


def years() -> Office:
    """One sheet a year; people stay from one year to the next, some with a mistake in the name."""
    office = Office("a sheet a year", "volunteers")
    head = ("Nimi", "Puh", "Kunta", "Syntynyt", "Toive", "Sopivat ajat", "Auto?", "Tilanne")
    old = office.page("2025")
    old.add("Vapaaehtoiset 2025")
    old.add(*head)
    a = old.add("Ahonen Marja-Leena", "040 512 3701", "Jyväskylä", "1950", "soitot", "ma-pe 9-12", "on", "mukana",
                truth=v("Ahonen Marja-Leena", "0405123701", "Jyväskylä", 1950, "call", WORK_NINE, car=True))  # fmt: skip
    b = old.add("Virtanen Matti", "050 555 3702", "Joutsa", "1947", "kyydit", "ti", "on", "mukana",
                truth=v("Virtanen Matti", "0505553702", "Joutsa", 1947, "ride", "tue:any", car=True))  # fmt: skip
    old.add("Virtanen Matti", "044 733 3703", "Jyväskylä", "1985", "digi", "iltaisin", "ei", "mukana",
            truth=v("Virtanen Matti", "0447333703", "Jyväskylä", 1985, "digi", "all:evening"))  # fmt: skip
    old.add("Yhteensä 3")
    new = office.page("2026")
    new.add("Vapaaehtoiset 2026")
    new.add(*head)
    new.add("Ahonen Marja-Leena", "040-5123701", "Jkl", "1950", "soitot", "ma-pe 9-12", "on", "mukana",
            truth=v("Ahonen Marja-Leena", "0405123701", "Jyväskylä", 1950, "call", WORK_NINE, car=True) | {"duplicate_of": ("2025", a)})  # fmt: skip
    new.add("Virtanen Mati", "0505553702", "Joutsa", "1947", "kyydit", "ti", "on", "mukana",
            truth=v("Virtanen Matti", "0505553702", "Joutsa", 1947, "ride", "tue:any", car=True) | {"duplicate_of": ("2025", b), "doubt": True})  # fmt: skip
    new.add("Virtanen Maija", "050 555 3702", "Joutsa", "1949", "vierailut", "to", "ei", "mukana",
            truth=v("Virtanen Maija", "0505553702", "Joutsa", 1949, "visit", "thu:any"))  # fmt: skip
    new.add("Kukkonen Veli-Pekka", "0457333705", "Kivijärvi", "-62", "soitot, kyydit", "joka päivä", "on", "mukana",
            truth=v("Kukkonen Veli-Pekka", "0457333705", "Kivijärvi", 1962, "call ride", "all:any", car=True))  # fmt: skip
    gone = office.page("Lopettaneet")
    gone.add(*head)
    gone.add("Hyvönen Salme", "0400 733 706", "Kyyjärvi", "1940", "soitot", "ke", "ei", None,
             truth=v("Hyvönen Salme", "0400733706", "Kyyjärvi", 1940, "call", "wed:any", status="left"))  # fmt: skip
    staff = office.page("Työntekijät")
    staff.add("Nimi", "Puhelin", "Sähköposti")
    staff.add("Koordinaattori Kaija", "014 733 700", "kaija@esimerkki.example")
    return office


PROSE = [
    ("Jaana Poikonen", "0405123801", "Jyväskylä", 1966, "suomi", "soittaminen", "maanantaisin ja keskiviikkoisin", "call", "mon,wed:any"),
    ("Ossi Hartikainen", "0405123802", "Karstula/Humppi", 1957, "suomi, ruotsi", "kuskina", "arkisin päivällä", "ride", "work:09:00-16:00"),
    ("Terttu Kemppainen", "0405123803", "Laukaa Lievestuore", 1953, "fi/sv", "ystävätoiminta", "pe iltapäivä", "visit", "fri:pm"),
    ("Aulis Lehtimäki", "0405123804", "Jyväskyläs", 1949, "suomi", "lumityöt, halonhakkuu", "aamuisin klo 8-10", "help", "all:08:00-10:00"),
    ("Ulla Parviainen", "0405123805", "Äänekosk", 1970, "suomi + hiukan englantia", "opastan nettiasioissa", "la-su", "digi", "weekend:any"),
    ("Martti Savolainen", "0405123806", "Joutsassa", 1945, "suomi", "kauppa-apu", "to 14-", "help", "thu:14:00-"),
    ("Riitta Väisänen", "0405123807", "Uurainen", 1958, "suomi", "kahvittelu", "ma ap, ti ip, ke ilta", "visit", "mon:am tue:pm wed:evening"),
    ("Seija Laitinen", "0405123808", "Kannonkoskelta", 1952, "suomi", "puhelinrinki", "arkisin ennen klo 12", "call", "work:-12:00"),
    ("Pertti Immonen", "0405123809", "Toivakan kunta", 1960, "suomi", "kyyditys lääkäriin", "sopimuksen mukaan", "ride", None),
    ("Irma Kettunen", "0405123810", "Kinnula", 1955, "suomi", "lenkkikaveri", "ma-pe paitsi ke", "visit", "mon,tue,thu,fri:any"),
    ("Raimo Pulkkinen", "0405123811", "Jämsänkoski", 1950, "suomi", "talonmiesapu", "parillisina viikkoina ma", "help", ""),
    ("Aila Komulainen", "0405123812", "Petäjävesi", 1961, "suomi", "kerhoapulainen", "arki-iltaisin klo 17-19", "", "work:17:00-19:00"),
]  # fmt: skip


def prose() -> Office:
    """Availability and tasks as people say them, on one tidy sheet."""
    office = Office("prose", "volunteers")
    page = office.page("rekisteri")
    page.add("Nimi ", "Puhelin (gsm)", "Kunta/kylä", "Synt. vuosi", "Kielitaito", "Mihin haluat osallistua?", "Koska käy?",
             "Onko auto käytössä", "Kurssi käyty", "Vaihe")  # fmt: skip
    places = ("Jyväskylä", "Karstula", "Laukaa", "Jyväskylä", "Äänekoski", "Joutsa", None, "Kannonkoski", "Toivakka",
              "Kinnula", "Jämsä", None)  # fmt: skip
    langs = {1: "fi sv", 2: "fi sv", 4: "fi en"}
    states = (
        "mukana",
        "mukana",
        "lomalla elokuuhun",
        "ei enää mukana",
        "odottaa koulutusta",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    )
    codes = ("active", "active", "paused", "left", "applied", *["active"] * 7)
    doubtful = {6, 10, 11}
    for at, (name, phone, place, born, lang, tasks, when, does, hours) in enumerate(PROSE):
        first, last = name.split()
        page.add(name, phone, place, born, lang, tasks, when, "on" if at % 3 else "ei", "12.9.2024" if at % 2 else None, states[at],
                 truth=v(f"{last} {first}", phone, places[at] or "", born, does, hours, langs.get(at, "fi"),
                         car=bool(at % 3), trained=bool(at % 2), status=codes[at], doubt=at in doubtful))  # fmt: skip
    page.sheet.auto_filter.ref = "A1:J13"
    for row in range(14, 3014):
        page.sheet.cell(row, 1).number_format = "@"
    return office


VOLUNTEERS = (tick_boxes, week_ticks, calculated, english, years, prose)
