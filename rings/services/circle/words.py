"""What the captain and the office are told of a circle."""

from notifications.services.outbox import Text
from people.models import Person
from rings.models import Occurrence


def captain_told(captain: Person, missing: Person, about: Occurrence) -> Text:
    """Return the text to the captain that `missing` has not been heard of."""
    return _text(
        "captain_told", about, first_name=captain.first_name, missing_name=missing.first_name
    )


def office_told(missing: Person, about: Occurrence) -> Text:
    """Return the same to a member of staff, when there is no captain."""
    return _text("circle_break_office", about, missing_name=missing.first_name)


def gone_round(captain: Person, about: Occurrence, left: int) -> Text:
    """Return the text to the captain that the circle has gone round; `left`: calls that the office has in hand."""
    return _text("circle_closed", about, first_name=captain.first_name, left=left)


def _text(template: str, about: Occurrence, **values: object) -> Text:
    office = about.association
    known = {"office": office.short_name, "help_phone": office.phone}
    return Text(template, {**known, "ring": about.ring.name if about.ring else "", **values})
