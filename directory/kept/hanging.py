"""What hangs on some rows, read for all of them by one kept query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import ForeignKey, Model, QuerySet

from directory.kept.reads import kept

Row = TypeVar("Row", bound=Model)


class Hanging(Generic[Row]):
    """Those of `rows` whose foreign key `name` points at an owner: `prefetch_related`, written once."""

    def __init__(self, rows: "QuerySet[Row]", name: str) -> None:
        self._rows, self._name = rows, name
        self._of = kept(lambda owners: rows.filter(**{f"{name}__in": owners}))

    @cached_property
    def _key(self) -> "ForeignKey[Any, Any]":
        # Whoever asks names a foreign key; Django knows only that it is a field.
        key: ForeignKey[Any, Any] = self._rows.model._meta.get_field(self._name)  # type: ignore[assignment]
        return key

    def read_for(self, owners: Iterable[Model]) -> None:
        """Read what hangs on `owners`, but for those for whom that was done: the list's `all()` has it then."""
        name = self._key.remote_field.get_accessor_name()
        bare = [o for o in owners if name not in getattr(o, "_prefetched_objects_cache", ())]
        if not bare:
            return
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._of({owner.pk for owner in bare}):
            found[getattr(row, self._key.attname)].append(row)
        for owner in bare:
            self._hang(owner, str(name), found[owner.pk])

    def of(self, owner: Model) -> Sequence[Row]:
        """Return what hangs on `owner`: as it was read ahead, else as the tables have it now."""
        name = str(self._key.remote_field.get_accessor_name())
        ahead = getattr(owner, "_prefetched_objects_cache", {})
        return list(ahead[name]) if name in ahead else self._of([owner.pk])

    def _hang(self, owner: Any, name: str, rows: list[Row]) -> None:
        """Leave `rows` where Django looks for what it has read ahead."""
        known = getattr(owner, name)._apply_rel_filters(self._rows)  # noqa: SLF001  # as Django reads ahead
        known._result_cache, known._prefetch_done = rows, True  # noqa: SLF001  # as above
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known
        for row in rows:
            self._key.set_cached_value(row, owner)
