"""Whether a resident has agreed, in which form, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from people.register.dates import find_date
from people.register.read import Cell, Read
from people.register.text import fold, plain

ConsentForm = Literal["none", "oral", "written"]

REFUSED = re.compile(
    r"\bei\b|kielt|kielsi|kielto|perui|perunut|peruttu|peruutet|nej|\bno\b|\binte\b|withdr|refus|aterkall|^e$|^0$|vagra"
)
PENDING = re.compile(
    r"^-$|kysy|\?|avoin|odott|puuttu|pyyd|selvit|fraga|pending|\bask\b|lahetet|tulossa|kesken|ei viela|not yet"
)
ORAL = re.compile(r"suul|puhelim|\bpuh\b|muntl|oral|verbal|phone|sanall|telefon")
WRITTEN = re.compile(
    r"allek|kirjal|kirj\b|lomake|lomakk|paperi|skann|sopimus|skrift|underteckn|writ|signed|sahkoi"
)
AGREED = re.compile(
    r"\bok\b|kylla|\bon\b|^x\b|^k\b|lupa|annettu|saatu|suostu|\bja\b|\byes\b|given|^1$|^joo|myonn|godk"
)
DATE_ONLY = re.compile(r"^[\d./\- ]+$")


NOT_CLEAR = _("It is not clear whether there is a consent.")


@dataclass(frozen=True, slots=True)
class Consent:
    """`form` is none unless the person has agreed. `refused` tells a no from a not yet asked."""

    form: ConsentForm = "none"
    given_on: date | None = None
    refused: bool = False


def read_consent(cell: Cell) -> Read[Consent]:
    """The consent of a cell such as "suull. 4.3.26", "allekirj. 5/2026" or "kysytään".

    A plain yes with a date stands for a signed form, as offices write it; without a date it is flagged.
    """
    text = plain(cell)
    folded = fold(text)
    if not folded:
        return Read(Consent())
    if PENDING.search(folded):
        both = ORAL.search(folded) and WRITTEN.search(folded)
        return Read(Consent(), (NOT_CLEAR,) if both else (), text)
    if REFUSED.search(folded):
        return Read(Consent(refused=True), note=text)
    given_on = find_date(folded)
    form = _form(folded)
    if form is None:
        return Read(Consent(), (NOT_CLEAR,), text)
    plain_yes = not (ORAL.search(folded) or WRITTEN.search(folded))
    unsure = DATE_ONLY.match(folded) or (plain_yes and given_on is None)
    flags = (_("It is not said how the consent was given."),) if unsure else ()
    return Read(Consent(form, given_on), flags, text)


def _form(folded: str) -> ConsentForm | None:
    if WRITTEN.search(folded):
        return "written"
    if ORAL.search(folded):
        return "oral"
    return "written" if AGREED.search(folded) or DATE_ONLY.match(folded) else None
