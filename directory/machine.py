"""State machines as data, and the one function that moves an object along one.

A machine lists its moves: event, from which states, to which state, and which kinds of actor may cause it.
`move` is the only writer of a `state` column: a conditional update, so of two workers one wins, and an
audit row in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from directory.actors import Actor, ActorKind
from directory.kept import update
from directory.models.audit import AuditEntry


class IllegalMoveError(Exception):
    """The event is not allowed in the object's state, or not for this actor."""


class ConcurrentMoveError(Exception):
    """Somebody else moved the object first; nothing was written."""


class Stateful(Protocol):
    """What `move` needs of an object: a model row with a `state` column."""

    pk: Any
    state: str


@dataclass(frozen=True)
class Move:
    """One arrow: `event` takes any of `sources` to `target`; `who` may cause it."""

    event: str
    sources: frozenset[str]
    target: str
    who: frozenset[ActorKind]


ANYONE: frozenset[ActorKind] = frozenset({"staff", "person", "system"})
STAFF: frozenset[ActorKind] = frozenset({"staff"})
STAFF_OR_SYSTEM: frozenset[ActorKind] = frozenset({"staff", "system"})


def arrow(
    event: str, sources: Iterable[str], target: str, who: frozenset[ActorKind] = ANYONE
) -> Move:
    """Return one `Move`, written on one line."""
    return Move(event, frozenset(sources), target, who)


@dataclass(frozen=True)
class Machine:
    """All arrows of one kind of object; `terminal` states have no way out but those listed."""

    name: str
    moves: tuple[Move, ...]
    terminal: frozenset[str]

    def target(self, state: str, event: str, who: ActorKind) -> str:
        """Return where `event` leads from `state`; raise `IllegalMoveError` if it may not happen."""
        for candidate in self.moves:
            if candidate.event == event and state in candidate.sources:
                if who not in candidate.who:
                    raise IllegalMoveError(f"{self.name}: {who} may not {event}")
                return candidate.target
        raise IllegalMoveError(f"{self.name}: no {event} from {state}")

    def allows(self, state: str, event: str) -> bool:
        """Tell whether `event` leads anywhere from `state`, whoever causes it."""
        return any(m.event == event and state in m.sources for m in self.moves)


def move(
    obj: models.Model,
    machine: Machine,
    event: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    **changes: Any,
) -> None:
    """Move `obj` along `machine` by `event`, set `changes` with it and write the audit row.

    Raises `IllegalMoveError` when the arrow does not exist, `ConcurrentMoveError` when the row is no longer
    in the state that the caller saw.
    """
    before: str = obj.state  # type: ignore[attr-defined]  # Stateful, which mypy cannot join with Model
    after = machine.target(before, event, by.kind)
    # No savepoint within a caller's transaction: it would double the statements, and saves nothing here.
    with transaction.atomic(savepoint=False):
        moved = update(type(obj), [obj.pk], {"state": after, **changes}, state=before)
        if moved:
            AuditEntry.objects.record(
                subject=machine.name,
                subject_id=obj.pk,
                event=event,
                before=before,
                after=after,
                reason=reason,
                by=by,
                at=now,
            )
    # Raised out here: losing the race must not spoil the transaction of a caller who lives with it.
    if not moved:
        raise ConcurrentMoveError(f"{machine.name} {obj.pk}: no longer {before}")
    obj.state = after  # type: ignore[attr-defined]  # as above
    for name, value in changes.items():
        setattr(obj, name, value)
