"""The change log of a person: what was changed, when and by whom, without the values."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.models import Person

SUBJECT = "person"
WORDS = {
    "added": _("Person added"),
    "changed": _("Details changed"),
    "exported": _("All data given to the person"),
    "erased": _("Erased"),
    "resident added": _("Resident's side added"),
    "volunteer added": _("Volunteer's side added"),
    "number added": _("Number added"),
    "number removed": _("Number removed"),
    "numbers put in order": _("Numbers put in order"),
    "text messages": _("Text messages: yes or no"),
    "contact added": _("Contact added"),
    "contact removed": _("Contact removed"),
    "contacts put in order": _("Contacts put in order"),
    "free hours": _("Free hours changed"),
    "credential shown": _("Paper shown"),
    "wish added": _("Wish about two people added"),
    "wish taken back": _("Wish about two people taken back"),
    "driver added": _("Car written down"),
    "driver stopped": _("Drives no more"),
    "driver began again": _("Drives again"),
    "driving day": _("Driving on one day changed"),
    "riders apart": _("Not in one car with another rider"),
    "riders together": _("May sit in one car with another rider again"),
}


def note_change(person: Person, event: str, *, by: Actor, now: datetime, what: str = "") -> None:
    """Write one line to the person's change log. `what` names columns, never what stood in them."""
    AuditEntry.objects.record(
        subject=SUBJECT,
        subject_id=person.pk,
        event=event,
        before="",
        after="",
        reason=what[:200],
        by=by,
        at=now,
    )
