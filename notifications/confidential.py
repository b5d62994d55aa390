"""The registry by which upper apps keep the words of some texts to a few readers.

A text waits in the queue of replies for all who may answer it. Once it has been read there, whoever registered
here says whom it is for.
"""

from collections.abc import Callable, Collection

from directory.middleware import ScopedRequest

Hider = Callable[[ScopedRequest, Collection[int]], set[int]]

_hiders: list[Hider] = []


def keep_words(hider: Hider) -> None:
    """Have `hider` asked which of the incoming texts (by number) this request may not read."""
    _hiders.append(hider)


def hidden_from(request: ScopedRequest, inbound_ids: Collection[int]) -> set[int]:
    """Return which of `inbound_ids` are not for whoever is signed in."""
    found: set[int] = set()
    for hider in _hiders:
        found |= hider(request, inbound_ids)
    return found
