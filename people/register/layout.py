"""What each column of a sheet holds, by its heading and, where that is an answer itself, by its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from people.register.columns import NAMES, REPEATABLE, Column, Field, Kind, field_of
from people.register.guesses import are_interests, guessed_field, may_be_hobbies
from people.register.text import plain
from people.register.ticks import are_ticks, tick_field
from people.register.workbook import Row


def columns_of(header: Row, rows: Sequence[Row], kind: Kind) -> tuple[Column, ...]:
    """What each headed column holds. "Nimi" beside "Sukunimi" is the first name."""
    headings = {place: text for place, cell in enumerate(header.cells) if (text := plain(cell))}
    ticks = {
        place: field
        for place, text in headings.items()
        if (field := _ticked(place, text, rows, kind))
    }
    fields = {place: ticks.get(place) or field_of(text, kind) for place, text in headings.items()}
    fields |= dict.fromkeys(_interests(headings, fields, rows), Field.INTERESTS)
    fields = _with_both_names(fields)
    guesses = _guesses(fields, rows, kind)
    seen: set[Field] = set()
    columns = []
    for place, known in fields.items():
        field = known or guesses.get(place)
        repeats = field in seen and field not in REPEATABLE and place not in ticks
        columns.append(
            Column(place, headings[place], field, repeats, place in guesses, place in ticks)
        )
        if field:
            seen.add(field)
    return tuple(columns)


def _ticked(place: int, heading: str, rows: Sequence[Row], kind: Kind) -> Field | None:
    field = tick_field(heading, kind)
    cells = [cell for row in rows if plain(cell := row.cell(place))]
    if field is None or not (cells or field_of(heading, kind)):
        return field
    return field if cells and are_ticks(field, cells) else None


def _guesses(
    fields: Mapping[int, Field | None], rows: Sequence[Row], kind: Kind
) -> dict[int, Field]:
    """Of the columns whose heading is not known, those whose cells tell what they are."""
    found: dict[int, Field] = {}
    for place in (place for place, field in fields.items() if field is None):
        missing = set(Field) - set(fields.values()) - set(found.values())
        field = guessed_field((row.cell(place) for row in rows), missing, kind)
        if field:
            found[place] = field
    return found


def _interests(
    headings: Mapping[int, str], fields: Mapping[int, Field | None], rows: Sequence[Row]
) -> list[int]:
    """The columns such as "Kiinnostuksen kohteet" whose cells speak of hobbies rather than of tasks."""
    unclear = [
        at for at, field in fields.items() if field is Field.WISHES and may_be_hobbies(headings[at])
    ]
    return [at for at in unclear if are_interests(row.cell(at) for row in rows)]


def _with_both_names(fields: dict[int, Field | None]) -> dict[int, Field | None]:
    present = NAMES & set(fields.values())
    if Field.NAME not in present or len(present) != 2:
        return fields
    missing = Field.FIRST if Field.LAST in present else Field.LAST
    return {place: missing if field is Field.NAME else field for place, field in fields.items()}
