"""One sheet row as a person, with what in it needs a human."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.register.aids import read_aid
from people.register.answers import read_car, read_sms, read_trained, read_yes_no
from people.register.availability import Availability, read_availability, united
from people.register.births import read_age, read_birth_year
from people.register.call_times import read_call_time
from people.register.cells import Cells, Setting
from people.register.columns import Field
from people.register.consents import read_consent
from people.register.contacts import Contact, read_contacts
from people.register.languages import read_languages
from people.register.lifecycle import read_status
from people.register.municipalities import Where, read_municipality
from people.register.names import Name, looks_like_name, read_name, read_two_columns
from people.register.people import Person
from people.register.phones import read_phones
from people.register.read import Attention, Cell, Read
from people.register.suiting import (
    Gender,
    read_avoids,
    read_gender,
    read_home,
    read_interests,
    read_number,
    read_wished_gender,
)
from people.register.text import fold, plain
from people.register.wishes import read_wishes
from people.register.workbook import Row

NOT_PEOPLE = re.compile(
    r"^(?:yhteensa|yht\b|summa|total|sammanlagt|antal\b|lukumaara|keskiarvo|paivitetty|paivittanyt|"
    r"tulostettu|muistakaa|muista\b|huom\b|huomio|sivu\b|ohje|selit|vihrea|punainen|keltainen|uppdaterad|"
    r"updated|laatinut|lahde\b|kaikkiaan|summa|sum\b|kpl\b|hloa?\b)"
)
SUBTOTAL = re.compile(
    r"\b(?:yht|yhteensa|valisumma|summa|totalt?|sammanlagt|kaikkiaan)\b[.:]*\s*\d*$"
)
# The limits of what a volunteer may say: people at a time, kilometres.
CAPACITY, RADIUS_KM = (1, 50), (1, 200)
POST_OFFICE = re.compile(r"\b\d{5}\s+([^\W\d_][\w\- ]+)")


def read_row(row: Row, setting: Setting) -> tuple[Person | None, list[Attention]]:
    """The person of a row; None for totals, headings and notes, which are nobody."""
    cells = Cells(row, setting)
    if _is_nobody(cells):
        return None, []
    name = cells.take(Field.NAME, _name(cells))
    if not (name.first or name.last):
        return None, cells.attention
    where = _where(cells)
    values: dict[str, Any] = {
        **_contact_details(cells),
        **(_volunteer(cells) if setting.kind == "volunteers" else _resident(cells)),
        "municipality": where.municipality,
        "village": where.village,
    }
    person = Person((cells.spot,), name, notes=tuple(cells.notes), **values)
    return person, cells.attention


def _is_nobody(cells: Cells) -> bool:
    """Totals and notes. A row with only a name-like word is a person only if it reads like a name."""
    texts = [fold(text) for cell in cells.row.cells if (text := plain(cell))]
    if (
        NOT_PEOPLE.match(texts[0])
        or SUBTOTAL.search(texts[0])
        or (not _has_name(cells) and any(map(NOT_PEOPLE.match, texts)))
    ):
        return True
    if len(texts) > 1:
        return False
    if not _has_name(cells):
        return True
    name = cells.cell(Field.NAME) or cells.cell(Field.LAST) or cells.cell(Field.FIRST)
    names_a_place = read_municipality(name, cells.setting.places).value.municipality
    one_word = len(plain(name).split()) < 2
    return not looks_like_name(name) or bool(names_a_place) or one_word


def _has_name(cells: Cells) -> bool:
    return any(cells.cell(part) for part in (Field.NAME, Field.FIRST, Field.LAST))


def _name(cells: Cells) -> Read[Name]:
    first, last = cells.cell(Field.FIRST), cells.cell(Field.LAST)
    if first or last:
        return read_two_columns(first, last)
    email = plain(cells.cell(Field.EMAIL))
    read = read_name(cells.cell(Field.NAME), surnames=cells.setting.surnames, email=email)
    if read.note:
        cells.notes.insert(0, read.note)
    return read


def _where(cells: Cells) -> Where:
    """The municipality of its own column, or else of the address's post office, flagged."""
    places = cells.setting.places
    if cells.cell(Field.MUNICIPALITY):
        where = cells.take(
            Field.MUNICIPALITY, read_municipality(cells.cell(Field.MUNICIPALITY), places)
        )
        village = plain(cells.cell(Field.VILLAGE))
        return Where(where.municipality, village or where.village)
    for source in (cells.cell(Field.VILLAGE), _post_office(cells.cell(Field.ADDRESS))):
        guess = read_municipality(source, places).value if source else Where(None)
        if guess.municipality:
            cells.flag("municipality", source, _("The municipality was taken from the address."))
            return Where(guess.municipality, plain(cells.cell(Field.VILLAGE)) or guess.village)
    if cells.setting.where.municipality:
        return cells.setting.where
    if cells.setting.has(Field.MUNICIPALITY):
        cells.take(Field.MUNICIPALITY, read_municipality(None, places))
    return Where(None, plain(cells.cell(Field.VILLAGE)))


def _post_office(address: Cell) -> str:
    match = POST_OFFICE.search(plain(address))
    return match[1] if match else ""


def _contact_details(cells: Cells) -> dict[str, Any]:
    phones = read_phones(cells.cell(Field.PHONE))
    if phones.note and phones.value:
        cells.notes.insert(0, plain(cells.cell(Field.PHONE)))
    return {
        "phones": cells.take(Field.PHONE, phones) if cells.setting.has(Field.PHONE) else (),
        "email": plain(cells.cell(Field.EMAIL)).lower(),
        "address": plain(cells.cell(Field.ADDRESS)),
        "postcode": plain(cells.cell(Field.POSTCODE)),
        "birth_year": _birth_year(cells),
        "languages": cells.take(Field.LANGUAGES, read_languages(cells.cell(Field.LANGUAGES))),
        "wishes": cells.take(Field.WISHES, read_wishes(cells.cell(Field.WISHES))),
        "consent": cells.take(Field.CONSENT, read_consent(cells.cell(Field.CONSENT))),
        "reported_by": plain(cells.cell(Field.REPORTED_BY)),
        "gender": cells.keep(Field.GENDER, read_gender(cells.cell(Field.GENDER))),
        "interests": cells.keep(Field.INTERESTS, read_interests(cells.cell(Field.INTERESTS))),
    }


def _birth_year(cells: Cells) -> int | None:
    kind, today = cells.setting.kind, cells.setting.today
    year = cells.take(Field.BIRTH, read_birth_year(cells.cell(Field.BIRTH), kind, today))
    if year or not cells.cell(Field.AGE):
        return year
    return cells.take(Field.AGE, read_age(cells.cell(Field.AGE), kind, today))


def _volunteer(cells: Cells) -> dict[str, Any]:
    standing = cells.take(Field.STATUS, read_status(cells.cell(Field.STATUS), cells.setting.today))
    return {
        "availability": cells.take(Field.AVAILABILITY, _availability(cells)),
        "car": cells.take(Field.CAR, read_car(cells.cell(Field.CAR))),
        "trained": cells.take(Field.TRAINED, read_trained(cells.cell(Field.TRAINED))),
        "status": standing.status or cells.setting.status,
        "returns_on": standing.returns_on,
        "capacity": cells.keep(Field.CAPACITY, read_number(cells.cell(Field.CAPACITY), *CAPACITY)),
        "radius_km": cells.keep(Field.RADIUS, read_number(cells.cell(Field.RADIUS), *RADIUS_KM)),
        "avoids": cells.keep(Field.AVOIDS, read_avoids(cells.cell(Field.AVOIDS))),
    }


def _availability(cells: Cells) -> Read[Availability | None]:
    """The week of the prose, or of weekday columns: there each speaks for itself ("Ma", "Ti ap")."""
    said = cells.by_field.get(Field.AVAILABILITY, [])
    if Field.AVAILABILITY in cells.in_prose or len(said) < 2:
        return read_availability(", ".join(map(plain, said)) or None)
    return united([read_availability(cell) for cell in said])


def _resident(cells: Cells) -> dict[str, Any]:
    return {
        "sms": cells.take(Field.SMS, read_sms(cells.cell(Field.SMS))),
        "call_time": cells.take(Field.CALL_TIME, read_call_time(cells.cell(Field.CALL_TIME))),
        "aid": cells.take(Field.AID, read_aid(cells.cell(Field.AID))),
        "contacts": _contacts(cells),
        "wished_gender": cells.keep(Field.WISHED_GENDER, _wished_gender(cells)),
        "home": cells.keep(Field.HOME, read_home(cells.cell(Field.HOME))),
    }


def _wished_gender(cells: Cells) -> Read[Gender]:
    return read_wished_gender(cells.cell(Field.WISHED_GENDER))


def _contacts(cells: Cells) -> tuple[Contact, ...]:
    """The contacts; who has the key may stand in a column of its own, as a yes or as a person."""
    contacts = cells.take(Field.CONTACTS, read_contacts(cells.cell(Field.CONTACTS)))
    key = cells.cell(Field.KEY)
    has_key = read_yes_no(key).value
    if key is None or has_key is False:
        return contacts
    if has_key and len(contacts) == 1:
        only = contacts[0]
        return (Contact(only.relation, only.name, only.phones, has_key=True, note=only.note),)
    if has_key is None:
        holders = cells.take(Field.KEY, read_contacts(key))
        return contacts + tuple(
            Contact(one.relation, one.name, one.phones, has_key=True, note=one.note)
            for one in holders
        )
    cells.flag(str(Field.KEY), key, _("It is not said who has the key."))
    return contacts
