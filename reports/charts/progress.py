"""How far a target has been reached, from the band alone: the share is a band as well."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.charts.bars import BAND, FIXED, SMALL, Amount, edge

WHOLE = 100.0


@dataclass(frozen=True)
class Progress:
    """One group's bar in per cent of the drawing; the target's line stands at `line`.

    `low` and `high` are whole per cents of the target, rounded down; None when they are not known.
    """

    name: str
    words: str
    look: str
    target: int
    low: int | None
    high: int | None
    solid: float
    hatched: float
    line: float


def progress(rows: Iterable[tuple[str, Amount, int]]) -> tuple[Progress, ...]:
    """Return the progress of each group (name, persons reached, persons to be reached), all on one scale."""
    wanted = [row for row in rows if row[2] > 0]
    top = max([1.0, *(edge(a) / target for _name, a, target in wanted if a.state == BAND)])
    return tuple(_progress(name, amount, target, top) for name, amount, target in wanted)


def _progress(name: str, amount: Amount, target: int, top: float) -> Progress:
    low, high = share(amount, target)
    solid, hatched = 0.0, FIXED
    if amount.state == BAND:
        unit = WHOLE / top / target
        solid = (amount.low or 0) * unit
        hatched = edge(amount) * unit - solid
    return Progress(
        name=name,
        words=amount.words,
        look=amount.state,
        target=target,
        low=low,
        high=high,
        solid=round(solid, 2),
        hatched=round(hatched, 2),
        line=round(WHOLE / top, 2),
    )


def share(amount: Amount, target: int) -> tuple[int | None, int | None]:
    """Return the least and the greatest share of the target in whole per cents; None when unknown."""
    if amount.state not in {BAND, SMALL} or amount.low is None or amount.high is None:
        return None, None
    return 100 * amount.low // target, 100 * amount.high // target
