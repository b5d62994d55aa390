"""What has been published, between the database and the words of disclosure control."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.disclosure.cells import At, Kind, Shown, Table, Truth
from reports.disclosure.protect import FEW
from reports.disclosure.system import Key
from reports.models import Publication, PublishedTable


@dataclass(frozen=True)
class Archive:
    """Every table ever published, as it was shown, and the true counts behind them."""

    tables: tuple[Table, ...]
    truths: Mapping[Key, Truth]


def archive() -> Archive:
    """Return all that has ever been published, in two queries."""
    rows = PublishedTable.objects.select_related("publication")
    tables, truths = [], dict[Key, Truth]()
    for row in rows:
        table = table_of(row)
        tables.append(table)
        counts = [Truth(*each) for each in json.loads(row.truth)]
        truths |= {
            (row.measure, place): truth for place, truth in zip(table.cells, counts, strict=True)
        }
    return Archive(tuple(tables), truths)


def table_of(row: PublishedTable) -> Table:
    """Return the table as it was shown."""
    return Table(
        id=f"{row.name}/{row.publication.period}",
        release=row.publication.period,
        measure=row.measure,
        base=row.base,
        few=FEW,
        cells={_place(cell["at"]): _shown(cell) for cell in row.cells},
        not_offered=frozenset(_place(at) for at in row.not_offered),
    )


def store(
    publication: Publication,
    names: Mapping[str, str],
    tables: Iterable[Table],
    truths: Mapping[Key, Truth],
) -> None:
    """Write the tables of `publication`; `names`: the name of each table by its id."""
    PublishedTable.objects.bulk_create(
        PublishedTable(
            publication=publication,
            name=names[table.id],
            measure=table.measure,
            base=table.base,
            cells=[plain_cell(place, shown) for place, shown in table.cells.items()],
            not_offered=[dict(sorted(place)) for place in sorted(table.not_offered, key=sorted)],
            truth=json.dumps([_counts(truths[table.measure, place]) for place in table.cells]),
        )
        for table in tables
    )


def plain_cell(place: At, shown: Shown) -> dict[str, Any]:
    """Return one cell as it is stored and exported."""
    cell: dict[str, Any] = {"at": dict(sorted(place))}
    if shown.kind == Kind.SMALL:
        return cell | {"small": True}
    return cell | {"value": shown.value if shown.kind == Kind.BAND else None}


def _shown(cell: Mapping[str, Any]) -> Shown:
    if cell.get("small"):
        return Shown(Kind.SMALL)
    value = cell["value"]
    return Shown(Kind.HIDDEN) if value is None else Shown(Kind.BAND, value)


def _place(at: Mapping[str, str]) -> At:
    return frozenset(at.items())


def _counts(truth: Truth) -> list[float]:
    return [truth.value, truth.contributors, round(truth.top_share, 6)]
