"""The longest values that we expect in a text: with these it is measured and shown."""

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

# What may stand after a dot: what the items of lists hold, and what a loop knows of itself.
FIELDS = frozenset(
    key
    for value in SAMPLES.values()
    if isinstance(value, list)
    for item in value
    if isinstance(item, dict)
    for key in item
) | {"first", "last", "counter"}
