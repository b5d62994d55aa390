"""How the cells of a week are worded: "6 calls", "Sari E."."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Person
from rings.services.showing.week_grid import Cell, Row
from rings.views.grid import short_name as short_name_of

register = template.Library()


@register.filter
def short_name(person: Person | None) -> str:
    """Return a name that fits a cell: "Sari E."."""
    return short_name_of(person) if person else ""


@register.filter
def cell_summary(cell: Cell) -> str:
    """Return how many of what there are: "6 calls", "5 calls, 1 called off"."""
    off, standing = cell.called_off, len(cell.lines) - cell.called_off
    parts = [_how_many(cell, standing)] if standing else []
    if off:
        parts.append(ngettext("%(n)s called off", "%(n)s called off", off) % {"n": off})
    return ", ".join(parts)


def _how_many(cell: Cell, count: int) -> str:
    kinds = {line.occurrence.kind for line in cell.lines}
    words = {"n": count}
    if kinds == {"call"}:
        return ngettext("%(n)s call", "%(n)s calls", count) % words
    if kinds == {"visit"}:
        return ngettext("%(n)s visit", "%(n)s visits", count) % words
    return ngettext("%(n)s turn", "%(n)s turns", count) % words


@register.filter
def row_name(row: Row, by_person: bool) -> str:
    """Return what a row is called: the ring, the helper, or what stands for neither."""
    if by_person:
        return str(row.helper) if row.helper else _("Nobody")
    return row.sample.ring.name if row.sample.ring else _("One-off requests")
