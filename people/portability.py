"""The registry by which upper apps take part when a person asks for their data, or to be forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.forms.models import model_to_dict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.models import ServiceLine
from people.interests import CHOICES
from people.models import Limit, Person

RowReader = Callable[[models.Model], dict[str, Any]]
Export = Callable[[Person, RowReader], Any]
Erase = Callable[[Person, Actor, datetime], None]


@dataclass(frozen=True)
class Holding:
    """What one app holds of a person: how to read it out and how to erase it.

    `export` gives each row through the reader that it is handed: one for files, one for paper. `erase` may raise
    `people.errors.RefusedError` when something has to be settled first.
    """

    name: str
    label: Promise
    export: Export
    erase: Erase


# What stands in lists of codes: services, interests, and what a home has.
LABELS = {**dict(ServiceLine.Kind.choices), **dict(CHOICES), **dict(Limit.choices)}

_holdings: dict[str, Holding] = {}


def register_labels(labels: Iterable[tuple[str, Any]]) -> None:
    """Have the codes of an app's own lists, each with its name, read out in words; a code known already stays."""
    for code, words in labels:
        LABELS.setdefault(code, words)


def register_holding(name: str, label: Promise, *, export: Export, erase: Erase) -> None:
    """Have the app's part read out as `name` in every export, and erased with the person."""
    _holdings[name] = Holding(name, label, export, erase)


def holdings() -> list[Holding]:
    """Return every app's part, in the order in which the apps registered."""
    return list(_holdings.values())


def plain_row(row: models.Model) -> dict[str, Any]:
    """Return the columns of `row` but its links to other rows, by name, for a file."""
    return model_to_dict(row, fields=[field.name for field in _columns(row)])


def worded_row(row: models.Model) -> dict[str, Any]:
    """Return the filled columns of `row` in words, for a page that is printed.

    A column that nobody has given a name in words is our own bookkeeping: it stands in the file only.
    """
    words = {}
    for field in _columns(row):
        if not isinstance(field.verbose_name, Promise):
            continue
        shown = getattr(row, f"get_{field.name}_display", lambda: None)() or getattr(
            row, field.name
        )
        if shown not in (None, "", []):
            words[capfirst(str(field.verbose_name))] = _in_words(shown)
    return words


def _in_words(value: Any) -> Any:
    """Return a tick as yes or no, and the codes of a list by their names; anything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return [str(LABELS.get(code, code)) for code in value]
    return value


def _columns(row: models.Model) -> list[Any]:
    fields = row._meta.concrete_fields
    return [field for field in fields if not field.is_relation and not field.primary_key]
