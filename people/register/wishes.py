"""What a volunteer wants to do, or a resident wishes for: call, visit, help, ride, digi."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, lines

CODES = ("call", "digi", "help", "ride", "visit")

# On one folded piece of the cell, in order: the first that is found decides. "Juttuseuraa puhelimessa"
# is a call although it is company, "kyyti kauppaan" a ride although it is shopping.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("digi", (r"digi|\bit\b|\bit-|tietokon|tietotek|\batk\b|netti|internet|tablet|alypuh|verkkopank|pankkitunn|"
             r"puhelim\w* (kayt|opast|neuv)|kannyk(?!.*soi)|laittei|\btv\b|televis|"
             r"dator|comput|sovellu|smartphone")),
    ("call", r"soit|soitel|puhelin|puhelim|puhelu|samtal|\bring|telefon|\bcalls?\b|calling|phone"),
    ("help", r"saatta|saatto"),
    ("ride", (r"kyy[td]|kuljet|kuski|autoil|ajaminen|\bajo\b|skjuts|kora|korning|transport|"
             r"\brid(e|es|ing)\b|\blifts?\b|driv|laakar|lakar|sairaala|seurakuntaan|ajel|terveyskesk\w*n\b|kauppaan|kerhoon|"
             r"kirkkoon|apteekkiin|kampaajalle|jumppaan|pankkiin|hammaslaak|to (the )?(doctor|shop)")),
    ("help", (r"asioi|kerta-?apu|kauppa|kaupas|apteek|lamp|lump|lumi|lumen|piha|haravoi|siivo|ikkun|pankkias|"
             r"korjau|remont|\bapu\b|\bapua\b|arjen|koti(tyo|apu)|ruoka|ruoan|postin|verho|polttopu|halo|halko|hakkuu|talonmi|"
             r"arend|hjalp|handl|errand|help|shopping|paperi|lomak|pikkuap|pienet tyot|snow|skott|garden|"
             r"keikka|talkoo|vaatehuol|pyyk|nikkaroi|huonekal|muutto|inkop")),
    ("visit", (r"vierai|ystava|kylai|kylassa|kahvi|jutt|seura|kaveri|ulkoi|kavel|luke|peli|pelaa|"
              r"besok|tukihenk|\bvan\b|vantjan|sallskap|promen|kaffe|visit|friend|company|coffee|walk|toveri|lenkki")),
)  # fmt: skip

SEPARATORS = re.compile(r"[,;/+&\n•]|\bja\b|\bsekä\b|\btai\b|\boch\b|\band\b|\.\s", re.IGNORECASE)
ANYTHING = re.compile(
    r"^(kaikki|kaikkea|mita vain|mika vain|kaikki kay|allt|all|anything|everything)\b"
)
EXCEPT = re.compile(r"\b(?:paitsi|muttei|mutta ei|utom|except|ei|inte|inga|no|not)\b")
NOTHING = re.compile(r"^(?:ei|ei mitaan|-|\?|ei tietoa|ei osaa sanoa)$")


def read_wishes(cell: Cell) -> Read[tuple[str, ...]]:
    """The codes, in alphabetical order. "Ei kyytejä" takes a code out; unknown words are a flag."""
    wanted: set[str] = set()
    refused: set[str] = set()
    unknown = []
    for piece in SEPARATORS.split(lines(cell)):
        text = fold(piece).strip(" .-:")
        if not text or NOTHING.match(text):
            continue
        positive, _except, negative = _halves(text)
        wanted |= _codes(positive)
        refused |= _codes(negative)
        if not _codes(positive) | _codes(negative):
            unknown.append(piece.strip())
    flags = (_("A wish here is not known."),) if unknown else ()
    return Read(tuple(sorted(wanted - refused)), flags, ", ".join(unknown))


def _halves(text: str) -> tuple[str, str, str]:
    """What is said before and after the "except" or "not"."""
    match = EXCEPT.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _codes(text: str) -> set[str]:
    if ANYTHING.match(text.strip()):
        return set(CODES)
    return {code for code, pattern in PATTERNS if re.search(pattern, text)} and {_first(text)}


def _first(text: str) -> str:
    return next(code for code, pattern in PATTERNS if re.search(pattern, text))
