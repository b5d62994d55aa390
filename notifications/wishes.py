"""Texts that answer nothing but wish for something: upper apps read them, and a person goes on from there.

This floor knows no ride. An app registers what it reads in its `AppConfig.ready`; such a text is never acted on by
itself: it is acknowledged with one line, waits for a person, and its card has the button that goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Wish:
    """One thing that texts wish for.

    `code` says why such a text waits (at most 40 characters), `because` says it in words; `reply` is the template
    of the line that acknowledges it; `button` leads to the page `url_name`, which gets its number as `text`.
    `reads` tells whether a text that came in at an instant wishes for it.
    """

    code: str
    because: Promise
    reply: str
    button: Promise
    url_name: str
    reads: Callable[[str, datetime], bool]


_wishes: dict[str, Wish] = {}


def register_wish(wish: Wish) -> None:
    """Have texts looked through for `wish`; registered twice it counts once."""
    _wishes[wish.code] = wish


def wish_in(body: str, received_at: datetime) -> Wish | None:
    """Return what a text wishes for, or None."""
    return next((wish for wish in _wishes.values() if wish.reads(body, received_at)), None)


def wish_called(code: str) -> Wish | None:
    """Return the wish of that code, or None when its app is not installed."""
    return _wishes.get(code)
