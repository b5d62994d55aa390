"""What offices type, with what it means: the stuff that variant registers are made of. All invented."""

from typing import Any

NAMES_FIRST = (
    "Aino Anneli Antti Bengt Birgitta Carl-Erik Eila Eino Esko Gun-Britt Göran Hannu Helmi Irja Jorma Kaarina "
    "Kauko Kerttu Liisa Maija Marjatta Matti Olavi Outi Pentti Pirkko Päivi Raija Reijo Ritva Seppo Solveig "
    "Tapani Tuula Veikko Väinö Yrjö Ulla Sisko Åke Lars Margareta Pekka Leena Ilmari Hilkka Martta Onni"
).split()  # noqa: SIM905
NAMES_LAST = (
    "Aho Ahvenlampi Hakkarainen Heikkinen Hytönen Hämäläinen Järvinen Kauppinen Kinnunen Korhonen Kotilainen "
    "Laine Lehtonen Liimatainen Lindström Minkkinen Mäkelä Nieminen Pasanen Puttonen Raatikainen Salminen "
    "Tarvainen Vesterinen Åkerblom Öst Rautiainen Pohjola Ketonen Hirvelä Sundqvist Esimerkki Kuoppala "
    "Wahlroos Hokkanen Suutari-Jääskö Nygård"
).split()  # noqa: SIM905

VOLUNTEER_FIELDS = [
    "municipality",
    "tasks",
    "availability",
    "car",
    "languages",
    "trained",
    "status",
]
RESIDENT_FIELDS = ["municipality", "sms", "language", "wish", "consent", "aid", "time"]

TOTALS = ["Yhteensä 80 hlöä", "Päivittänyt toimisto"]
UNUSABLE = [
    "soita toimistolle",
    "112",
    "0600 123 45",
    "050 12",
    "?",
    "ei puhelinta",
    "010 123 4567",
    "ei tiedossa",
]

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = (*WORKDAYS, "sat", "sun")

HEADINGS: dict[str, dict[str, list[str]]] = {
    "fi": {
        "name": ["Nimi", "NIMI", "Suku- ja etunimi", "Asiakkaan nimi", "Vapaaehtoisen nimi"],
        "first": ["Etunimi", "Etunimet"],
        "last": ["Sukunimi", "SUKUNIMI"],
        "phones": [
            "Gsm",
            "Matkapuhelin",
            "Puhelinnro",
            "Puh",
            "Puhelinnumero",
            "Puh.nro",
            "Kännykkä",
        ],
        "birth_year": ["Syntymävuosi", "Synt.vuosi", "Syntymäaika", "Synt", "S.vuosi"],
        "municipality": ["Kotikunta", "Paikkakunta", "Kunta", "Asuinkunta", "Asuinpaikka"],
        "tasks": ["Toiveet", "Tehtävät", "Mitä haluaisit tehdä?", "Toive", "Tehtävätoive"],
        "availability": [
            "Vapaat ajat",
            "Milloin sopii",
            "Ajankohta",
            "Käytettävissä",
            "Päivät ja ajat",
        ],
        "car": ["Ajokortti/auto", "Auto käytössä", "Oma auto", "Auto?"],
        "languages": ["Kielitaito", "Kieli", "Kielet", "Äidinkieli"],
        "trained": ["Koulutettu", "Peruskurssi", "Perehdytys", "Kurssi käyty"],
        "status": ["Tilanne", "Status", "Tila", "Vaihe"],
        "sms": ["Tekstiviestit", "Tekstari ok?", "SMS"],
        "consent": ["Lupa", "Suostumus", "Lupa tietojen käyttöön"],
        "aid": ["Apuväline", "Apuvälineet", "Liikkuminen", "Liikkumisen apuväline"],
        "time": ["Soittoaika", "Mihin aikaan soitetaan", "Klo", "Toivottu soittoaika", "Aika"],
        "notes": ["Huom", "Lisätietoja", "Muuta", "Huomautukset", "Kommentit"],
    },
    "sv": {
        "name": ["Namn"],
        "first": ["Förnamn"],
        "last": ["Efternamn"],
        "phones": ["Telefon", "Mobil", "Tel.", "Telefonnummer"],
        "birth_year": ["Födelseår", "Född"],
        "municipality": ["Kommun", "Hemkommun", "Ort"],
        "tasks": ["Önskemål", "Uppgifter", "Vad vill göra"],
        "availability": ["Tillgänglig", "När"],
        "car": ["Bil", "Körkort/bil"],
        "languages": ["Språk"],
        "trained": ["Utbildning"],
        "status": ["Status"],
        "sms": ["Textmeddelande", "SMS"],
        "consent": ["Samtycke"],
        "aid": ["Hjälpmedel"],
        "time": ["Samtalstid", "Ringtid"],
        "notes": ["Övrigt", "Anteckningar"],
    },
    "en": {
        "name": ["Name", "Full name"],
        "first": ["First name", "Given name"],
        "last": ["Last name", "Surname"],
        "phones": ["Phone", "Mobile", "Telephone", "Phone number"],
        "birth_year": ["Year of birth", "Born", "Date of birth"],
        "municipality": ["Municipality", "Town"],
        "tasks": ["Tasks", "Wishes", "Wants to do"],
        "availability": ["Availability", "When available"],
        "car": ["Car", "Has a car"],
        "languages": ["Languages", "Language"],
        "trained": ["Training", "Trained"],
        "status": ["Status"],
        "sms": ["SMS", "Text messages"],
        "consent": ["Consent"],
        "aid": ["Mobility aid", "Walking aid"],
        "time": ["Call time", "Best time to call"],
        "notes": ["Notes", "Comments"],
    },
}


def _every(days: tuple[str, ...], window: str) -> dict[str, str]:
    return dict.fromkeys(days, window)


PHRASES: dict[str, list[tuple[Any, Any]]] = {
    "municipality": [
        ("Jyväskylä", "Jyväskylä"), ("Jyväskylästä", "Jyväskylä"), ("JKL", "Jyväskylä"), ("Palokka", "Jyväskylä"),
        ("Jyväskylä, Tikkakoski", "Jyväskylä"), ("Jämsänkoski", "Jämsä"), ("Jämsässä", "Jämsä"),
        ("Laukaa / Lievestuore", "Laukaa"), ("Laukaan kirkonkylä", "Laukaa"), ("Äänekoskelta", "Äänekoski"),
        ("Suolahti", "Äänekoski"), ("Ä-koski", "Äänekoski"), ("Pihtiputaalta", "Pihtipudas"), ("Karstula", "Karstula"),
        ("Toivakasta", "Toivakka"), ("Joutsa (Leivonmäki)", "Joutsa"), ("wiitasaari", "Viitasaari"),
        ("Kinnulasta", "Kinnula"), ("Kivijärveltä", "Kivijärvi"), ("Kannonk.", "Kannonkoski"), ("Keuruu", None),
    ],
    "tasks": [
        ("soittelu", ["call"]), ("puhelinystävä, kahvittelu", ["call", "visit"]), ("kuljetusapu", ["ride"]),
        ("autokyyti ja asiointi", ["help", "ride"]), ("digiapu", ["digi"]), ("ystävätoiminta", ["visit"]),
        ("kännykkäneuvonta; lumityöt", ["digi", "help"]), ("kaikki käy", ["call", "digi", "help", "ride", "visit"]),
        ("besök och skjuts", ["ride", "visit"]), ("vierailut + ulkoilu", ["visit"]), ("saattoapu", ["help"]),
    ],
    "availability": [
        ("ma–pe 9–12", _every(WORKDAYS, "09:00-12:00")), ("joka päivä", _every(WEEK, "any")),
        ("ei viikonloppuisin", _every(WORKDAYS, "any")), ("arki-illat", _every(WORKDAYS, "evening")),
        ("aamuisin", _every(WEEK, "am")), ("klo 8 jälkeen", _every(WEEK, "08:00-")),
        ("arkisin ennen klo 15", _every(WORKDAYS, "-15:00")), ("viikonloput", _every(("sat", "sun"), "any")),
        ("ti+to", _every(("tue", "thu"), "any")), ("maanantaisin", {"mon": "any"}), (None, {}),
        ("vardagar", _every(WORKDAYS, "any")), ("sovitaan erikseen", None), ("vaihtelee", None),
        ("ke klo 12-16", {"wed": "12:00-16:00"}), ("la ap, su ip", {"sat": "am", "sun": "pm"}),
        ("parittomat viikot", None),
    ],
    "car": [
        ("on", True), ("oma auto", True), ("ei autoa", False), ("Kyllä", True), ("EI", False), (None, False),
        ("x", True), ("–", False), (1, True), (0, False),
    ],
    "languages": [
        ("suomi", ["fi"]), ("fi, en", ["fi", "en"]), ("ruotsi ja suomi", ["sv", "fi"]), ("Suomi, venäjä", ["fi", "ru"]),
        ("svenska", ["sv"]), (None, ["fi"]), ("suomi, vähän viroa", ["fi", "et"]),
    ],
    "trained": [
        ("kyllä", True), ("3/2025", True), ("käyty 2024", True), ("ei", False), ("tulossa", False), (None, False),
        ("ilmoittautunut", False), ("x", True), ("peruskurssi 12.3.2025", True),
    ],
    "status": [
        ("mukana", "active"), ("AKTIIVI", "active"), (None, "active"), ("lopetti 2024", "left"), ("eronnut", "left"),
        ("tauolla 15.4. saakka", "paused"), ("sairauslomalla", "paused"), ("uusi", "applied"),
        ("odottaa haastattelua", "applied"),
    ],
    "sms": [
        ("kyllä", True), ("ei", False), ("x", True), ("lankapuhelin", False), ("ok", True), ("ei osaa", False), (None, None),
    ],
    "language": [("suomi", "fi"), ("SV", "sv"), ("ruotsi", "sv"), (None, "fi"), ("finska", "fi"), ("suomenkielinen", "fi")],
    "wish": [
        ("soitto aamuisin", ["call"]), ("kahvikaveri", ["visit"]), ("kauppakyyti", ["ride"]), ("juttukaveri", ["visit"]),
        ("apua lumitöihin", ["help"]), ("kyyti lääkäriin, vierailija", ["ride", "visit"]), ("soittorinkiin", ["call"]),
        ("apteekkiasiat", ["help"]), ("ulkoiluseuraa", ["visit"]), ("tabletin käyttö", ["digi"]),
    ],
    "consent": [
        ("OK 1/26", "written"), ("suull. lupa", "oral"), ("kielto", "none"), ("peruttu", "none"), (None, "none"),
        ("lomake 3.2.2026", "written"), ("puhelimessa 4.3.26", "oral"), ("ei vielä kysytty", "none"),
        ("allekirjoitettu", "written"),
    ],
    "aid": [
        ("rollaattori", "rollator"), ("kävelykeppi", "stick"), ("pyörätuolissa", "wheelchair"), ("ei", "none"),
        (None, "none"), ("liikkuu itsenäisesti", "none"), ("rolla", "rollator"), ("sauvat", "stick"),
    ],
    "time": [
        ("klo 9", "09:00"), ("puoli kymmenen", "09:30"), ("9.30", "09:30"), ("iltapäivällä 2", "14:00"), (None, None),
        ("aamulla", None), ("illalla 6", "18:00"), ("kello yhdeksän", "09:00"), ("klo 10-11", "10:00"), (9, "09:00"),
    ],
}  # fmt: skip
