"""When, how often and for how much texts may go: read once for all that a worker has in hand."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from directory.kept import kept
from notifications.models import Message, PersonHours, TextPolicy
from notifications.rules.caps import opens_again
from notifications.rules.quiet import Hours, opens_at
from notifications.rules.window import WINDOW, room_at
from notifications.services.costs import dearest, spent

# What a text is about and when it was written.
Whole = tuple[str, datetime]
Towns = Callable[[], Mapping[int, int]]
USUAL = TextPolicy()


class Limits:
    """The limits of `messages` at `now`. A text that passes counts against the next ones."""

    def __init__(
        self, messages: Sequence[Message], now: datetime, there: Collection[str], towns: Towns
    ) -> None:
        """`there`: which of "policies" and "hours" anybody has written; `towns` gives people's municipalities."""
        self._now = now
        self._towns = towns
        self._ordinary = [m for m in messages if m.person_id and not is_exempt(m)]
        self._there = there if self._ordinary else ()
        self._passed: set[int] = set()

    def quiet_until(self, message: Message) -> datetime | None:
        """Return when the quiet hours of whoever is written to end: their own, else the municipality's."""
        policy, own = self._policy(message), self._own_hours.get(message.person_id or 0)
        opens, closes = own or (policy.opens, policy.closes)
        return opens_at(self._now, Hours(opens, closes, policy.rests_on_holidays))

    def full_until(self, message: Message) -> datetime | None:
        """Return when one more text to this person is not too many."""
        if message.person_id is None or message.pk in self._passed:
            return None
        sent = self._sent[message.person_id]
        if _piece_of(message) in sent:
            return None
        return room_at([*sent.values()], self._policy(message).most_a_day, self._now)

    def capped_until(self, message: Message) -> datetime | None:
        """Return when the municipality may spend on texts again."""
        cap = self._policy(message).monthly_cap
        if cap is None or message.pk in self._passed:
            return None
        town = self._town(message)
        if town is None:
            return None
        return opens_again(self._spent.get(town, Decimal(0)), cap, self._now)

    def count(self, message: Message) -> None:
        """Count `message` as gone: once, however often it is asked about."""
        if message.person_id is None or message.pk in self._passed or is_exempt(message):
            return
        self._passed.add(message.pk)
        self._sent[message.person_id][_piece_of(message)] = self._now
        if self._policy(message).monthly_cap is not None and (town := self._town(message)):
            self._spent[town] += message.parts * self._dearest

    def _town(self, message: Message) -> int | None:
        """Return the municipality of whoever is written to, None for a number that is nobody's."""
        return self._towns().get(message.person_id or 0)

    def _policy(self, message: Message) -> TextPolicy:
        if not self._policies:
            return USUAL
        for_all = self._policies.get(None, USUAL)
        return self._policies.get(self._town(message), for_all)

    @cached_property
    def _policies(self) -> dict[int | None, TextPolicy]:
        if "policies" not in self._there:
            return {}
        return {row.municipality_id: row for row in TextPolicy.objects.order_by()}

    @cached_property
    def _own_hours(self) -> dict[int, tuple[time, time]]:
        if "hours" not in self._there:
            return {}
        rows = PersonHours.objects.filter(person__in={m.person_id for m in self._ordinary})
        return {row.person_id: (row.opens, row.closes) for row in rows}

    @cached_property
    def _sent(self) -> dict[int, dict[Whole, datetime]]:
        """Return when each ordinary text of the last day went, by person; one in several pieces is one."""
        found: dict[int, dict[Whole, datetime]] = defaultdict(dict)
        people = {m.person_id for m in self._ordinary if m.person_id}
        for person_id, about, created_at, at in _lately(people, self._now - WINDOW):
            if at:
                found[person_id][about, created_at] = at
        return found

    @cached_property
    def _spent(self) -> dict[int, Decimal]:
        return spent(self._now, set(self._towns().values()))

    @cached_property
    def _dearest(self) -> Decimal:
        return dearest(self._now)


def is_exempt(message: Message) -> bool:
    """Tell whether `message` keeps no hours and counts towards no limit: urgent, or an answer."""
    return message.urgent or message.answers_id is not None


def _piece_of(message: Message) -> Whole:
    """Return of what `message` is a piece: all that was written of one thing at one moment, such as names."""
    return message.about, message.created_at


@kept
def _lately(
    people: Collection[int], since: datetime
) -> "QuerySet[Message, tuple[int, str, datetime, datetime | None]]":
    ordinary = Message.objects.filter(person__in=people, urgent=False, answers=None)
    taken = ordinary.filter(accepted_at__isnull=False, accepted_at__gt=since)
    return taken.order_by().values_list("person_id", "about", "created_at", "accepted_at")
