"""Where a resident lives and which number is theirs, as a text to their helper says it."""

from people.models import Consent, Person, PersonNumber
from people.services.consents import newest_answers
from rings.services.attending.wording import spoken

_NOT_GIVEN = frozenset({Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN})


def address_of(person: Person) -> str:
    """Return the address, or nothing when the person does not want it told."""
    if newest_answers([person.pk], Consent.Kind.ADDRESS).get(person.pk) in _NOT_GIVEN:
        return ""
    return ", ".join(filter(None, [person.address, person.village]))


def number_of(person: Person) -> str:
    """Return the first number as people write it, or nothing when there is none."""
    held = PersonNumber.objects.filter(person=person).select_related("number").first()
    return spoken(held.number.e164) if held else ""
