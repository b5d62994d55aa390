"""The registry by which upper apps put their part on the Today page, beside what rings have there.

This floor knows no ride; each app registers a maker in its `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from directory.middleware import ScopedRequest


@dataclass(frozen=True)
class BoardPart:
    """One part of the page: a template, and the variables that it finds in `part`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[ScopedRequest, datetime], BoardPart | None]

_makers: dict[str, tuple[int, Maker]] = {}


def register_board_part(name: str, order: int, maker: Maker) -> None:
    """Have `maker` asked for its part of Today; a lower `order` stands higher up. A name counts once."""
    _makers[name] = (order, maker)


def board_parts(request: ScopedRequest, now: datetime) -> list[BoardPart]:
    """Return what upper apps have for this reader at `now`; a maker with nothing to say returns None."""
    makers = [maker for _order, maker in sorted(_makers.values(), key=lambda item: item[0])]
    return [part for maker in makers if (part := maker(request, now)) is not None]
