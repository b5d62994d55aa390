"""Registers that were tried blind after the first twelve had been learnt from."""

# ruff: noqa: E501  a row of a register is one line, as in the office
# fmt: off

from datetime import date

from tests.people.register.offices.making import Office
from tests.people.register.offices.making import resident as r
from tests.people.register.offices.making import volunteer as v


def members() -> Office:
    """Numbers first, two telephones, headings of other words."""
    office = Office("numbers first, two phones, groups", "volunteers")
    page = office.page("Jäsenet")
    page.add("Vapaaehtoisrekisteri 2026 – vain sisäiseen käyttöön")
    page.add("Nro", "Etunimi", "Sukunimi", "Syntymäpäivä", "Katuosoite", "Postinumero", "Paikkakunta", "Kotipuhelin", "Kännykkä", "Sähköpostiosoite", "Osaaminen", "Vapaa-aika", "Ajoneuvo", "Käydyt kurssit", "Aktiivinen", "Muistiinpanot")
    page.add(1, "Kirsti", "Paavola", date(1959, 2, 3), "Kuja 1", "40100", "JYVÄSKYLÄ", "014-811 001", "040 811 0001", "k@esimerkki.example", "ystävätoiminta, digiopastus", "ma ja ke iltaisin", "oma auto", "Ystäväkurssi 2024", "kyllä", None,
             truth=v("Paavola Kirsti", "014811001 0408110001", "Jyväskylä", 1959, "visit digi", "mon,wed:evening", car=True, trained=True))
    page.add(2, "Tapio", "Kujala", "7.8.1951", "Kuja 2", "44100", "ÄÄNEKOSKI", None, "050-8110002", None, "kuljetukset", "arkipäivisin", "oma auto", "-", "kyllä", "ei aja pimeällä",
             truth=v("Kujala Tapio", "0508110002", "Äänekoski", 1951, "ride", "work:any", car=True))
    page.add(3, "Marja", "Ojala", "1963", "Kuja 3", "41340", "LAUKAA", None, "044 8110003", None, "soittaminen", "ti-to 10-14", "ei autoa", "EA1, ystäväkurssi", "tauolla", None,
             truth=v("Ojala Marja", "0448110003", "Laukaa", 1963, "call", "tue,wed,thu:10:00-14:00", trained=True, status="paused"))
    page.add(4, "Lasse", "Backman", "1970", "Kuja 4", "42100", "JÄMSÄ", None, "0458110004", None, "pihatyöt, lumityöt", "la ap", "x", "tulossa", "ei", None,
             truth=v("Backman Lasse", "0458110004", "Jämsä", 1970, "help", "sat:am", car=True, status="active", doubt=True))
    page.add(5, "Sari", "Niemelä", "1981", "Kuja 5", "40270", "PALOKKA", None, "0408110005", None, "saattaja", "joustava", None, "x", "kyllä", None,
             truth=v("Niemelä Sari", "0408110005", "Jyväskylä", 1981, "help", None, trained=True))
    page.add(None, None, None, None, None, None, None, None, "5 hlö")
    return office


def ring_list() -> Office:
    """Residents by ring, with the caller beside them."""
    office = Office("ringer list", "residents")
    page = office.page("Ringit")
    page.add("Rinki", "Soittaja", "Asukas", "Puhelin", "Kunta", "S-aika", "Kieli", "Palvelu", "Kello", "Avaimen haltija", "Lähiomainen", "Suostumus annettu", "Liikkumisen apuväline", "Viesti?")
    page.add("Rinki 1", "Paavola Kirsti", "Kallio Inkeri", "014 811 101", "Viitasaari", "2.2.1937", "suomi", "soitto", "9.00", "naapuri Olli 0408110191", "tytär Jaana 0408110192", "1.3.2026 kirjallinen", "rollaattori", "ei",
             truth=r("Kallio Inkeri", "014811101", "Viitasaari", 1937, "call", "09:00", consent="written", aid="rollator", sms=False))
    page.add("Rinki 1", "Paavola Kirsti", "Lehto Usko", "040 811 0102", "Viitasaari", "1940", "suomi", "soitto", "9.15", None, "ei ole", "suullinen", "ei", "kyllä",
             truth=r("Lehto Usko", "0408110102", "Viitasaari", 1940, "call", "09:15", consent="oral", sms=True))
    page.add("Rinki 2", "Ojala Marja", "Sand Ingrid", "050 811 0103", "Kinnula", "1933", "ruotsi", "vierailu", None, None, "poika Mats 0508110193", "kirjallinen", "käyttää rollaattoria", "ei",
             truth=r("Sand Ingrid", "0508110103", "Kinnula", 1933, "visit", language="sv", consent="written", aid="rollator", sms=False))
    page.add("Rinki 2", "Ojala Marja", "Vuori Pentti", "014 811 104", "Kinnula", "-39", "suomi", "soitto ja vierailu", "10", None, None, "kirjallinen", "kävelykeppi", "lankapuhelin",
             truth=r("Vuori Pentti", "014811104", "Kinnula", 1939, "call visit", "10:00", consent="written", aid="stick", sms=False))
    return office


def capitals() -> Office:
    """All in capitals, headings broken over lines, a title beside the table."""
    office = Office("upper title beside, all caps, newline", "residents")
    page = office.page("ASIAKKAAT")
    page.add(None, "ASIAKASLISTA", None, None, "tulostettu 3.3.2026")
    page.skip()
    page.add(None, "NIMI", "PUHELIN-\nNUMERO", "KUNTA", "SYNT.\nVUOSI", "TOIVOTTU\nAPU", "SOITTO-\nAIKA", "LÄHEINEN", "LUPA\n(k/s)", "HUOM")
    page.add(1, "KOIVU ESTERI", "014\n811 201", "KARSTULA", 1934, "SOITTO", "9", "TYTÄR ANNE 040 811 0291", "K", "",
             truth=r("Koivu Esteri", "014811201", "Karstula", 1934, "call", "09:00", doubt=True, consent="written"))
    page.add(2, "MÄNTY KAARLO", "040 811 0202", "KARSTULA", 1938, "VIERAILU", None, None, "S", "sokea",
             truth=r("Mänty Kaarlo", "0408110202", "Karstula", 1938, "visit", doubt=True))
    page.add(3, "HAAPA-AHO LAHJA", "0508110203", "KYYJÄRVI", 1941, "KYYTI LÄÄKÄRIIN", "", None, "K", "",
             truth=r("Haapa-Aho Lahja", "0508110203", "Kyyjärvi", 1941, "ride", consent="written", doubt=True))
    page.add(None, "SEURAAVA PÄIVITYS KEVÄÄLLÄ!")
    return office


def tiny_sheets() -> Office:
    """A tiny sheet a municipality, with namesakes and spouses."""
    office = Office("sheet per municipality and year, namesakes", "volunteers")
    for m, rows in (("Joutsa", [("Salo Anne", "0408110301", 1960, "soitot", "ma"), ("Salo Antti", "0408110301", 1958, "kyydit", "ti")]), ("Toivakka", [("Salo Anne", "0408110303", 1990, "vierailu", "ke"), ("Harju Eero", "0408110304", 1949, "kyydit", "to")]), ("Kaikki 2024", []), ("Jämsä (ent. Kuorevesi)", [("Lahti Outi", "0408110305", 1970, "digi", "pe")])):
        page = office.page(m)
        page.add("Nimi", "Puh.", "s.", "Toimii", "Päivä")
        for n, ph, y, t, dd in rows:
            page.add(n, ph, y, t, dd,
             truth=v(n, ph, m.split()[0], y, {"soitot":"call", "kyydit":"ride", "vierailu":"visit", "digi":"digi"}[t], {"ma":"mon", "ti":"tue", "ke":"wed", "to":"thu", "pe":"fri"}[dd]+":any"))
    return office


def half_days() -> Office:
    """A grid of half days on two lines of headings."""
    office = Office("week grid am/pm two lines", "volunteers")
    page = office.page("Päivystys")
    page.add("Nimi", "Puhelin", "Kunta", "Synt.v.", "Maanantai", None, "Tiistai", None, "Keskiviikko", None, "Soitto", "Kyyti")
    page.add(None, None, None, None, "ap", "ip", "ap", "ip", "ap", "ip", None, None)
    page.add("Rauhala Taina", "0408110401", "Jämsä", 1961, "x", None, None, "x", None, None, "x", None,
             truth=v("Rauhala Taina", "0408110401", "Jämsä", 1961, "call", "mon:am tue:pm"))
    page.add("Saari Heikki", "0408110402", "Jämsä", 1952, "x", "x", None, None, None, "x", None, "x",
             truth=v("Saari Heikki", "0408110402", "Jämsä", 1952, "ride", "mon:am,pm wed:pm"))
    return office


BLIND = (members, ring_list, capitals, tiny_sheets, half_days)
