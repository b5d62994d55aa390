"""What has happened to a run, newest last: planned, asked, promised, driven."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import AuditEntry
from people.models import Person
from rides.models import Run

WORDS: dict[str, Promise] = {
    "created": _("Planned"),
    "change": _("Plan changed"),
    "ask": _("Driver asked"),
    "confirm": _("Driver said yes"),
    "read": _("Driver knows the list"),
    "decline": _("Driver cannot"),
    "set_out": _("Set out"),
    "report": _("Driver home, a rider still away"),
    "tell_km": _("Kilometres told"),
    "break_down": _("Broken off on the way"),
    "cancel": _("Called off"),
    "close": _("Closed"),
    "correct": _("Corrected"),
    "hand_on": _("Went to another coordinator"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened. `who` is a member of staff or the driver; empty: it went by itself."""

    at: datetime
    what: Promise
    who: str


def story_of(run: Run) -> list[Line]:
    """Return what has happened to `run`, in one query; steps that say nothing to people are left out."""
    entries = AuditEntry.objects.filter(subject="run", subject_id=run.pk, event__in=WORDS)
    driver = run.driver.person
    return [
        Line(entry.at, WORDS[entry.event], _who(entry, driver))
        for entry in entries.select_related("user").order_by("at", "pk")
    ]


def _who(entry: AuditEntry, driver: Person) -> str:
    if entry.user:
        return str(entry.user)
    return str(driver) if entry.person_ref == driver.pk else ""
