"""Every row that a batch writes goes through a ledger, so that the batch can be undone."""

from typing import Any

from django.db import models

from people.models import ImportBatch, ImportChange


class Ledger:
    """Writes rows for one batch and remembers each as it was and as it became."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self._changes: list[ImportChange] = []

    def add(self, row: models.Model) -> None:
        """Insert `row`; its texts are cut to what their columns hold."""
        _clip(row)
        row.save(force_insert=True)
        self._note(row, None, columns(row))

    def change(self, row: models.Model, **values: Any) -> bool:
        """Set the columns that `values` would change, and tell whether there were any."""
        old = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        _clip(row)
        changed = [name for name in values if getattr(row, name) != old[name]]
        if not changed:
            return False
        after = columns(row, changed)
        row.save(update_fields=changed)
        for name in changed:
            setattr(row, name, old[name])
        before = columns(row, changed)
        for name in changed:
            setattr(row, name, values[name])
        self._note(row, before, after)
        return True

    def close(self) -> None:
        """Store what was remembered; called once, in the transaction of the batch."""
        ImportChange.objects.bulk_create(self._changes, batch_size=500)
        self._changes = []

    def _note(
        self, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> None:
        label = row._meta.label_lower
        self._changes.append(
            ImportChange(
                batch=self.batch, model=label, object_id=row.pk, before=before, after=after
            )
        )


def columns(row: models.Model, names: list[str] | None = None) -> dict[str, Any]:
    """Return the row's columns (all but the key, or those named) as JSON values."""
    fields = [f for f in row._meta.concrete_fields if not f.primary_key]
    wanted = fields if names is None else [f for f in fields if f.name in names]
    return {field.attname: _json_value(field, row) for field in wanted}


def _json_value(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return field.value_to_string(row)


def _clip(row: models.Model) -> None:
    """Cut what a stranger's file wrote to what fits; PostgreSQL would refuse the whole batch."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.max_length:
            setattr(row, field.attname, value[: field.max_length])
