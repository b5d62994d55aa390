"""Everything that is held of one person, for them to have (GDPR articles 15 and 20)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.models import AuditEntry, User
from people.models import Person, Resident
from people.portability import RowReader, holdings, plain_row, worded_row
from people.services.access import log_view
from people.services.trail import SUBJECT, WORDS, note_change

Cards = list[dict[str, Any]]


@transaction.atomic
def export_person(person: Person, *, user: User, by: Actor, now: datetime) -> dict[str, Any]:
    """Return all data of `person` as JSON values (dates still as dates), and log who took it."""
    _note(person, user, by, now)
    return {"exported_at": now} | {
        name: part for name, _heading, part in _parts(person, plain_row) if part is not None
    }


@transaction.atomic
def print_person(
    person: Person, *, user: User, by: Actor, now: datetime
) -> list[tuple[str, Cards]]:
    """Return all data of `person` as headed cards in words, and log who took it."""
    _note(person, user, by, now)
    return [(heading, _cards(part)) for _name, heading, part in _parts(person, worded_row) if part]


def _note(person: Person, user: User, by: Actor, now: datetime) -> None:
    log_view(user, person, "export", now)
    note_change(person, "exported", by=by, now=now)


def _parts(person: Person, row: RowReader) -> list[tuple[str, str, Any]]:
    """Return (name, heading, rows) of every part; each row as `row` reads it."""
    in_words = row is worded_row
    place = _("Municipality") if in_words else "municipality"
    numbers = [row(held.number) for held in person.numbers.select_related("number")]
    resident = Resident.objects.filter(person=person).first()
    contacts = list(resident.contacts.all()) if resident else []
    return [
        ("person", _("Details"), row(person) | {place: str(person.municipality)}),
        ("numbers", _("Telephone"), numbers),
        ("resident", _("As a resident"), row(resident) if resident else None),
        ("contacts", _("Contacts and key holders"), [row(each) for each in contacts]),
        ("consents", _("Consents"), [row(each) for each in person.consents.all()]),
        ("absences", _("Absences"), [row(each) for each in person.absences.all()]),
        *((one.name, str(one.label), one.export(person, row)) for one in holdings()),
        *_logs(person, row),
    ]


def _logs(person: Person, row: RowReader) -> list[tuple[str, str, Any]]:
    """Return who has looked and what was changed: on paper a line each, in a file all columns."""
    views = person.views.select_related("user")
    changes = AuditEntry.objects.filter(subject=SUBJECT, subject_id=person.pk)
    changes = changes.select_related("user")
    if row is worded_row:
        seen = [_line(view.at, view.user) for view in views]
        changed = [_line(each.at, each.user, WORDS.get(each.event, "")) for each in changes]
    else:
        seen = [row(view) | {"by": str(view.user or "")} for view in views]
        changed = [row(each) for each in changes]
    return [
        ("views", _("Who has looked at this page"), seen),
        ("changes", _("What has been changed"), changed),
    ]


def _line(at: datetime, user: User | None, what: str | Promise = "") -> dict[str, Any]:
    """Return one line of a log in words; what is empty is left out."""
    line = {_("When"): at, _("What"): str(what), _("Who"): str(user or "")}
    return {name: value for name, value in line.items() if value}


def _cards(part: Any) -> Cards:
    """Return a part as a flat list of cards: rows inside a row become cards of their own."""
    cards: Cards = []
    for row in part if isinstance(part, list) else [part]:
        inner = {name: value for name, value in row.items() if _is_rows(value)}
        cards.append({name: _shown(value) for name, value in row.items() if name not in inner})
        for rows in inner.values():
            cards += _cards(rows)
    return [card for card in cards if card]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _shown(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
