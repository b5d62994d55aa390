"""Telephone numbers from one cell: which can be called, of what kind, and why the others cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import phonenumbers
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberType

from directory.telephones import is_cut_short, swedish
from people.register.read import Cell, Read
from people.register.text import fold, lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PhoneKind = Literal["mobile", "landline"]

REGION = "FI"
SHORTEST_NUMBER = 5
SHORTEST_CODE = 3  # 112; fewer digits are an hour or a list number

KINDS: dict[int, PhoneKind] = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "mobile",
    PhoneNumberType.VOIP: "landline",
}

# A digit or plus, then digits and what people put between them.
RUN = re.compile(r"\(?\+?\(?\d[\d\s().\-/]*")
SECOND_NUMBER = re.compile(r"(?<=\d)\s*/\s*(?=\+?\d)|(?<=\d)\s+(?=0|\+)")
LABELS = re.compile(
    r"\b(?:puh(?:elin)?(?:nro|numero)?|p|gsm|mob(?:il)?|matkap(?:uhelin)?|tel|nro|numero|"
    r"k|m|t|tai|ja|eller|och|or|and)\b[.:]?",
    re.IGNORECASE,
)
OUT_OF_USE = re.compile(
    r"vaara|vaihtun|ei kayt|poistun|poistet|ei toimi|vanha|suljet|ur bruk|fel num|not in use|wrong|irtisan"
)

EMERGENCY_OR_SERVICE = re.compile(r"112|0?116\d{3}|911|10022")

CLOCK = re.compile(r"\bklo?\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*-\s*\d{1,2}(?:[.:]\d\d)?)?(?!\d)")
SCIENTIFIC = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
SOMEBODY_ELSE = re.compile(
    r"\b(?:tytar|tyttar\w+|poika|pojan|vaimo|mies|miehen|puoliso|naapuri|omai\w+|sisko|veli|minia|dotter|son|fru|granne)"
)

NOT_A_NUMBER = _("There is no telephone number here.")
MISSING = _("The telephone number is missing.")
INCOMPLETE = _("The telephone number is not complete.")
EMERGENCY = _("This is an emergency or service number, not a person's own.")
PREMIUM = _("This is a premium-rate number.")
COMPANY = _("This is a company's service number, not a person's own.")
SWEDISH = _("This looks like a Swedish number without its country code.")
NOT_OWN = _("A number here may be somebody else's.")
UNUSED = _("The cell says that the number is not in use.")
ABROAD = _("This is a foreign number. Check that it is right.")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be called, as E.164 ("+358401234567")."""

    number: str
    kind: PhoneKind
    note: str = ""


def read_phones(cell: Cell) -> Read[tuple[Phone, ...]]:
    """Every usable number in the cell, in order; each unusable one is a flag."""
    text = CLOCK.sub(" klo ", lines(cell).removesuffix(".0"))
    if not text.strip():
        return Read((), (MISSING,))
    if SCIENTIFIC.fullmatch(text):
        text = str(int(float(text.replace(",", "."))))
    note = _words_around(text)
    runs = [piece for run in RUN.findall(text) for piece in _split(run)]
    readings = [_one(run, note) for run in runs if len(_digits(run)) >= SHORTEST_CODE]
    if not readings:
        return Read((), (NOT_A_NUMBER,), note)
    if OUT_OF_USE.search(fold(note)):
        return Read((), (UNUSED,), note)
    phones = {read.value.number: read.value for read in readings if read.value}
    flags = dict.fromkeys(flag for read in readings for flag in read.flags)
    if SOMEBODY_ELSE.search(fold(note)):
        flags[NOT_OWN] = None
    return Read(tuple(phones.values()), tuple(flags), note)


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Where in a text the things that look like telephone numbers stand (5 digits or more)."""
    return [
        match.span()
        for match in RUN.finditer(text)
        if len(_digits(match.group())) >= SHORTEST_NUMBER
    ]


def _words_around(text: str) -> str:
    """What the cell says beside its numbers: "(iltaisin)" gives "iltaisin"."""
    bare = LABELS.sub(" ", RUN.sub(" ", text))
    return " ".join(re.sub(r"[()/,;:+]|\s[-.]\s", " ", f" {bare} ").split()).strip(" -.?")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _split(run: str) -> list[str]:
    """ "044/1433377" is one number and "014/692179 / 050-3069303" two: whole if it can be, else parted."""
    for part in (run.split("\n"), SECOND_NUMBER.split(run), re.split(r"\s+/\s+", run)):
        if len(part) > 1 and all(_parsed(piece) for piece in part):
            return part
    whole = re.sub(r"\s+/\s+", "\n", run)
    return whole.split("\n") if "\n" in whole and not _parsed(run) else [run]


def _one(run: str, note: str) -> Read[Phone | None]:
    """One number, or the reason why it is none we can call."""
    parsed = _parsed(run)
    if parsed is None:
        return Read(None, (_why_not(_digits(run)),))
    kind = KINDS.get(phonenumbers.number_type(parsed))
    home = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    if kind is None:
        return Read(None, (_why_type(parsed, _digits(run)),))
    if is_cut_short(parsed):
        return Read(None, (INCOMPLETE,))
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Read(Phone(e164, kind, note), () if home else (ABROAD,))


def _parsed(run: str) -> phonenumbers.PhoneNumber | None:
    """The number if it is a valid one. Only digits and a leading plus go in: letters would dial."""
    bare = run.strip().lstrip("(").replace("(0)", "")
    digits = ("+" if bare.startswith("+") else "") + _digits(bare)
    try:
        parsed = phonenumbers.parse(digits, REGION)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _why_not(digits: str) -> StrOrPromise:
    if EMERGENCY_OR_SERVICE.fullmatch(digits):
        return EMERGENCY
    if digits.startswith(("0600", "0700")):
        return PREMIUM
    return SWEDISH if swedish(digits) else INCOMPLETE


def _why_type(parsed: phonenumbers.PhoneNumber, digits: str) -> StrOrPromise:
    if swedish(digits):
        return SWEDISH
    premium = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
    return PREMIUM if phonenumbers.number_type(parsed) in premium else COMPANY
