"""Who may have a duty in an occurrence: the gate of the lower floors, as a ring needs it."""

from datetime import date

from django.utils.functional import Promise

from people.models import Person
from rings.rules.plan import CALL_IN, CIRCLE
from volunteers.services.eligibility import blockers


class NotEligibleError(Exception):
    """The person may not have the duty; `reasons` say why, in words for a page."""

    def __init__(self, reasons: list[Promise]) -> None:
        super().__init__("not eligible for a duty")
        self.reasons = reasons


def duty_blockers(person: Person, day: date, *, topology: str, receiver_id: int) -> list[Promise]:
    """Return why `person` may not ring or visit on `day`; empty means that they may.

    In a circle the residents ring each other, and in a sign-in ring they report themselves: there they are
    judged as residents. A volunteer may help out in either.
    """
    as_resident = topology == CIRCLE or (topology == CALL_IN and person.pk == receiver_id)
    if not as_resident:
        return blockers(person, day)
    found = blockers(person, day, as_resident=True)
    return found if not found or blockers(person, day) else []
