"""The worked example of the method note, all invented: why leaving out one number protects nobody."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.counting.plan import MEASURES
from reports.disclosure.cells import Kind, Shown, Truth
from reports.disclosure.display import FEW_PEOPLE, PERSONS_BASE, show

REACHED = next(measure for measure in MEASURES if measure.name == "reached")
TRUE = (14, 11, 2)


@dataclass(frozen=True)
class Row:
    """One line: the true count, what plain leaving out of small numbers shows, and what Rinki shows."""

    name: str
    true: int
    plain: str
    ours: str


def rows() -> list[Row]:
    """Return three villages and their sum, in the language that is active."""
    names = (_("Village A"), _("Village B"), _("Village C"))
    parts = [_row(name, true) for name, true in zip(names, TRUE, strict=True)]
    return [*parts, _row(_("All together"), sum(TRUE))]


def given_away() -> int:
    """Return what plain leaving out gives away: the whole less the parts that are shown."""
    return sum(TRUE) - sum(true for true in TRUE if true >= FEW_PEOPLE)


def _row(name: str, true: int) -> Row:
    plain = str(true) if true >= FEW_PEOPLE else _("under 5")
    return Row(name, true, plain, _words(show(Truth(true, true), REACHED)))


def _words(shown: Shown) -> str:
    if shown.kind == Kind.SMALL:
        return _("under 5")
    return f"{shown.value}–{shown.value + PERSONS_BASE - 1}"
