"""The messages on a person's page."""

from directory.middleware import ScopedRequest
from notifications.services.threads import thread_of
from people.models import Person
from people.panels import Panel


def messages_panel(request: ScopedRequest, person: Person) -> Panel:
    """Return the last texts between the office and `person`; the page itself has checked the scope."""
    del request
    return Panel("notifications/parts/thread.html", {"bubbles": thread_of(person)})
