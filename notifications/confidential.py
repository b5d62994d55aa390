"""The registry by which upper apps keep the words of some texts to those whom they are for.

This app knows whose a text is, not what it is about: whoever registers here does.
"""

from collections.abc import Callable, Collection
from typing import Literal

from directory.middleware import ScopedRequest

# Texts that we sent (numbers of `Message`), or that came in (numbers of `Inbound`).
Kind = Literal["sent", "came"]
Hider = Callable[[ScopedRequest, Kind, Collection[int]], set[int]]

_hiders: list[Hider] = []


def keep_words(hider: Hider) -> None:
    """Have `hider` asked which of the texts (by number) this request may not read."""
    _hiders.append(hider)


def hidden_from(request: ScopedRequest, kind: Kind, ids: Collection[int]) -> set[int]:
    """Return which of the texts `ids` are not for whoever is signed in."""
    found: set[int] = set()
    for hider in _hiders if ids else ():
        found |= hider(request, kind, ids)
    return found
