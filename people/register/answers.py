"""Yes and no in an office's spellings: the car, the training, text messages, the key."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, plain

YES = re.compile(
    r"^(?:x+|k|kylla|kyl|on|1|joo|juu|ok|ja|j|yes|y|true|tosi|v|✓|✔|☑|√|kaytossa|oma|finns|on kylla)$"
)
NO = re.compile(r"^(?:e|ei|-+|0|nej|no|n|false|epatosi|ei ole|ei oo|inte|puuttuu|✗|☐)$")
UNSURE = re.compile(
    r"\?|joskus|satunn|tarvittaessa|ehka|lainat|valill|kysy|ibland|sometimes|maybe|jos "
)

CAR = re.compile(r"\bauto|\bbil\b|\bcar\b|pakettia|farmari|henkiloa|tila-auto|ajaa itse")
NO_CAR = re.compile(
    r"(ei|ilman|inte|ingen|no)\s+(oma[a]?\s+|ole\s+|omaa\s+)*(auto|bil|car|enaa|kayt)|"
    r"autoton|ei aja|ei kortt|ei ajokort"
)
LICENCE = re.compile(r"kortti|kortt|korkort|licen[cs]e|^b$")

TRAINED = re.compile(
    r"kurssi|kurssin|kayty|kaynyt|suorit|koulutettu|osallistun|valmis|utbildad|gatt|done|trained|"
    r"completed|todistus|peruskoulutus|ensiapu|kay?ny|jatkokoul|perehdyt\w*|\bea\b"
)
NOT_TRAINED = re.compile(
    r"\bei\b|tulossa|ilmoittau|kesken|menossa|puuttuu|odott|syksylla|kevaalla|inte|\bnot\b|anmald|"
    r"coming|tarvitsee|haluaa|aikoo|jonossa|ej\b|seuraava"
)
DATED = re.compile(
    r"^(?:\d{1,2}[./-]){0,2}(?:19|20)?\d{2}\.?$|^(?:19|20)\d\d$|^v?\.?\s?(?:19|20)\d\d$"
)

LANDLINE = re.compile(r"lanka|kiintea|fast telefon|landline")
NOT_CLEAR = _("It is not clear whether this is yes or no.")


def read_yes_no(cell: Cell) -> Read[bool | None]:
    """Yes, no, or None: blank without a flag, unclear with one."""
    text = fold(plain(cell)).rstrip(".! ")
    if not text:
        return Read(None)
    if YES.match(text) or NO.match(text):
        return Read(bool(YES.match(text)))
    if UNSURE.search(text):
        return Read(None, (NOT_CLEAR,), plain(cell))
    head = re.split(r"[\s,;(]+", text)[0]
    if YES.match(head) or NO.match(head):
        return Read(bool(YES.match(head)), note=plain(cell))
    return Read(None, (NOT_CLEAR,), plain(cell))


def read_car(cell: Cell) -> Read[bool | None]:
    """Whether the volunteer has a car to drive; a licence alone is not a car."""
    text = fold(plain(cell))
    if UNSURE.search(text):
        return Read(None, (NOT_CLEAR,), plain(cell))
    if NO_CAR.search(text):
        return Read(False, note=plain(cell))
    if CAR.search(text):
        return Read(True, note=plain(cell))
    if LICENCE.search(text):
        return Read(
            None,
            (_("There is a driving licence; it is not said whether there is a car."),),
            plain(cell),
        )
    return read_yes_no(cell)


def read_trained(cell: Cell) -> Read[bool | None]:
    """Whether the basic training is done. A date or a course alone means that it is."""
    text = fold(plain(cell))
    if text not in {"ei", "-"} and DATED.match(text) and text not in {"0", "1"}:
        return Read(True, note=plain(cell))
    if NO.match(text) or NOT_TRAINED.search(text):
        return Read(False, note="" if NO.match(text) else plain(cell))
    if TRAINED.search(text):
        return Read(True, note=plain(cell))
    return read_yes_no(cell)


def read_sms(cell: Cell) -> Read[bool | None]:
    """Whether the person reads text messages; "lankapuhelin" is a no."""
    text = fold(plain(cell))
    if LANDLINE.search(text):
        return Read(False)
    if re.search(r"\b(?:ei|inte|not|kan ej)\b", text) and not UNSURE.search(text):
        return Read(False, note=plain(cell) if " " in text else "")
    if re.search(
        r"osaa|lukee|onnistuu|kay\b|mobil|kannyk|matkap|gsm|tekstiv|lasa|reads|\bok\b", text
    ) and (not UNSURE.search(text)):
        return Read(True, note=plain(cell))
    return read_yes_no(cell)
