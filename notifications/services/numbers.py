"""Which number a text goes to, and what a failed or stopped one teaches."""

import logging
from collections.abc import Iterable

from django.db.models import Q

from directory.kept import Hanging
from directory.models import User
from directory.telephones import mobile
from notifications.models import Inbound
from people.models import Person, PersonNumber, PhoneNumber

log = logging.getLogger(__name__)
NUMBERS = Hanging(PersonNumber.objects.select_related("number"), "person")


def with_numbers(people: Iterable[Person]) -> None:
    """Read the numbers of `people` in one query, and none for whom that was done: `numbers.all()` has them."""
    NUMBERS.read_for(people)


def number_for(person: Person, answers: Inbound | None = None) -> PhoneNumber | None:
    """Return the number for a text to `person`: the one just written from, else the first that takes texts."""
    with_numbers([person])
    held = [h.number for h in person.numbers.all()]
    if answers is not None:
        for number in held:
            # Whoever wrote from a number can read there, even just after asking for no more.
            if number.e164 == answers.sender:
                return number
    return next((number for number in held if number.can_take_sms), None)


def bare_number(e164: str) -> PhoneNumber:
    """Return the row for `e164`, made when it is new: a number that is nobody's yet."""
    number, _made = PhoneNumber.objects.get_or_create(
        e164=e164, defaults={"kind": PhoneNumber.Kind.OTHER}
    )
    return number


def may_be_written_to(e164: str) -> bool:
    """Tell whether nothing is known that keeps a text from the bare number `e164`: no stop, and no refusal."""
    known = PhoneNumber.objects.filter(e164=e164)
    kept_from = Q(stopped_at__isnull=False) | Q(takes_sms=PhoneNumber.TakesSms.NO)
    return not known.filter(kept_from).exists()


def staff_number(user: User) -> PhoneNumber | None:
    """Return the number on which `user` wants alerts, or None when no text would reach it."""
    e164 = mobile(user.phone)
    return bare_number(e164) if e164 else None
