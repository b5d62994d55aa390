"""What an import understood, in words: one line for a person, one for each doubt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people import interests
from people.models import Gender, Limit
from people.register.availability_words import WEEK
from people.register.read import Spot

FIELDS: dict[str, Promise] = {
    "name": _("Name"),
    "phones": _("Telephone"),
    "municipality": _("Municipality"),
    "village": _("Village"),
    "address": _("Address"),
    "birth_year": _("Birth year"),
    "age": _("Age"),
    "languages": _("Languages"),
    "language": _("Languages"),
    "tasks": _("Tasks"),
    "wish": _("Wishes"),
    "wishes": _("Wishes"),
    "availability": _("When"),
    "time": _("Time of a call"),
    "car": _("Car"),
    "trained": _("Training"),
    "status": _("State"),
    "sms": _("Text messages"),
    "consent": _("Consent"),
    "aid": _("Moving about"),
    "contacts": _("Contacts"),
    "notes": _("Notes"),
    "gender": _("Gender"),
    "interests": _("Likes"),
    "wished_gender": _("Helper"),
    "home": _("At home"),
    "avoids": _("Cannot be with"),
    "capacity": _("People at most"),
    "radius_km": _("Kilometres at most"),
    "column": _("Column"),
    "sheet": _("Sheet"),
}


DAYS = dict(zip(WEEK, WEEKDAYS_ABBR.values(), strict=True))
PARTS: dict[str, Promise] = {
    "am": _("mornings"),
    "pm": _("afternoons"),
    "evening": _("evenings"),
    "any": _("all day"),
}
CONSENTS: dict[str, Promise] = {"oral": _("by word of mouth"), "written": _("in writing")}


@dataclass(frozen=True)
class Understood:
    """One person as the preview shows them. `why_not` says why they are left out, or is empty.

    `row` names the sheet too where several were read: "2026: 14".
    """

    row: str
    name: str
    phones: list[str]
    municipality: str
    birth_year: int | None
    services: list[str]
    more: list[tuple[str | Promise, str]]
    is_known: bool
    joined_rows: list[str]
    why_not: str


@dataclass(frozen=True)
class Doubt:
    """One cell that needs a human; `who` is empty when it is about the file or a row left aside."""

    row: str
    who: str
    field: str | Promise
    value: str
    why: str


def understood(reading: dict[str, Any]) -> list[Understood]:
    """Return the people of a reading, those left out first and then in the order of the file."""
    label = _labels(reading)
    reasons = {_spot(item): item["why"] for item in reading.get("left_out", [])}
    people = [_one(person, reasons, label) for person in reading.get("people_list", [])]
    return sorted(people, key=lambda person: not person.why_not)


def _spot(item: dict[str, Any]) -> Spot:
    return Spot(item.get("sheet", ""), item["row"])


def _spots(person: dict[str, Any]) -> list[Spot]:
    """Return every row that the person was read from."""
    sheets = person.get("sheets") or [""] * len(person["rows"])
    return [Spot(sheet, row) for sheet, row in zip(sheets, person["rows"], strict=True)]


def _labels(reading: dict[str, Any]) -> Callable[[Spot], str]:
    """Return how rows are named: by their number, and by their sheet where several were read."""
    if len(reading.get("sheets", [])) > 1:
        return lambda spot: f"{spot.sheet}: {spot.row}"
    return lambda spot: str(spot.row)


def _one(
    person: dict[str, Any], reasons: dict[Spot, str], label: Callable[[Spot], str]
) -> Understood:
    first, *joined = _spots(person)
    return Understood(
        row=label(first),
        name=f"{person['first']} {person['last']}".strip(),
        phones=person["phones"],
        municipality=person["municipality"] or "",
        birth_year=person["birth_year"],
        services=person.get("tasks") or person.get("wish") or [],
        more=_more(person),
        is_known=person["known_id"] is not None,
        joined_rows=[label(spot) for spot in joined],
        why_not=reasons.get(first, ""),
    )


def _more(person: dict[str, Any]) -> list[tuple[str | Promise, str]]:
    """Return what else was understood, as (heading, words), leaving out what the row does not say."""
    hours = person.get("availability") or {}
    contacts = [one["name"] or one["relation"] for one in person.get("contacts", [])]
    said = {
        "availability": "; ".join(
            f"{DAYS[day]} {PARTS.get(when) or as_written(when)}" for day, when in hours.items()
        ),
        "time": as_written(person.get("time") or ""),
        "consent": CONSENTS.get(person.get("consent", "none")),
        "contacts": ", ".join(contacts),
        "village": person.get("village"),
        **_suiting(person),
    }
    return [(FIELDS[name], str(words)) for name, words in said.items() if words]


def _suiting(person: dict[str, Any]) -> dict[str, object]:
    """Return what the row says of who suits whom, in words; a reading of earlier days says nothing of it."""
    genders, homes = dict(Gender.choices), dict(Limit.choices)
    limits = {
        name: [str(homes[code]) for code in person.get(name, [])] for name in ("home", "avoids")
    }
    return {
        "gender": genders[person["gender"]] if person.get("gender") else "",
        "interests": ", ".join(interests.in_words(person.get("interests", []))),
        "wished_gender": genders[person["wished_gender"]] if person.get("wished_gender") else "",
        **{name: ", ".join(words) for name, words in limits.items()},
        "capacity": person.get("capacity"),
        "radius_km": person.get("radius_km"),
    }


def as_written(hours: str) -> str:
    """Return hours as people here write them: "9.00–12.00, 17.00–20.00" for "09:00-12:00,17:00-20:00"."""
    dotted = re.sub(r"\b0?(\d{1,2}):(\d\d)", r"\1.\2", hours)
    return dotted.replace("-", "–").replace(",", ", ")


def needs_a_human(reading: dict[str, Any]) -> list[Doubt]:
    """Return every doubt of a reading in the order of the file."""
    label = _labels(reading)
    names = {
        spot: f"{person['first']} {person['last']}".strip()
        for person in reading.get("people_list", [])
        for spot in _spots(person)
    }
    return [
        Doubt(
            label(_spot(item)),
            names.get(_spot(item), ""),
            FIELDS.get(item["field"], item["field"]),
            item["value"],
            item["why"],
        )
        for item in reading.get("attention", [])
    ]
