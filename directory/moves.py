"""Many moves written together: the rules of `directory.machine.move`, in a statement or two for each kind of move.

Whoever takes the next step of a hundred things asks the tables a few times, not a few hundred times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from directory.actors import Actor
from directory.kept import update
from directory.machine import ConcurrentMoveError, Machine
from directory.models.audit import AuditEntry, signed

Changes = Mapping[str, Any]


@dataclass(frozen=True)
class _Kind:
    """What some rows have in common, so that one statement changes them all."""

    model: type[models.Model]
    machine: str
    event: str
    before: str
    after: str
    reason: str
    changes: tuple[tuple[str, Any], ...]


@dataclass
class Moves:
    """What one transaction moves: noted on the objects at once, in the tables by `write`, all or nothing.

    Until then a query does not see it. An object that is moved a second time has its first move written first.
    """

    by: Actor
    now: datetime
    _kinds: dict[_Kind, list[models.Model]] = field(default_factory=dict)
    _waiting: set[tuple[type[models.Model], Any]] = field(default_factory=set)

    def add(
        self,
        obj: models.Model,
        machine: Machine,
        event: str,
        changes: Changes | None = None,
        *,
        reason: str = "",
    ) -> None:
        """Move `obj` along `machine` by `event` and set `changes` with it.

        Raises `IllegalMoveError` when the arrow does not exist.
        """
        before: str = obj.state  # type: ignore[attr-defined]  # Stateful, which mypy cannot join with Model
        after = machine.target(before, event, self.by.kind)
        self._note(obj, machine.name, event, (before, after), reason, changes or {})
        obj.state = after  # type: ignore[attr-defined]  # as above

    def change(self, obj: models.Model, **changes: Any) -> None:
        """Set `changes` on `obj` without a move: no state, so no audit row."""
        self._note(obj, "", "", ("", ""), "", changes)

    def write(self) -> None:
        """Write everything noted so far.

        Raises `ConcurrentMoveError` when any row is no longer where its caller saw it: nothing is written then,
        nor anything else of the transaction that it is part of.
        """
        kinds, self._kinds = self._kinds, {}
        self._waiting.clear()
        if not kinds:
            return
        # No savepoint within a caller's transaction, which may not go on with a part of this written.
        with transaction.atomic(savepoint=False):
            for kind, objs in kinds.items():
                _update(kind, objs)
            AuditEntry.objects.write(
                [
                    self._entry(kind, obj)
                    for kind, objs in kinds.items()
                    if kind.machine
                    for obj in objs
                ]
            )

    def _note(
        self,
        obj: models.Model,
        machine: str,
        event: str,
        states: tuple[str, str],
        reason: str,
        changes: Changes,
    ) -> None:
        known = (type(obj), obj.pk)
        if known in self._waiting:
            self.write()
        self._waiting.add(known)
        kind = _Kind(type(obj), machine, event, *states, reason, tuple(sorted(changes.items())))
        self._kinds.setdefault(kind, []).append(obj)
        for name, value in changes.items():
            setattr(obj, name, value)

    def _entry(self, kind: _Kind, obj: models.Model) -> AuditEntry:
        return AuditEntry(
            subject=kind.machine,
            subject_id=obj.pk,
            event=kind.event,
            before=kind.before,
            after=kind.after,
            reason=kind.reason,
            at=self.now,
            **signed(self.by),
        )


def move_all(
    objs: Iterable[models.Model],
    machine: Machine,
    event: str,
    changes: Changes | None = None,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Move every one of `objs` as `directory.machine.move` moves one: all of them or, with its errors, none."""
    moves = Moves(by, now)
    for obj in objs:
        moves.add(obj, machine, event, changes, reason=reason)
    moves.write()


def _update(kind: _Kind, objs: list[models.Model]) -> None:
    """Change the rows of `objs`, which must all be in the state that the caller saw."""
    columns, seen = dict(kind.changes), {}
    if kind.machine:
        columns["state"], seen["state"] = kind.after, kind.before
    moved = update(kind.model, [obj.pk for obj in objs], columns, **seen)
    if kind.machine and moved != len(objs):
        raise ConcurrentMoveError(f"{kind.machine}: {moved} of {len(objs)} still {kind.before}")
