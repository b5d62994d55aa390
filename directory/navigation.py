"""The main menu: each app adds its own entry in `AppConfig.ready`, so no floor knows the ones above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise

if TYPE_CHECKING:  # apps add their entries before the models are loaded
    from directory.middleware import ScopedRequest


@dataclass(frozen=True)
class Entry:
    """One entry. `url_name` is its page; `shown` tells for which requests it is there."""

    order: int
    label: str | Promise
    url_name: str
    shown: Callable[[ScopedRequest], bool]


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it."""

    label: str | Promise
    url: str
    current: bool


_entries: dict[str, Entry] = {}


def works(request: ScopedRequest) -> bool:
    """Tell whether this member of staff works with people and rings."""
    return request.scope.works


def administers(request: ScopedRequest) -> bool:
    """Tell whether this member of staff may change settings."""
    return request.scope.administers


def add_entry(
    order: int,
    label: str | Promise,
    url_name: str,
    shown: Callable[[ScopedRequest], bool] = works,
) -> None:
    """Put a page in the main menu; a lower `order` stands further left. Adding twice changes nothing."""
    _entries[url_name] = Entry(order, label, url_name, shown)


def links(request: ScopedRequest) -> list[Link]:
    """Return the menu for `request`; the entry whose address leads to this page is the current one."""
    shown = [entry for entry in _entries.values() if entry.shown(request)]
    addresses = {entry.url_name: reverse(entry.url_name) for entry in shown}
    here = max(
        (url for url in addresses.values() if request.path.startswith(url)), key=len, default=""
    )
    return [
        Link(entry.label, addresses[entry.url_name], addresses[entry.url_name] == here)
        for entry in sorted(shown, key=lambda entry: entry.order)
    ]
