"""What has been changed in a ring, in sentences: who moved this?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import AuditEntry
from people.models import Person
from rings.models import Ring
from rings.services.busy.conflicts import OVERRULED

NEWEST = 15
PERSON = "person "
WORDS: dict[str, Promise] = {
    "created": _("built the ring"),
    "changed": _("changed the facts"),
    "hours_changed": _("changed the hours"),
    "member_added": _("added %(name)s"),
    "member_removed": _("took out %(name)s"),
    "order_changed": _("moved %(name)s in the order"),
    "own_hour": _("changed the own hour of %(name)s"),
    "exception_set": _("made an exception on one day"),
    "exception_reset": _("took back an exception"),
    "more_often": _("added a time for a while"),
    "hour_ended": _("ended an hour"),
    OVERRULED: _("added somebody who is busy in another ring then"),
    "ladder_changed": _("changed the steps"),
    "captain_changed": _("changed the captain or who stands in"),
    "publish": _("published the ring"),
    "pause": _("paused the ring"),
    "end": _("ended the ring"),
}


@dataclass(frozen=True)
class Change:
    """One change of a ring; `who` is empty for the system itself."""

    at: datetime
    who: str
    what: str


def changes_of(ring: Ring, *, since: int = 0) -> list[Change]:
    """Return the newest changes of `ring`, newest first, in two queries; those after entry `since`."""
    entries = AuditEntry.objects.filter(
        subject="ring", subject_id=ring.pk, event__in=WORDS, pk__gt=since
    )
    newest = list(entries.select_related("user").order_by("-at", "-pk")[:NEWEST])
    people = Person.objects.in_bulk({pk for e in newest if (pk := _person_in(e.reason))})
    return [
        Change(
            entry.at,
            str(entry.user or ""),
            str(WORDS[entry.event]) % {"name": people.get(_person_in(entry.reason), "")},
        )
        for entry in newest
    ]


def newest_change(ring: Ring) -> int:
    """Return the number of the last change of `ring`: a page that shows an older one is out of date."""
    entries = AuditEntry.objects.filter(subject="ring", subject_id=ring.pk)
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def _person_in(reason: str) -> int:
    number = reason.removeprefix(PERSON)
    return int(number) if reason.startswith(PERSON) and number.isdecimal() else 0
