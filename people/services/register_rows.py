"""Writing one entry of a register: the person, their numbers and consent, and the resident's side."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from directory.models import Municipality
from people.ledger import Ledger
from people.models import Consent, Contact, Language, Person, PersonNumber, PhoneNumber, Resident
from people.register.contacts import Contact as ContactEntry
from people.register.people import Person as Entry

WORDING = "register-1"  # the wording is the office's own; we only know that it said so


def write_person(
    ledger: Ledger, entry: Entry, place: Municipality, known: Person | None, now: datetime
) -> Person:
    """Add the entry as a person of `place`, or fill in and bring up to date the `known` one."""
    values = _person_values(entry) | {"municipality": place}
    if entry.interests:
        values["interests"] = united(known.interests if known else [], entry.interests)
    if known is None:
        person = Person(created_at=now, **values)
        ledger.add(person)
    else:
        person = known
        ledger.change(person, **values)
    _write_numbers(ledger, person, entry)
    _write_consent(ledger, person, entry, now)
    return person


def _person_values(entry: Entry) -> dict[str, Any]:
    """Return what the file says of the person; what it leaves blank is left out."""
    languages = list(entry.languages)
    first = next((code for code in languages if code in Language.values), None)
    values = {
        "first_name": entry.name.first or entry.name.last,
        "last_name": entry.name.last if entry.name.first else "",
        "birth_year": entry.birth_year,
        "language": first,
        "other_languages": [code for code in languages if code != first],
        "village": entry.village,
        "address": ", ".join(filter(None, (entry.address, entry.postcode))),
        "email": entry.email if _is_email(entry.email) else "",
        "gender": entry.gender,
    }
    return {name: value for name, value in values.items() if value}


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _write_numbers(ledger: Ledger, person: Person, entry: Entry) -> None:
    held = set(person.numbers.values_list("number__e164", flat=True))
    position = len(held)
    for phone in entry.phones:
        number = _number(ledger, phone.number, phone.kind, takes_sms=entry.sms)
        if number.e164 not in held:
            position += 1
            ledger.add(
                PersonNumber(person=person, number=number, position=position, note=phone.note)
            )


def _number(ledger: Ledger, e164: str, kind: str, *, takes_sms: bool | None) -> PhoneNumber:
    """Return the number, added if new; what the file knows of texts fills in what was not known."""
    unknown = PhoneNumber.TakesSms.UNKNOWN
    texts = {True: PhoneNumber.TakesSms.YES, False: PhoneNumber.TakesSms.NO, None: unknown}
    number = PhoneNumber.objects.filter(e164=e164).first()
    if number is None:
        number = PhoneNumber(e164=e164, kind=kind, takes_sms=texts[takes_sms])
        ledger.add(number)
    elif number.takes_sms == unknown:
        ledger.change(number, takes_sms=texts[takes_sms])
    return number


def _write_consent(ledger: Ledger, person: Person, entry: Entry, now: datetime) -> None:
    """Record the file's answer, unless the person has answered already: only a no still counts."""
    consent = entry.consent
    if consent.form == "none" and not consent.refused:
        return
    asked = person.consents.filter(kind=Consent.Kind.SERVICE).first()
    refusal = Consent.Answer.REFUSED if consent.refused else Consent.Answer.GIVEN
    if asked is not None and (not consent.refused or asked.answer != Consent.Answer.GIVEN):
        return
    ledger.add(
        Consent(
            person=person,
            kind=Consent.Kind.SERVICE,
            answer=refusal,
            channel=Consent.Channel.IMPORT,
            wording=f"{WORDING} {consent.form}",
            given_on=consent.given_on,
            recorded_at=now,
            recorded_by_id=ledger.batch.uploaded_by_id,
        )
    )


def write_resident(ledger: Ledger, person: Person, entry: Entry, now: datetime) -> None:
    """Write the resident's side; whoever has agreed waits for a ring. A state already here stays."""
    resident = Resident.objects.filter(person=person).first()
    values = {
        "wishes": united(resident.wishes if resident else [], entry.wishes),
        "aid": entry.aid,
        "call_time": entry.call_time,
        "wished_gender": entry.wished_gender,
        "home": united(resident.home if resident else [], entry.home),
        "referred_by": entry.reported_by,
        "notes": with_notes(resident.notes if resident else None, entry.notes),
    }
    said = {name: value for name, value in values.items() if value}
    if resident is None:
        agreed = entry.consent.form != "none"
        state = Resident.State.WAITING if agreed else Resident.State.ENQUIRY
        resident = Resident(person=person, state=state, **said)
        ledger.add(resident)
    else:
        ledger.change(resident, **said)
    _write_contacts(ledger, resident, entry)


def united(here: list[str], found: tuple[str, ...]) -> list[str]:
    """Return both lists as one, those already here first."""
    return list(dict.fromkeys([*here, *found]))


def with_notes(here: str | None, found: tuple[str, ...]) -> str:
    """Return the notes with the lines of the file that they do not hold yet."""
    old = here or ""
    return "\n".join(filter(None, [old, *(line for line in found if line not in old)]))


def _write_contacts(ledger: Ledger, resident: Resident, entry: Entry) -> None:
    here = list(resident.contacts.all())
    known = {contact.phone for contact in here if contact.phone}
    named = {(contact.relation, contact.name) for contact in here}
    for position, contact in enumerate(entry.contacts, start=len(here) + 1):
        numbers = [phone.number for phone in contact.phones]
        if known.intersection(numbers) or (contact.relation, contact.name) in named:
            continue
        ledger.add(_contact(resident, contact, numbers, position))


def _contact(
    resident: Resident, contact: ContactEntry, numbers: list[str], position: int
) -> Contact:
    return Contact(
        resident=resident,
        position=position,
        name=contact.name,
        relation=contact.relation,
        phone=numbers[0] if numbers else "",
        has_key=contact.has_key,
        note=", ".join(filter(None, [contact.note, *numbers[1:]])),
    )
