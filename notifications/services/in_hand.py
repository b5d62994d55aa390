"""What a worker must know of the texts it has in hand, read once for all of them.

Where no office has written limits or routes, and every gateway works, it is two short statements.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from directory.kept import kept
from directory.peek import Peek
from notifications.gateways.base import Gateway
from notifications.models import GatewayState, Message, PersonHours, Route, TextPolicy
from notifications.services.freshness import freshness_of
from notifications.services.limits import Limits
from notifications.services.routing import Routes, Wait
from people.models import Person

# Which tables of settings anybody has written to.
SET_UP: Peek[str] = Peek(
    {
        "policies": lambda now, day: TextPolicy.objects.all(),
        "hours": lambda now, day: PersonHours.objects.all(),
        "routes": lambda now, day: Route.objects.all(),
        "states": lambda now, day: GatewayState.objects.all(),
    }
)


class InHand:
    """Whether each of `messages` may go at `now`, and through what."""

    def __init__(self, messages: Sequence[Message], now: datetime) -> None:
        self._messages, self._now = messages, now
        there = SET_UP.ask(now)
        self.limits = Limits(messages, now, there, lambda: self._towns)
        self.routes = Routes(now, there, lambda: self._towns)

    @cached_property
    def _towns(self) -> Mapping[int, int]:
        """Return the municipality of each person written to."""
        return dict(_towns_of({m.person_id for m in self._messages if m.person_id}))

    def instead(self, message: Message) -> tuple[str, dict[str, Any]] | None:
        """Return what happens to a text that must not go now (an event and its changes), or None.

        One that may go counts against the limits of those after it.
        """
        found = freshness_of(message, self._now, self.limits)
        if found is None:
            self.limits.count(message)
        return found

    def first_way(self, message: Message) -> str:
        """Return the name of the gateway that `message` most likely goes through, "" when there is none."""
        return next(iter(self.routes.names(message)), "")

    def route(self, message: Message) -> Gateway | Wait | None:
        """Return the gateway that carries `message`, until when it waits for one, or None: there is none."""
        return self.routes.route(message)


@kept
def _towns_of(people: Collection[int]) -> "QuerySet[Person, tuple[int, int]]":
    return Person.objects.filter(pk__in=people).order_by().values_list("pk", "municipality_id")
