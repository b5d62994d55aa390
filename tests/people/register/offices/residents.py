"""Registers of residents from offices of several habits."""

# ruff: noqa: E501  a row of a register is one line, as in the office
# fmt: off

from __future__ import annotations

from datetime import date, time

from tests.people.register.offices.making import Office
from tests.people.register.offices.making import resident as r


def sections() -> Office:
    """A heading row a municipality with subtotals, no municipality column, notes between the people."""
    office = Office("sections and subtotals", "residents")
    page = office.page("Asiakkaat 10-2026")
    page.add("Soittorinki / asiakaslista")
    page.skip()
    page.add("Asiakas", "Puhelin 1", "Puhelin 2", "Syntymäaika", "Haluaa", "Soittoaika", "Lupa", "Apuvälineet", "Huom!")
    page.add("JOUTSA")
    page.add("Aalto Kerttu", "014 882 101", "040 512 4101", "12.5.1938", "soitto", "klo 9", "suullinen 1/26", "rollaattori",
             truth=r("Aalto Kerttu", "014882101 0405124101", "Joutsa", 1938, "call", "09:00", consent="oral", aid="rollator"))  # fmt: skip
    page.add("Hänninen Toivo", "014 882 102", None, date(1935, 1, 30), "soitto", "klo 10", "kirjallinen", "-",
             truth=r("Hänninen Toivo", "014882102", "Joutsa", 1935, "call", "10:00", consent="written"))  # fmt: skip
    page.add("HUOM: Hännisen rivi tarkistettava syksyllä")
    page.add("Joutsa yht.", 2)
    page.skip()
    page.add("LAUKAA")
    page.add("Lampinen Saimi", None, 405124103, "3.3.1941", "vierailu", None, "kirjallinen", "pyörätuoli",
             truth=r("Lampinen Saimi", "0405124103", "Laukaa", 1941, "visit", consent="written", aid="wheelchair"))  # fmt: skip
    page.add("Moilanen Armas", "014 882 104", None, "17.10.1933", "soitto, vierailu", "9.30", "kirjallinen", "keppi", "kuulolaite",
             truth=r("Moilanen Armas", "014882104", "Laukaa", 1933, "call visit", "09:30", consent="written", aid="stick"))  # fmt: skip
    page.add("(seuraava muuttaa Tampereelle joulukuussa)")
    page.add("Ruuska Elsa", "044 733 4105", None, "1.1.1944", "kyyti kauppaan", None, "kysytään", "rollaattori",
             truth=r("Ruuska Elsa", "0447334105", "Laukaa", 1944, "ride", aid="rollator"))  # fmt: skip
    page.add("Laukaa yht.", 3)
    page.add("Kaikki yhteensä", 5)
    return office


def swedish() -> Office:
    """A register in Swedish."""
    office = Office("Swedish", "residents")
    page = office.page("Klienter")
    page.add("Ringtjänstens klienter, uppdaterad 1.9.2026")
    page.add("Efternamn", "Förnamn", "Telefon", "Textmeddelanden", "Adress", "Kommun", "Födelseår", "Modersmål",
             "Önskemål", "Samtalstid", "Närmast anhörig", "Samtycke", "Hjälpmedel", "Anteckningar")  # fmt: skip
    page.add("Lindqvist", "Gun-Lis", "014 882 201", "nej", "Storgatan 4", "Jyväskylä", 1939, "svenska", "samtal",
             "kl. 9", "dotter Lena 040 512 4291, nyckel", "muntligt 2.2.2026", "rollator",
             truth=r("Lindqvist Gun-Lis", "014882201", "Jyväskylä", 1939, "call", "09:00", language="sv",
                     consent="oral", aid="rollator", sms=False))  # fmt: skip
    page.add("Holmström", "Bo", "050 555 4202", "ja", "Strandvägen 2 B", "Laukas", 1945, "svenska", "skjuts till läkare",
             "kl 10.30", "inga anhöriga", "skriftligt 5/2026", "käpp",
             truth=r("Holmström Bo", "0505554202", "Laukaa", 1945, "ride", "10:30", language="sv",
                     consent="written", aid="stick", sms=True))  # fmt: skip
    page.add("Nyman", "Ann-Mari", "044 733 4203", "ja", "Åsgatan 1", "Jämsä", 1942, "svenska/finska", "besök, samtal",
             "halv nio", "son Erik (040 512 4293)", "ja, skriftligt", "ingen",
             truth=r("Nyman Ann-Mari", "0447334203", "Jämsä", 1942, "visit call", "08:30", language="sv",
                     consent="written", sms=True))  # fmt: skip
    page.add("Ek", "Rurik", "014 882 204", "fast telefon", "Skogsstigen 8", "Äänekoski", 1936, "finska", "handling, snöskottning",
             None, "granne Göta 045 733 4294", "frågas", "rullstol",
             truth=r("Ek Rurik", "014882204", "Äänekoski", 1936, "help", aid="wheelchair", sms=False))  # fmt: skip
    page.add("Totalt 4 klienter")
    return office


BIRTHS = [
    ("Eskelinen Martta", 405124301, "Jyväskylä", "'47", "soittoja", time(9, 0), "Tytär Liisa, 0401234567, avain", "OK 1/26", "rollaattori", "ei",
     r("Eskelinen Martta", "0405124301", "Jyväskylä", 1947, "call", "09:00", consent="written", aid="rollator", sms=False)),
    ("Tiainen Kauko", "0505554302 (vaimon)", "Jyväskyläs", "1947/48", "kyytiä", "10.00", "naapuri (avain) Pekka 0407654321", "suull.", "keppi", "kyllä",
     r("Tiainen Kauko", "0505554302", "Jyväskylä", 1947, "ride", "10:00", consent="oral", aid="stick", sms=True, doubt=True)),
    ("Karhu Sylvi", "014882303", "Äänekosk", "n. 1950", "seuraa", "klo 13", "ei omaisia", "suull.", "ei apuvälineitä", "lanka",
     r("Karhu Sylvi", "014882303", "Äänekoski", 1950, "visit", "13:00", consent="oral", sms=False, doubt=True)),
    ("Utriainen Paavo", "044 733 4304 / 014 882304", "Pihtip.", "3.4.1947", "soitto+vierailu", "n. 9", None, "kirj.", "kävelee itse", "x",
     r("Utriainen Paavo", "0447334304 014882304", "Pihtipudas", 1947, "call visit", "09:00", consent="written", sms=True)),
    ("Pesonen Hilja", 458124305, "Karstula/Humppi", 1932, "asiointi", None, "poika Heikki 040 512 4395 (Oulu)", "kirj.", "pyörätuoli", "-",
     r("Pesonen Hilja", "0458124305", "Karstula", 1932, "help", consent="written", aid="wheelchair", sms=False)),
    ("Räsänen Olavi", "soita toimistolle", "Laukaa", 1940, "soitto", "11", None, "kirj.", "keppi", "ei",
     r("Räsänen Olavi", "", "Laukaa", 1940, "call", "11:00", consent="written", aid="stick", sms=False)),
    ("Räsänen Helvi", "112", "Laukaa", 1942, "soitto", "11", "mies Olavi", "kirj.", "keppi", "ei",
     r("Räsänen Helvi", "", "Laukaa", 1942, "call", "11:00", consent="written", aid="stick", sms=False)),
    ("Turunen Veikko", "040-5124308 iltaisin", "Kivijärvi", date(1943, 6, 6), "lumitöitä", None, None, "peruttu 3/2026", "ei tarvitse", "kyllä",
     r("Turunen Veikko", "0405124308", "Kivijärvi", 1943, "help", sms=True)),
    ("Rissanen Bertta", "0700 123 456", "Viitasaari", 1931.0, "soitto", "08:30", "Kotihoito 014 882 399", "kirj.", "rollaattori", "ei",
     r("Rissanen Bertta", "", "Viitasaari", 1931, "call", "08:30", consent="written", aid="rollator", sms=False)),
    ("Toivonen Eevi", "+358 (0)40 512 4310", "Kyyjärvi", "1939", "ystävä", None, "Siskontytär Anu 0505554399", "kirj.", "kepin kanssa", "osaa",
     r("Toivonen Eevi", "0405124310", "Kyyjärvi", 1939, "visit", consent="written", aid="stick", sms=True)),
]  # fmt: skip


def births() -> Office:
    """Years of birth in every dress, phones as numbers and with notes, contacts in prose."""
    office = Office("births, phones, contacts", "residents")
    page = office.page("Taul1")
    page.add("Nimi", "Puh.nro", "Osoite", "Postinro", "Paikkakunta", "S.vuosi", "Mitä apua", "Klo", "Yhteyshenkilö", "Suost.", "Kulkeminen", "Tekstarit")
    for at, (name, phone, place, born, wish, hour, who, consent, aid, sms, truth) in enumerate(BIRTHS):
        page.add(
            name,
            phone,
            f"Kotikuja {at + 1}",
            f"4{at}100",
            place,
            born,
            wish,
            hour,
            who,
            consent,
            aid,
            sms,
            truth=truth,
        )
    return office


def households() -> Office:
    """Couples in a row, spouses on one telephone, namesakes, somebody twice with a slip of the pen."""
    office = Office("households", "residents")
    page = office.page("Vierailut")
    page.add("Asiakkaan nimi", "Puhelinnumerot", "Kunta", "Synt.", "Toiveet", "Suostumus")
    page.add("Matti ja Maija Leinonen", "014 882 401", "Jämsä", "1938 / 1940", "vierailu", "kirjallinen",
             truth=r("Leinonen Matti & Maija", "014882401", "Jämsä", None, "visit", consent="written", doubt=True))  # fmt: skip
    page.add("Heimonen Eino", "014 882 402", "Jämsä", 1936, "vierailu", "kirjallinen",
             truth=r("Heimonen Eino", "014882402", "Jämsä", 1936, "visit", consent="written"))  # fmt: skip
    page.add("Heimonen Aili", "014 882 402", "Jämsä", 1937, "vierailu", "kirjallinen",
             truth=r("Heimonen Aili", "014882402", "Jämsä", 1937, "visit", consent="written"))  # fmt: skip
    a = page.add("Pietikäinen Tyyne", "040 512 4404", "Toivakka", 1934, "soitto", "kirjallinen",
                 truth=r("Pietikäinen Tyyne", "0405124404", "Toivakka", 1934, "call", consent="written"))  # fmt: skip
    page.add("Pietikainen Tyyne", "0405124404", "Toivakka", 1934, "vierailu", None,
             truth=r("Pietikäinen Tyyne", "0405124404", "Toivakka", 1934, "call visit", consent="written") | {"duplicate_of": ("Vierailut", a)})  # fmt: skip
    office.truth[-2]["wish"] = ["call", "visit"]
    page.add("Korhonen Aino", "040 512 4406", "Jyväskylä", 1940, "soitto", "kirjallinen",
             truth=r("Korhonen Aino", "0405124406", "Jyväskylä", 1940, "call", consent="written"))  # fmt: skip
    page.add("Korhonen Aino", "040 512 4407", "Jyväskylä", 1951, "soitto", "kirjallinen",
             truth=r("Korhonen Aino", "0405124407", "Jyväskylä", 1951, "call", consent="written"))  # fmt: skip
    b = page.add("Jokela Anna-Liisa", "044 733 4408", "Jyväskylä", 1943, "soitto", "kirjallinen",
                 truth=r("Jokela Anna-Liisa", "0447334408", "Jyväskylä", 1943, "call", consent="written"))  # fmt: skip
    page.add("JOKELA Anna Liisa", "044-7334408", "Jyväskylä", "-43", "soitto", "kirjallinen",
             truth=r("Jokela Anna-Liisa", "0447334408", "Jyväskylä", 1943, "call", consent="written") | {"duplicate_of": ("Vierailut", b)})  # fmt: skip
    c = page.add("Suhonen Raakel", "045 733 4410", "Laukaa", 1939, "soitto", "kirjallinen",
                 truth=r("Suhonen Raakel", "0457334410", "Laukaa", 1939, "call", consent="written"))  # fmt: skip
    page.add("Suhonen Rakel", "0457334410", "Laukaa", 1939, "soitto", "kirjallinen",
             truth=r("Suhonen Raakel", "0457334410", "Laukaa", 1939, "call", consent="written") | {"duplicate_of": ("Vierailut", c), "doubt": True})  # fmt: skip
    page.add("Suhonen Rauha", "0457334410", "Laukaa", 1939, "soitto", "kirjallinen",
             truth=r("Suhonen Rauha", "0457334410", "Laukaa", 1939, "call", consent="written"))  # fmt: skip
    page.add("von Essen, Carl Gustaf", "014 882 413", "Joutsa", 1941, "soitto", "kirjallinen",
             truth=r("von_Essen Carl Gustaf", "014882413", "Joutsa", 1941, "call", consent="written"))  # fmt: skip
    return office


def both_kinds() -> Office:
    """Volunteers and clients in one workbook; two client sheets, one with other headings."""
    office = Office("both kinds in one workbook", "residents")
    other = office.page("Vapaaehtoiset")
    other.add("Nimi", "Puhelin", "Kunta", "Synt.vuosi", "Tehtävät", "Milloin", "Auto", "Koulutus", "Tila")
    other.add("Kokko Kaarlo", "0405124501", "Jyväskylä", 1960, "soitto", "ma", "on", "x", "ok")
    page = office.page("Asiakkaat")
    page.add("Nimi", "Puhelin", "Kunta", "Synt.vuosi", "Toive", "Soittoaika", "Omainen", "Suostumus", "Apuväline")
    page.add("Heino Impi", "014 882 502", "Jyväskylä", 1935, "soitto", "9", "tytär Satu 0405124592", "kirj. 1.2.2026", "rollaattori",
             truth=r("Heino Impi", "014882502", "Jyväskylä", 1935, "call", "09:00", consent="written", aid="rollator"))  # fmt: skip
    page.add("Väyrynen Sulo", "014 882 503", "Äänekoski", 1937, "kyyti", None, "ei omaisia", "kirj. 1.2.2026", "keppi",
             truth=r("Väyrynen Sulo", "014882503", "Äänekoski", 1937, "ride", consent="written", aid="stick"))  # fmt: skip
    page = office.page("Uudet asiakkaat")
    page.skip(2)
    page.add("Sukunimi", "Etunimi", "GSM", "Kotipaikka", "Vuosi", "Tarve", "Kellonaika", "Lähiomaiset", "Luvat", "Liikkuminen")
    page.add("Alanko", "Helka", "040 512 4504", "Laukaa", 1944, "vierailija", None, None, "suullinen 3/26", "kävelee",
             truth=r("Alanko Helka", "0405124504", "Laukaa", 1944, "visit", consent="oral"))  # fmt: skip
    page.add("Oksanen", "Tauno", "050 555 4505", "Jämsä", 1940, "soittelu", "10.15", "veli Arvo", "suullinen 3/26", "rollaattori",
             truth=r("Oksanen Tauno", "0505554505", "Jämsä", 1940, "call", "10:15", consent="oral", aid="rollator"))  # fmt: skip
    return office


def ticks_for_all() -> Office:
    """Ticks for wishes, consent and aid under merged group headings; empty columns between."""
    office = Office("ticks for all", "residents")
    page = office.page("Lista")
    page.add("ASIAKASREKISTERI", None, None, None, None, None, None, None, None, None, None, None, None, "SALAINEN")
    page.sheet.merge_cells("A1:L1")
    page.add("Henkilötiedot", None, None, None, None, "Palvelutarve", None, None, None, None, "Apuväline", None, None, "Suostumus")
    page.add("Nimi", "Puhelin", "Kunta", "Syntymävuosi", None, "Soittorinki", "Ystäväkäynti", "Kuljetus", "Asiointiapu", None,
             "Rollaattori", "Pyörätuoli", "Keppi", "Suullinen", "Kirjallinen", "Muuta")  # fmt: skip
    page.add("Ahola Laina", "014 882 601", "Jyväskylä", 1936, None, "x", None, None, None, None, "x", None, None, None, "x", None,
             truth=r("Ahola Laina", "014882601", "Jyväskylä", 1936, "call", aid="rollator", consent="written"))  # fmt: skip
    page.add("Mustonen Reino", "040 512 4602", "Kannonkoski", 1939, None, "x", "x", None, None, None, None, None, "x", "x", None, None,
             truth=r("Mustonen Reino", "0405124602", "Kannonkoski", 1939, "call visit", aid="stick", consent="oral"))  # fmt: skip
    page.add("Halonen Hellin", "014 882 603", "Jämsä", 1932, None, None, None, "x", "x", None, None, "x", None, None, "x", "ovikoodi 1234",
             truth=r("Halonen Hellin", "014882603", "Jämsä", 1932, "ride help", aid="wheelchair", consent="written"))  # fmt: skip
    page.add("Kinnari Oiva", "044 733 4604", "Kinnula", 1941, None, None, "x", None, None, None, None, None, None, None, None, None,
             truth=r("Kinnari Oiva", "0447334604", "Kinnula", 1941, "visit"))  # fmt: skip
    return office


RESIDENTS = (sections, swedish, births, households, both_kinds, ticks_for_all)
