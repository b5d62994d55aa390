"""What was understood of a register, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from people.register.columns import Column, Kind
from people.register.contacts import Contact
from people.register.people import Person
from people.register.read import Attention


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was understood of one sheet's headings."""

    title: str
    header_row: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A whole file, read. `rows` counts the rows that are people, before joining."""

    kind: Kind
    sheets: tuple[SheetReading, ...]
    rows: int
    people: tuple[Person, ...]
    attention: tuple[Attention, ...]

    @property
    def merged(self) -> int:
        return self.rows - len(self.people)

    def as_json(self) -> dict[str, Any]:
        """The import's report. Times are "HH:MM" wall time, dates ISO, numbers E.164, rows 1-based."""
        return {
            "kind": self.kind,
            "sheets": [
                {
                    "sheet": sheet.title,
                    "header_row": sheet.header_row,
                    "columns": {column.heading: column.field for column in sheet.columns},
                }
                for sheet in self.sheets
            ],
            "rows": self.rows,
            "people": len(self.people),
            "merged": self.merged,
            "attention": [item.as_json() for item in self.attention],
            "people_list": [person_json(person, self.kind) for person in self.people],
        }


def person_json(person: Person, kind: Kind) -> dict[str, Any]:
    """One person of the report; what the file leaves blank is given its ordinary meaning."""
    own = _volunteer(person) if kind == "volunteers" else _resident(person)
    return {
        "sheet": person.spots[0].sheet,
        "row": person.rows[0],
        "rows": list(person.rows),
        "sheets": [spot.sheet for spot in person.spots],
        "known_id": person.known_id,
        "first": person.name.first,
        "last": person.name.last,
        "phones": [phone.number for phone in person.phones],
        "email": person.email,
        "municipality": person.municipality,
        "village": person.village,
        "birth_year": person.birth_year,
        "gender": person.gender,
        "interests": list(person.interests),
        "notes": list(person.notes),
        **own,
        **({} if person.phones else {"problem": "phone"}),
    }


def _volunteer(person: Person) -> dict[str, Any]:
    """A blank car and a blank training are a no, a blank state is active, a blank language Finnish."""
    return {
        "tasks": list(person.wishes),
        "availability": person.availability.as_json() if person.availability else None,
        "car": bool(person.car),
        "languages": list(person.languages) or ["fi"],
        "trained": bool(person.trained),
        "status": person.status or "active",
        "returns_on": person.returns_on.isoformat() if person.returns_on else None,
        "capacity": person.capacity,
        "radius_km": person.radius_km,
        "avoids": list(person.avoids),
    }


def _resident(person: Person) -> dict[str, Any]:
    return {
        "kind": person.phones[0].kind if person.phones else None,
        "sms": person.sms,
        "language": person.languages[0] if person.languages else "fi",
        "wish": list(person.wishes),
        "consent": person.consent.form,
        "consent_on": person.consent.given_on.isoformat() if person.consent.given_on else None,
        "refused": person.consent.refused,
        "aid": person.aid or "none",
        "time": f"{person.call_time:%H:%M}" if person.call_time else None,
        "address": person.address,
        "contacts": [_contact(contact) for contact in person.contacts],
        "reported_by": person.reported_by,
        "wished_gender": person.wished_gender,
        "home": list(person.home),
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "relation": contact.relation,
        "name": contact.name,
        "phones": [phone.number for phone in contact.phones],
        "has_key": contact.has_key,
        "note": contact.note,
    }
