"""The registry by which upper apps take part when a person asks for their data, or to be forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.actors import Actor
from people.models import Person

Export = Callable[[Person], Any]
Erase = Callable[[Person, Actor, datetime], None]


@dataclass(frozen=True)
class Holding:
    """What one app holds of a person: how to read it out (JSON values only) and how to erase it."""

    name: str
    export: Export
    erase: Erase


_holdings: dict[str, Holding] = {}


def register_holding(name: str, *, export: Export, erase: Erase) -> None:
    """Have the app's part read out as `name` in every export, and erased with the person."""
    _holdings[name] = Holding(name, export, erase)


def holdings() -> list[Holding]:
    """Return every app's part, in the order in which the apps registered."""
    return list(_holdings.values())
