"""What stands on paper beside a halt: telephone numbers, the address if the rider has agreed, the rider's note."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from people.models import Consent, Person, PersonNumber
from people.services.consents import newest_answers
from rides.services.showing.ways import Way

_NOT_GIVEN = frozenset({Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN})


@dataclass(frozen=True)
class Known:
    """What the driver may know of one way: `address` is empty unless the rider has agreed that it is told.

    Of another office's rider the paper says nothing more: that office tells the driver.
    """

    way: Way
    phone: str
    address: str
    note: str


def known_to_driver(ways: Iterable[Way]) -> dict[int, Known]:
    """Return what the driver may know of each of `ways`, by the leg's number; two queries for all."""
    listed = list(ways)
    riders = {way.rider.pk for way in listed if way.is_open}
    numbers, answers = first_numbers(riders), newest_answers(riders, Consent.Kind.ADDRESS)
    return {
        way.leg.pk: Known(
            way=way,
            phone=numbers.get(way.rider.pk, ""),
            address=_address(way, answers.get(way.rider.pk, "")),
            note=(way.ride.note or "") if way.is_open else "",
        )
        for way in listed
    }


def first_numbers(person_ids: Collection[int]) -> dict[int, str]:
    """Return the number (E.164) that is tried first for each of these people who has one."""
    held = PersonNumber.objects.filter(person__in=person_ids).select_related("number")
    ordered = held.order_by("-position", "-pk")
    return {each.person_id: each.number.e164 for each in ordered}


def _address(way: Way, answer: str) -> str:
    """Return where to ring the bell: nothing for a ride from a place of its own, whose name says it all."""
    is_told = way.is_open and way.ride.may_share_address and answer not in _NOT_GIVEN
    if way.ride.from_place or not is_told:
        return ""
    return _home(way.rider)


def _home(rider: Person) -> str:
    return ", ".join(filter(None, [rider.address, rider.village]))
