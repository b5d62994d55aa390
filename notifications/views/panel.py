"""The messages on a person's page."""

from dataclasses import replace

from directory.middleware import ScopedRequest
from notifications.confidential import hidden_from
from notifications.services.own_hours import hours_of
from notifications.services.threads import thread_of
from people.models import Person
from people.panels import Panel


def messages_panel(request: ScopedRequest, person: Person) -> Panel:
    """Return the last texts between the office and `person`; the page itself has checked the scope."""
    bubbles = thread_of(person)
    came = hidden_from(request, "came", [b.pk for b in bubbles if b.is_reply])
    sent = hidden_from(request, "sent", [b.pk for b in bubbles if not b.is_reply])
    shown = [
        replace(b, is_hidden=True, text="") if b.pk in (came if b.is_reply else sent) else b
        for b in bubbles
    ]
    return Panel("notifications/parts/thread.html", {"bubbles": shown, "hours": hours_of(person)})
