"""A few sentences for decision-makers, made of nothing but what is shown."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.counting.plan import PLACE
from reports.disclosure.cells import PERIOD, At, Kind, Shown, Table, at
from reports.services.reading import Reader
from reports.services.sheets import words_of
from reports.words import Labels, period_name

# What is said of a count that is shown, and of one that is not. A place is never inflected.
SAID: Mapping[str, tuple[Promise, Promise]] = {
    "reached": (
        _("%(place)s, %(period)s: %(number)s people were reached."),
        _("%(place)s, %(period)s: the number of people reached is not shown."),
    ),
    "active": (
        _("%(place)s, %(period)s: %(number)s volunteers were active."),
        _("%(place)s, %(period)s: the number of active volunteers is not shown."),
    ),
    "contacts": (
        _("%(place)s, %(period)s: %(number)s calls, visits, requests and rides were done."),
        _("%(place)s, %(period)s: the number of calls, visits, requests and rides is not shown."),
    ),
}
OF_OWN, OF_PROJECT = ("reached", "contacts"), ("reached", "active")
# Whoever reads counts of more places than this finds them in the tables.
FEW_PLACES = 2

Cells = Mapping[tuple[str, At], tuple[Table, Shown]]


def sentences(tables: Iterable[Table], reader: Reader, labels: Labels) -> list[str]:
    """Return two to six sentences about one period: own municipality or its area first, then the project.

    `tables`: those of one period, as `reader` may see them. Each sentence says one count as it is shown.
    """
    cells = {
        (table.measure, _without_period(place)): (table, shown)
        for table in tables
        for place, shown in table.cells.items()
    }
    wanted = [(each, at(**{PLACE: code})) for code in _own(reader, cells) for each in OF_OWN]
    wanted += [(each, at()) for each in OF_PROJECT]
    return [
        _sentence(measure, place, *cells[measure, place], labels)
        for measure, place in wanted
        if (measure, place) in cells
    ]


def _own(reader: Reader, cells: Cells) -> list[str]:
    """Return the municipalities of the reader, or their areas where nothing is shown by municipality."""
    shown = {code for _measure, place in cells for dim, code in place if dim == PLACE}
    own = sorted(shown & set(reader.municipalities)) or sorted(shown & reader.places)
    return own if len(own) <= FEW_PLACES else []


def _sentence(measure: str, place: At, table: Table, shown: Shown, labels: Labels) -> str:
    said, not_said = SAID[measure]
    words = {
        "place": labels.place(place),
        "period": period_name(table.release),
        "number": words_of(table, shown),
    }
    return str(not_said if shown.kind == Kind.HIDDEN else said) % words


def _without_period(place: At) -> At:
    return frozenset(pair for pair in place if pair[0] != PERIOD)
