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
    """One entry. `url_name` is its page, `also` where else its pages are (beginnings of paths).

    `shown` tells for which requests it is there, `daily` for which it stands in the bar; else it is under "More".
    """

    order: int
    label: str | Promise
    url_name: str
    shown: Callable[[ScopedRequest], bool]
    also: tuple[str, ...]
    daily: Callable[[ScopedRequest], bool]

    def fits(self, path: str) -> int:
        """Return how many characters of `path` lead to this entry's pages; 0 when it is not one of them."""
        beginnings = (reverse(self.url_name), *self.also)
        return max(len(start) if path.startswith(start) else 0 for start in beginnings)


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it; `current` is "page" on its page, "true" on those below it, or empty."""

    label: str | Promise
    url: str
    current: str


@dataclass(frozen=True)
class Menu:
    """What one request sees: `daily` stands in the bar, `more` behind one word at its end."""

    daily: list[Link]
    more: list[Link]

    @property
    def is_in_more(self) -> bool:
        """Tell whether this page is one of those under "More"."""
        return any(link.current for link in self.more)


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
    *,
    also: tuple[str, ...] = (),
    daily: bool | Callable[[ScopedRequest], bool] = True,
) -> None:
    """Put a page in the main menu; a lower `order` stands further left. Adding twice changes nothing."""
    is_daily = daily if callable(daily) else lambda _request: bool(daily)
    _entries[url_name] = Entry(order, label, url_name, shown, also, is_daily)


def menu(request: ScopedRequest) -> Menu:
    """Return the menu for `request`; the entry that fits the address best is the current one."""
    shown = sorted(
        (entry for entry in _entries.values() if entry.shown(request)),
        key=lambda entry: entry.order,
    )
    here = max((entry.fits(request.path) for entry in shown), default=0)
    links = [(entry, _link(entry, request.path, here)) for entry in shown]
    return Menu(
        daily=[link for entry, link in links if entry.daily(request)],
        more=[link for entry, link in links if not entry.daily(request)],
    )


def _link(entry: Entry, path: str, here: int) -> Link:
    """Return `entry` as it stands in the menu on the page at `path`, which `here` characters lead to."""
    url = reverse(entry.url_name)
    if path == url:
        return Link(entry.label, url, "page")
    return Link(entry.label, url, "true" if 0 < here == entry.fits(path) else "")
