"""A schematic map: one equal tile a municipality, laid out roughly as they lie, each with its number in words.

Equal tiles, because a large forest would else weigh more than a small town.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.charts.bars import BAND, Amount

COLUMNS = 3
# Municipality codes (Statistics Finland), north at the top. A new municipality stands below until it is drawn in.
LAYOUT: tuple[tuple[str, str, str], ...] = (
    ("", "256", "601"),  # Kinnula, Pihtipudas
    ("312", "265", "931"),  # Kyyjärvi, Kivijärvi, Viitasaari
    ("226", "216", "992"),  # Karstula, Kannonkoski, Äänekoski
    ("", "179", "410"),  # Jyväskylä, Laukaa
    ("182", "", "850"),  # Jämsä, Toivakka
    ("", "", "172"),  # Joutsa
)
# Where each class begins; fixed, so that one colour means one thing in every year.
CLASSES = (5, 10, 20, 50)
AWAY = "away"


@dataclass(frozen=True)
class Tile:
    """One municipality. `look`: "class1" to "class4", "small", "hidden", or "away".

    One that is away is not the reader's: it has a name and nothing else.
    """

    name: str
    words: str
    look: str


def tile_map(
    names: Mapping[str, str], amounts: Mapping[str, Amount]
) -> tuple[tuple[Tile | None, ...], ...]:
    """Return the rows of tiles, None where no municipality lies. Both mappings are by municipality code."""
    drawn = {code for row in LAYOUT for code in row}
    others = sorted((code for code in names if code not in drawn), key=lambda code: names[code])
    last = [tuple(others[at : at + COLUMNS]) for at in range(0, len(others), COLUMNS)]
    rows = [row for row in (*LAYOUT, *last) if any(code in names for code in row)]
    return tuple(_filled([_tile(code, names, amounts) for code in row]) for row in rows)


def class_of(low: int) -> int:
    """Return which class, from 1 up, a band that begins at `low` belongs to; 0 for one below all of them."""
    return sum(low >= least for least in CLASSES)


def _tile(code: str, names: Mapping[str, str], amounts: Mapping[str, Amount]) -> Tile | None:
    if code not in names:
        return None
    amount = amounts.get(code)
    if amount is None:
        return Tile(names[code], "", AWAY)
    look = f"class{class_of(amount.low or 0)}" if amount.state == BAND else amount.state
    return Tile(names[code], amount.words, look)


def _filled(row: list[Tile | None]) -> tuple[Tile | None, ...]:
    return (*row, *[None] * (COLUMNS - len(row)))
