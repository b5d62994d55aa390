"""What has happened to a worry, oldest first, and who has looked at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import AuditEntry, User
from rings.machines import CONCERN
from rings.models import Concern

WORDS: dict[str, Promise] = {
    "open": gettext_lazy("Opened"),
    "take": gettext_lazy("Taken in hand"),
    "hand_on": gettext_lazy("Handed to another colleague"),
    "how_soon": gettext_lazy("How soon was changed"),
    "about": gettext_lazy("Whom it is about was written down"),
    "reader": gettext_lazy("Who may read it was changed"),
    "remind": gettext_lazy("The one in charge was reminded"),
    "report": gettext_lazy("Reported to the authorities by the office"),
    "close": gettext_lazy("Closed"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened; `quote` is a note word for word."""

    at: datetime
    what: str
    who: str = ""
    quote: str = ""


def diary(concern: Concern, *, with_words: bool) -> list[Line]:
    """Return what happened, in two queries; without the notes for those who may not read them."""
    lines = [*_moves(concern), *(_notes(concern) if with_words else ())]
    return sorted(lines, key=lambda line: line.at)


def newest_entry(concern: Concern) -> int:
    """Return the number of the last thing that happened: a page that shows an older one is out of date."""
    entries = AuditEntry.objects.filter(subject=CONCERN.name, subject_id=concern.pk)
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def _moves(concern: Concern) -> Iterator[Line]:
    entries = AuditEntry.objects.filter(subject=CONCERN.name, subject_id=concern.pk)
    for entry in entries.select_related("user"):
        if entry.event in WORDS:
            yield Line(entry.at, str(WORDS[entry.event]), _actor(entry.user))


def _notes(concern: Concern) -> Iterator[Line]:
    for note in concern.notes.select_related("by"):
        what = _("Note") if note.by_id else _("Another text came")
        yield Line(note.at, what, _actor(note.by), note.text)


def _actor(user: User | None) -> str:
    return str(user) if user else ""
