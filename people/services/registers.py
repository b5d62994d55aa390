"""A register comes in: read and previewed first, taken in as a whole only on a yes."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from directory.models import Municipality
from directory.scope import Scope
from people.errors import RefusedError
from people.ledger import Ledger
from people.machine import IMPORT
from people.models import ImportBatch, Person
from people.register.municipalities import Place
from people.register.people import KnownPerson
from people.register.people import Person as Entry
from people.register.reader import read_register
from people.register.report import RegisterReading
from people.registers import kind_named
from people.services.register_rows import write_person

NO_PLACE = _(
    "Not taken in: the municipality is missing or not one of ours. "
    "Write it in the file and bring it again."
)
NO_PLACES_YET = _(
    "There are no municipalities yet. An administrator adds them first: manage.py load_directory"
)
NOT_YOURS = _("Not taken in: this municipality is not one of yours.")


@dataclass(frozen=True)
class Sorted:
    """The entries that can be taken in, and those that cannot, each with the reason."""

    taken: tuple[Entry, ...]
    left_out: tuple[tuple[Entry, Promise], ...]


def dry_run(content: bytes, kind: str, now: datetime) -> dict[str, Any]:
    """Return the report on a workbook, as JSON values, and store nothing. Raises as `read_file`."""
    reading = read_file(content, kind, localdate(now))
    return _report(reading, sort_entries(reading, None))


def read_file(content: bytes, kind: str, today: date) -> RegisterReading:
    """Read a workbook against the municipalities and people there are.

    Raises `UnreadableRegister`, whose `reason` says what is wrong with the file, and `RefusedError`
    while there is no municipality that people could live in.
    """
    here = places()
    if not here:
        raise RefusedError(NO_PLACES_YET)
    return read_register(content, kind_named(kind).name, here, known_people(), today=today)


def sort_entries(reading: RegisterReading, allowed: Scope | None) -> Sorted:
    """Part the entries that may be taken in from those of no municipality or of somebody else's."""
    here = _municipalities(allowed)
    everywhere = here if allowed is None else _municipalities(None)
    taken, left_out = [], []
    for entry in reading.people:
        if entry.municipality in here:
            taken.append(entry)
        else:
            why = NOT_YOURS if entry.municipality in everywhere else NO_PLACE
            left_out.append((entry, why))
    return Sorted(tuple(taken), tuple(left_out))


@transaction.atomic
def preview(
    content: bytes,
    file_name: str,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    allowed: Scope | None = None,
) -> ImportBatch:
    """Read the file and keep it, with what was understood, until somebody says yes or no.

    `allowed`: the areas of whoever uploads; None means all. Raises `UnreadableRegister`.
    """
    reading = read_file(content, kind, localdate(now))
    return ImportBatch.objects.create(
        kind=kind,
        file_name=file_name[-120:],
        content=base64.b64encode(content).decode("ascii"),
        content_hash=hashlib.sha256(content).hexdigest(),
        reading=_report(reading, sort_entries(reading, allowed)),
        uploaded_by_id=by.user_id,
        uploaded_at=now,
    )


def taken_in_before(batch: ImportBatch) -> ImportBatch | None:
    """Return the batch by which this very file was taken in already, if it was and still stands."""
    same = ImportBatch.objects.filter(
        content_hash=batch.content_hash, kind=batch.kind, state=ImportBatch.State.COMMITTED
    )
    return same.exclude(pk=batch.pk).first()


@transaction.atomic
def commit(
    batch: ImportBatch, *, by: Actor, now: datetime, allowed: Scope | None = None
) -> ImportBatch:
    """Take the previewed batch in, all of it or nothing, and forget the file itself.

    The file is read again: who is already here may have changed since the preview. Raises
    `RefusedError` when the same file was taken in before.
    """
    move(batch, IMPORT, "commit", by=by, now=now, committed_at=now)
    before = taken_in_before(batch)
    if before is not None:
        raise RefusedError(already_words(before))
    reading = read_file(_content(batch), batch.kind, localdate(now))
    entries = sort_entries(reading, allowed)
    ledger = Ledger(batch)
    batch.created_count, batch.updated_count = _write(ledger, entries, batch.kind, now)
    ledger.close()
    batch.reading = _report(reading, entries)
    batch.content = None
    batch.save(update_fields=["created_count", "updated_count", "reading", "content"])
    return batch


def discard(batch: ImportBatch, *, by: Actor, now: datetime) -> None:
    """Throw a previewed batch away, with the file and everything read from it."""
    move(batch, IMPORT, "discard", by=by, now=now, content=None, reading=None)


def places() -> list[Place]:
    """Return the municipalities there are, as the reader of registers wants them."""
    found = []
    for place in Municipality.objects.prefetch_related("aliases"):
        others = list(place.aliases.all())
        spellings = [alias.name for alias in others if not alias.is_village]
        villages = tuple(alias.name for alias in others if alias.is_village)
        swedish = [place.name_sv] if place.name_sv else []
        found.append(Place(place.name_fi, tuple(swedish + spellings), villages))
    return found


def known_people() -> list[KnownPerson]:
    """Return everybody already here, as far as telling people apart needs it."""
    people = Person.objects.current().select_related("municipality")
    return [
        KnownPerson(
            id=person.pk,
            first=person.first_name,
            last=person.last_name,
            phones=tuple(held.number.e164 for held in person.numbers.all()),
            birth_year=person.birth_year,
            municipality=person.municipality.name_fi,
        )
        for person in people.prefetch_related("numbers__number")
    ]


def _municipalities(allowed: Scope | None) -> dict[str | None, Municipality]:
    """Return the municipalities that `allowed` covers, by Finnish name."""
    found = Municipality.objects.filter(allowed.municipalities() if allowed else Q())
    return {place.name_fi: place for place in found.distinct()}


def _write(ledger: Ledger, entries: Sorted, kind: str, now: datetime) -> tuple[int, int]:
    """Write every entry taken, and return how many people are new and how many were here."""
    here = _municipalities(None)
    write_side = kind_named(kind).write_side
    known = Person.objects.in_bulk([entry.known_id for entry in entries.taken if entry.known_id])
    for entry in entries.taken:
        old = known.get(entry.known_id)
        person = write_person(ledger, entry, here[entry.municipality], old, now)
        write_side(ledger, person, entry, now)
    return len(entries.taken) - len(known), len(known)


def _report(reading: RegisterReading, entries: Sorted) -> dict[str, Any]:
    """Return the report as JSON values; its reasons are sentences in `language`."""
    left_out = [
        {"row": entry.rows[0], "sheet": entry.spots[0].sheet, "why": str(why)}
        for entry, why in entries.left_out
    ]
    return reading.as_json() | {"left_out": left_out, "language": get_language()}


def _content(batch: ImportBatch) -> bytes:
    return base64.b64decode(batch.content or "")


def already_words(before: ImportBatch) -> str:
    """Return the sentence about a file that was taken in before as the batch `before`."""
    day = date_format(localdate(before.committed_at), "SHORT_DATE_FORMAT")
    return gettext("This file was taken in on %(day)s already. Nothing was added.") % {"day": day}
