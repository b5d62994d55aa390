"""Where a volunteer stands: applied, interviewed, active, paused or left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from people.register.dates import find_coming_date
from people.register.read import Cell, Read
from people.register.text import fold, plain

Status = Literal["applied", "interviewed", "active", "paused", "left"]

# On the folded cell, in order: the first pattern that is found decides.
PATTERNS: tuple[tuple[Status, str], ...] = (
    ("left", (r"lopet|poistu|entis|entinen|eronn|eros|ei enaa|\blop\b|jaanyt pois|jai pois|ei jatka|kuol|edesm|"
              r"muuttanut|vetayty|jattanyt|jattaytyn|slut|avgang|"
             r"\bleft\b|quit|passiivi|poistettu|lakannut|resigned")),
    ("paused", (r"tauko|palaa\b|paluu|tauol|taukoa|loma|paus|telak|keskeyt|sairas|paus|ledig|break|"
                r"on hold|\bpoissa\b|\bpois\b|\bjaissa\b|uppehall|vapaal|toistaisek|"
               r"ei aktiivi|inakt|ei juuri nyt|ei nyt")),
    ("applied", (r"haastattelem|ei haastat|haastattelu (sovit|tulossa|kesken)|odottaa|jonossa|hake|hakij|uusi|"
                r"\bny\b|\bnew\b|ilmoittau|applied|ansok|anmald|kysely|soita|kesken|"
                r"perehdyt|koeaj|vantar|ei viela|ei tavoit|harkits|intervju (vantar|bokad)")),
    ("active", (r"aktiiv|\bakt\b|keikalla|aloittan|kaytettavissa|^on$|vapaaehtoisena|\bok\b|mukana|kaytossa|toimi|"
                r"jatkaa|aktiv|active|^x$|^k$|kylla|valmis|vapaaehtoinen$|"
               r"\bi bruk|voimassa|keikoilla|vauhdissa|med$")),
    ("interviewed", r"haast|interv"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A volunteer's state, and the day a pause ends."""

    status: Status | None
    returns_on: date | None = None


def read_status(cell: Cell, today: date) -> Read[Standing]:
    """The state; blank is no state (the caller decides), unknown words are a flag."""
    text = plain(cell)
    folded = fold(text)
    if not folded:
        return Read(Standing(None))
    status = status_in(folded)
    if status is None:
        return Read(Standing(None), (_("It is not clear whether this volunteer is active."),), text)
    returns_on = find_coming_date(folded, today) if status == "paused" else None
    died = status == "left" and re.search(r"kuol|edesm", folded)
    flags = (_("The cell says that this person has died."),) if died else ()
    return Read(Standing(status, returns_on), flags, text)


def status_in(folded: str) -> Status | None:
    """The state that the folded words name, if any."""
    return next((status for status, pattern in PATTERNS if re.search(pattern, folded)), None)
