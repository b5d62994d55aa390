"""The registry by which upper apps put their part on a person's page: rings, turns, messages.

This floor knows neither; each app registers a panel in its `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from directory.middleware import ScopedRequest
from people.models import Person


@dataclass(frozen=True)
class Panel:
    """One part of the page: a template with the variables it needs."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


PanelMaker = Callable[[ScopedRequest, Person], Panel | None]

_makers: dict[str, tuple[int, PanelMaker]] = {}


def register_panel(name: str, order: int, maker: PanelMaker) -> None:
    """Have `maker` asked for its part of every person's page; a lower `order` stands higher up.

    A maker returns None when it has nothing to say. A name registered twice counts once.
    """
    _makers[name] = (order, maker)


def panels_for(request: ScopedRequest, person: Person) -> list[Panel]:
    """Return the parts that the upper apps have for `person`, in order."""
    makers = [maker for _order, maker in sorted(_makers.values(), key=lambda item: item[0])]
    return [panel for maker in makers if (panel := maker(request, person)) is not None]
