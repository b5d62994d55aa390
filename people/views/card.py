"""One person's page: everything the office may know of them, and what it can do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.middleware import ScopedRequest
from directory.models import AuditEntry
from people.machine import RESIDENT
from people.models import Consent, Person, Resident
from people.panels import panels_for
from people.services.access import log_view, newest_views
from people.services.trail import SUBJECT
from people.sides import sides
from people.views.shared import visible_person, working

NEWEST_CHANGES = 20
STEPS = {
    "accept": _("Take into the service"),
    "wait": _("Back to waiting for a ring"),
    "hold": _("Put on hold"),
    "resume": _("Take off hold"),
    "reopen": _("Begin again"),
}


@working
def card(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show the person, and write down that it was shown."""
    person = visible_person(request, person_id)
    now = timezone.now()
    log_view(request.user, person, "card", now)
    resident = Resident.objects.filter(person=person).first()
    consents = list(person.consents.select_related("recorded_by"))
    context = {
        "person": person,
        "resident": resident,
        "steps": _steps(resident),
        "may_end": resident is not None and RESIDENT.allows(resident.state, "end"),
        "contacts": list(resident.contacts.all()) if resident else [],
        "numbers": list(person.numbers.select_related("number")),
        "absences": _absences(person),
        "consents": _newest_of_each(consents),
        "missing_sides": [side for side in sides() if side.row_of(person) is None],
        "panels": panels_for(request, person),
        "views": newest_views(person),
        "changes": _changes(person),
    }
    return render(request, "people/person.html", context)


def _steps(resident: Resident | None) -> list[tuple[str, object]]:
    """Return the next steps that a person may take by hand; rings take the others."""
    if resident is None:
        return []
    return [
        (event, words) for event, words in STEPS.items() if RESIDENT.allows(resident.state, event)
    ]


def _absences(person: Person) -> list[object]:
    today = timezone.localdate()
    held = person.absences.filter(cancelled_at__isnull=True)
    return [row for row in held if row.returns_on is None or row.returns_on >= today]


def _newest_of_each(consents: list[Consent]) -> list[Consent]:
    """Return the answer that holds for each question; `consents` come newest first."""
    newest: dict[str, Consent] = {}
    for consent in consents:
        newest.setdefault(consent.kind, consent)
    return list(newest.values())


def _changes(person: Person) -> list[AuditEntry]:
    log = AuditEntry.objects.filter(subject=SUBJECT, subject_id=person.pk).select_related("user")
    return list(log.order_by("-at", "-pk")[:NEWEST_CHANGES])
