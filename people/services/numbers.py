"""Telephone numbers of a person, in the order in which they are tried."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.telephones import DID_YOU_MEAN, swedish
from people.errors import RefusedError
from people.models import Person, PersonNumber, PhoneNumber
from people.register.phones import SWEDISH, Phone, read_phones
from people.services.trail import note_change

ONE_AT_A_TIME = _("Write one number at a time.")


def read_number(text: str) -> Phone:
    """Return the one number that `text` holds.

    Raises `RefusedError` with a plain reason for 112, premium and service numbers, and for text.
    """
    read = read_phones(text)
    if SWEDISH in read.flags and (meant := swedish(text)):
        raise RefusedError(DID_YOU_MEAN % {"number": meant}, field="number")
    if not read.value:
        raise RefusedError(read.flags[0], field="number")
    if len(read.value) > 1:
        raise RefusedError(ONE_AT_A_TIME, field="number")
    return read.value[0]


@transaction.atomic
def give_number(
    person: Person,
    text: str,
    *,
    by: Actor,
    now: datetime,
    takes_sms: str = PhoneNumber.TakesSms.UNKNOWN,
    note: str = "",
) -> PersonNumber:
    """Give `person` the number written as `text`, to be tried last; another person may have it too.

    What is known of texts overwrites what was not; `unknown` overwrites nothing.
    """
    phone = read_number(text)
    number, is_new = PhoneNumber.objects.get_or_create(
        e164=phone.number, defaults={"kind": phone.kind, "takes_sms": takes_sms}
    )
    if not is_new and takes_sms != PhoneNumber.TakesSms.UNKNOWN:
        PhoneNumber.objects.filter(pk=number.pk).update(takes_sms=takes_sms)
    last = person.numbers.aggregate(last=Max("position"))["last"] or 0
    held, is_new = PersonNumber.objects.get_or_create(
        person=person, number=number, defaults={"position": last + 1, "note": note or phone.note}
    )
    if is_new:
        note_change(person, "number added", by=by, now=now)
    return held


@transaction.atomic
def take_number_away(held: PersonNumber, *, by: Actor, now: datetime) -> None:
    """Have the number no longer be this person's; a number that is nobody's is forgotten."""
    note_change(held.person, "number removed", by=by, now=now)
    number = held.number
    held.delete()
    forget_if_nobodys(number)


def forget_if_nobodys(number: PhoneNumber) -> None:
    """Delete `number` unless somebody holds it or a kept message names it."""
    if number.holders.exists() or number.stopped_at:
        return
    try:
        with transaction.atomic():
            number.delete()
    except (models.ProtectedError, models.RestrictedError):
        return  # kept messages still name it; their own retention removes it later


@transaction.atomic
def try_first(held: PersonNumber, *, by: Actor, now: datetime) -> None:
    """Put the number at the head of the person's list."""
    others = held.person.numbers.exclude(pk=held.pk)
    for position, number in enumerate([held, *others], start=1):
        PersonNumber.objects.filter(pk=number.pk).update(position=position)
    note_change(held.person, "numbers put in order", by=by, now=now)


@transaction.atomic
def set_texts(held: PersonNumber, takes_sms: str, *, by: Actor, now: datetime) -> None:
    """Record whether the number takes text messages."""
    PhoneNumber.objects.filter(pk=held.number_id).update(takes_sms=takes_sms)
    note_change(held.person, "text messages", by=by, now=now)
