"""Take municipalities, service lines and barriers in from a file (`load_directory`). Twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from directory.models import Association, Barrier, Municipality, MunicipalityAlias, ServiceLine

Row = Mapping[str, Any]
T = TypeVar("T", bound=models.Model)


class DirectoryFileError(Exception):
    """The file cannot be taken in; `problems` are sentences, one a fault. Nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the file held."""

    municipalities: int
    aliases: int
    associations: int
    service_lines: int
    barriers: int


def load_directory(data: Row) -> Loaded:
    """Write what `data` holds, by code or name, in one transaction.

    `data`: {"municipalities": [{code, name_fi, name_sv, population, population_year, latitude, longitude,
    aliases: […], villages: [name or {name, latitude, longitude}]}], "associations": [{name, short_name, phone,
    email, municipalities: [code]}], "service_lines": [{code, kind, name_fi, name_sv, name_en, is_one_off,
    usual_minutes, notice_hours, valid_from, valid_until}], "barriers": [{code, name_fi, name_sv, name_en}]};
    each list may be left out.
    Degrees are `Decimal`. What the file does not name stays as it is. Raises `DirectoryFileError`.
    """
    faults: list[str] = []
    with transaction.atomic():
        places = [_place(row, faults) for row in _rows(data, "municipalities", faults)]
        offices = [_office(row, faults) for row in _rows(data, "associations", faults)]
        lines = [
            _save(ServiceLine, "code", row, faults) for row in _rows(data, "service_lines", faults)
        ]
        barriers = [_save(Barrier, "code", row, faults) for row in _rows(data, "barriers", faults)]
        if not (places or offices or lines or barriers):
            faults.append(_("The file holds no municipalities, associations or service lines."))
        if faults:
            raise DirectoryFileError(faults)
    return Loaded(len(places), sum(places), len(offices), len(lines), len(barriers))


def _rows(data: Row, name: str, faults: list[str]) -> list[Row]:
    rows = data.get(name, []) if isinstance(data, Mapping) else None
    if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
        return rows
    faults.append(_("“%(name)s” must be a list of objects.") % {"name": name})
    return []


def _save(model: type[T], key: str, row: Row, faults: list[str], *left: str) -> T | None:
    """Write one row of `model`, found by `key`; `left` are fields that are no columns."""
    found = model._default_manager.filter(**{key: row.get(key)}).first() or model()
    columns = {field.name for field in model._meta.concrete_fields} - {"id"}
    title = f"{model._meta.verbose_name} {row.get(key, '?')}"
    unknown = set(row) - columns - set(left)
    if unknown:
        faults.append(
            f"{title}: " + _("unknown: %(names)s") % {"names": ", ".join(sorted(unknown))}
        )
        return None
    for name in columns & set(row):
        setattr(found, name, row[name])
    try:
        found.full_clean()
    except ValidationError as error:
        faults += [
            f"{title}, {name}: {' '.join(words)}" for name, words in error.message_dict.items()
        ]
        return None
    found.save()
    return found


def _place(row: Row, faults: list[str]) -> int:
    place = _save(Municipality, "code", row, faults, "aliases", "villages")
    if place is None:
        return 0
    rows: list[tuple[Row, bool]] = [({"name": name}, False) for name in row.get("aliases", [])]
    rows += [
        (each if isinstance(each, Mapping) else {"name": each}, True)
        for each in row.get("villages", [])
    ]
    for alias, is_village in rows:
        _alias(place, alias, faults, is_village=is_village)
    return len(rows)


def _alias(place: Municipality, row: Row, faults: list[str], *, is_village: bool) -> None:
    """Write another name of `place`, with the degrees of a village where the file has them."""
    name = str(row.get("name", ""))
    alias = MunicipalityAlias.objects.filter(name=name).first() or MunicipalityAlias(name=name)
    if alias.municipality_id not in {None, place.pk}:
        words = {"name": name, "place": alias.municipality}
        faults.append(_("“%(name)s” is already another name of %(place)s.") % words)
        return
    alias.municipality, alias.is_village = place, is_village
    if "latitude" in row and "longitude" in row:
        alias.latitude, alias.longitude = row["latitude"], row["longitude"]
    alias.save()


def _office(row: Row, faults: list[str]) -> Association | None:
    office = _save(Association, "name", row, faults, "municipalities")
    if office is None:
        return None
    codes = set(row.get("municipalities", []))
    served = Municipality.objects.filter(code__in=codes)
    missing = codes - {place.code for place in served}
    if missing:
        words = {"name": office, "codes": ", ".join(sorted(missing))}
        faults.append(_("%(name)s: no municipality has the code %(codes)s.") % words)
    office.municipalities.set(served)
    return office
