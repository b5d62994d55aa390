"""What has happened to a pair, oldest first, in words for its page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import AuditEntry
from rings.machines import PAIR
from rings.models import Pair
from rings.services.pairs.trial import ANSWERS

WORDS: dict[str, Promise] = {
    "suggest": _("Suggested"),
    "ask": _("Both are being asked"),
    "answer": _("An answer was written down"),
    "introduce": _("The first meeting was agreed"),
    "begin": _("The trial began"),
    "check": _("Both were asked how it goes"),
    "settle": pgettext_lazy("pair", "Settled"),
    "hand_on": _("Handed to another colleague"),
    "end": _("Ended"),
    "farewell": _("Both have been told and thanked"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened, what came of it, and who did it."""

    at: datetime
    what: Promise
    result: str | Promise
    who: str


def diary(pair: Pair) -> list[Line]:
    """Return what happened, in one query."""
    entries = AuditEntry.objects.filter(subject=PAIR.name, subject_id=pair.pk)
    told = entries.filter(event__in=WORDS).select_related("user").order_by("at", "pk")
    return [
        Line(e.at, WORDS[e.event], _result(e.event, e.reason), str(e.user) if e.user else "")
        for e in told
    ]


def newest_entry(pair: Pair) -> int:
    """Return the number of the last thing that happened: a page that shows an older one is out of date."""
    entries = AuditEntry.objects.filter(subject=PAIR.name, subject_id=pair.pk)
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def _result(event: str, reason: str) -> str | Promise:
    if event in {"check", "settle"}:
        return ANSWERS.get(reason, "")
    return Pair.Reason(reason).label if event == "end" and reason in Pair.Reason.values else ""
