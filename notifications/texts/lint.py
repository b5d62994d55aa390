"""The house style of an SMS, checked with the longest values we expect."""

import re
from collections.abc import Iterator

from notifications.texts.catalogue import LANGUAGES, TextSpec, spec
from notifications.texts.render import render
from notifications.texts.segments import Encoding, count

MAX_PARTS = 2
_RESIDENTS = [
    {"name": "Maija-Liisa", "phone": "040 123 4567"},
    {"name": "Kristiina", "phone": "0457 123 4567"},
    {"name": "Veikko", "phone": "014 123 456"},
]
SAMPLES: dict[str, object] = {
    "first_name": "Anna-Kristiina",
    "office": "Keski-Suomen Yhteisötuki",
    "help_phone": "014 123 4567",
    "time": "10.30",
    "deadline": "10.30",
    "day": "torstaina 31.12.",
    "start": "30.11.2026",
    "end": "31.12.2026",
    "residents": _RESIDENTS,
    "resident": "Maija-Liisa",
    "names": [each["name"] for each in _RESIDENTS],
    "next_name": "Maija-Liisa",
    "next_phone": "0457 123 4567",
    "task": "Kyyti: Maija-Liisa, Kristiina, Veikko",
    "count": 12,
    "month": "marraskuussa",
    "times": 62,
    "hours": "120,5",
    "ring": "Saarijärven seudun aamurinki",
    "missing_name": "Maija-Liisa",
    "left": 12,
    "given": "torstaina 31.12. klo 10.30: Maija-Liisa",
    "wanted": "keskiviikkona 30.12. klo 10.30: Anna-Kristiina",
    "turn": "keskiviikkona 30.12. klo 10.30: Anna-Kristiina",
    "other_name": "Anna-Kristiina",
    "name": "Anna-Kristiina Esimerkki",
    "until": "31.12.2026",
    "length": "1,5 h",
    "place": "Jyväskylän mlk",
    "aid": "wheelchair",
    "address": "Keskustie 12 A 3, Tikkakoski",
    "phone": "0457 123 4567",
    "goal": "terveysasema, Kyllö",
    "needs": "Tarvitsee käsipuolen portaissa ja...",
    "door": "1234 #",
    "choices": [
        {
            "letter": letter,
            "task": "Kodin pikkuapu",
            "day": "keskiviikkona 31.12.",
            "time": "10.30",
            "length": "1,5 h",
            "place": "Jyväskylän mlk",
            "aid": "rollator",
        }
        for letter in "AB"
    ],
    "one_left": False,
    "when": "Keskiviikkona 30.12.",
    "what": "ei tarvitse ilmoittautua",
    "listed": "Maija-Liisa 10.30, Kristiina 11.00, Veikko 11.30, Anna-Kristiina 12.00, Kaarina 12.30",
    "km": 148,
    "again": True,
    "stops": [
        {
            "time": "10.30",
            "name": "Anna-Kristiina",
            "phone": "0457 123 4567",
            "start": "Viimeinen talo järven rannalla",
            "end": "Saarijärven kirjasto",
            "there": "11.05",
            "seats": 2,
            "needs": ["rollator", "dog"],
            "gone": False,
        }
    ],
    "driver": "Maija-Liisa",
    "back_time": "12.30",
    "back_driver": "Anna-Kristiina",
    "on_call": True,
    "changed": True,
    "which": "back",
    "urgent": True,
}
_ANSWER = re.compile(r"\b(Vastaa|Svara|Reply)\b")
_LINK = re.compile(r"https?:|www\.|\b\w+\.(?:fi|com|net)\b", re.IGNORECASE)
_HEALTH = re.compile(
    r"sair|lääk|muist(?:isair|amat)|hoito|diagno|terveys|sjuk|läkar|medicin|vård|hälso"
    r"|\bill\b|sick|health|medic|hospital|doctor|dement",
    re.IGNORECASE,
)
_NO_ALARM = re.compile(r"ei ole hälytyspalvelu|ingen larmtjänst|not an alarm service")
_CODE = re.compile(r"\b(?:koodi|kod|code|PIN)\b", re.IGNORECASE)


def lint(name: str) -> list[str]:
    """What is wrong with a text, one line a fault, in every language; empty when nothing is."""
    declared = spec(name)
    return [
        f"{name}/{language}: {fault}"
        for language in LANGUAGES
        for fault in _faults(declared, render(name, language, SAMPLES))
    ]


def _faults(declared: TextSpec, text: str) -> Iterator[str]:
    size = count(text)
    rules = (
        (size.encoding is Encoding.GSM7, "leaves the GSM-7 alphabet"),
        (size.parts <= MAX_PARTS, f"takes {size.parts} parts"),
        (str(SAMPLES["office"]) in text, "does not say who writes"),
        (str(SAMPLES["help_phone"]) in text, "gives no phone number"),
        (text.count("?") <= 1, "asks more than one question"),
        (declared.two_way == bool(_ANSWER.search(text)), "says how to answer only when two-way"),
        (declared.two_way == bool(declared.context), "opens a question only when two-way"),
        (not declared.not_an_alarm or bool(_NO_ALARM.search(text)), "does not say: not an alarm"),
        (not _LINK.search(text), "holds a link"),
        # A part that is put in by its file brings the end of its last line along.
        ("\n" not in text, "breaks the line"),
        (declared.audience == "volunteer" or not _HEALTH.search(text), "speaks of health"),
        (declared.audience != "resident" or not _CODE.search(text), "speaks of codes"),
    )
    return (fault for holds, fault in rules if not holds)
