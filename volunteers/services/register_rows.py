"""Writing the volunteer's side of one entry of a register."""

from datetime import datetime

from django.utils.translation import gettext

from people.ledger import Ledger
from people.models import Person
from people.register.availability_words import WEEK
from people.register.people import Person as Entry
from people.services.register_rows import united, with_notes
from volunteers.models import AvailableWindow, Volunteer


def write_volunteer(ledger: Ledger, person: Person, entry: Entry, now: datetime) -> None:
    """Write what the file says; a new volunteer takes the file's state, one already here keeps theirs."""
    volunteer = Volunteer.objects.filter(person=person).first()
    agreed_each_time = entry.availability is not None and entry.availability.by_arrangement
    values = {
        "tasks": united(volunteer.tasks if volunteer else [], entry.wishes),
        "has_car": entry.car,
        "is_trained": entry.trained,
        "capacity": entry.capacity,
        "radius_km": entry.radius_km,
        "avoids": united(volunteer.avoids if volunteer else [], entry.avoids),
        "availability_note": gettext("Agreed each time") if agreed_each_time else None,
        "notes": with_notes(volunteer.notes if volunteer else None, entry.notes) or None,
    }
    said = {name: value for name, value in values.items() if value is not None}
    if volunteer is None:
        state = Volunteer.State(entry.status or Volunteer.State.ACTIVE)
        until = entry.returns_on if state == Volunteer.State.PAUSED else None
        volunteer = Volunteer(person=person, state=state, paused_until=until, **said)
        ledger.add(volunteer)
    else:
        ledger.change(volunteer, **said)
    _write_windows(ledger, volunteer, entry)


def _write_windows(ledger: Ledger, volunteer: Volunteer, entry: Entry) -> None:
    """Write the free hours of somebody who has none yet: hours told to the office are newer."""
    if entry.availability is None or volunteer.windows.exists():
        return
    for day, hours in entry.availability.hours().items():
        for starts, ends in sorted(set(hours)):
            if starts < ends:
                weekday = WEEK.index(day)
                ledger.add(
                    AvailableWindow(volunteer=volunteer, weekday=weekday, starts=starts, ends=ends)
                )
