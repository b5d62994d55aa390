"""Two people, one form: the second save sees what the first has changed, and what was typed is kept.

A form carries along, hidden, how each of its fields stood when it was shown. When they stand otherwise by the
time it is saved, nothing is written: the form comes back with what the other person changed said at the top,
the own words still in it, and a second press saves them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

SEEN = "as_shown"
CONFLICT = "conflict"
SHORT = 8


def mark(form: forms.BaseForm) -> str:
    """Return how the fields of `form` stood when it was shown: "name:1f2e3d4c city:…"."""
    return " ".join(f"{name}:{digest}" for name, digest in _digests(form).items())


def save_if_current(form: forms.BaseForm, save: Callable[[], object]) -> bool:
    """Run `save` in a transaction unless somebody else saved first; tell whether it ran.

    Otherwise `form` gets errors that say what has changed. A form that carries no mark (the API, a test)
    relies on the moves themselves. The row of a model form is held until the transaction ends.
    """
    with transaction.atomic():
        changed = _changed(form)
        if not changed:
            save()
    if changed:
        first = _("Somebody else saved this while you had it open. Nothing of yours was saved yet.")
        last = _("Your own words are below. Save again if they should stand.")
        errors = [forms.ValidationError(words, code=CONFLICT) for words in (first, *changed, last)]
        form.add_error(None, forms.ValidationError(errors))
    return not changed


def is_conflict(form: forms.BaseForm) -> bool:
    """Tell whether `form` was not saved because somebody else saved first: the answer is 409."""
    return form.has_error(NON_FIELD_ERRORS, CONFLICT)


def _changed(form: forms.BaseForm) -> list[str]:
    """Return in words which fields stand otherwise than when the form was shown."""
    seen = form.data.get(SEEN)
    if seen is None:
        return []
    _read_again(form)
    then = dict(part.split(":", 1) for part in seen.split() if ":" in part)
    others = [name for name, digest in _digests(form).items() if then.get(name, digest) != digest]
    return [
        _("%(field)s is now: %(value)s") % {"field": form.fields[name].label, "value": value}
        for name, value in ((name, _words(form, name)) for name in others)
    ]


def _read_again(form: forms.BaseForm) -> None:
    """Let a model form know how its row stands now, and hold the row."""
    instance = getattr(form, "instance", None)
    if instance is None or instance.pk is None:
        return
    row = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
    form.initial = {**form.initial, **model_to_dict(row, fields=list(form.fields))}


def _digests(form: forms.BaseForm) -> dict[str, str]:
    return {name: _digest(_stands(form, name)) for name in form.fields}


def _stands(form: forms.BaseForm, name: str) -> Any:
    return form.get_initial_for_field(form.fields[name], name)


def _digest(value: Any) -> str:
    plain = "" if value is None else str(value)
    return sha256(plain.encode()).hexdigest()[:SHORT]


def _words(form: forms.BaseForm, name: str) -> str:
    """Return what a field holds now, as a person reads it."""
    field, value = form.fields[name], _stands(form, name)
    if value in (None, "", []):
        return "–"
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset
        return str(rows.filter(pk=value).first() or "–") if rows is not None else "–"
    if isinstance(field, forms.ChoiceField):
        return _labels(field, value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return time_format(value) if isinstance(value, time) else str(value)


def _labels(field: forms.ChoiceField, value: Any) -> str:
    labels = dict(_flat(list(field.choices)))  # type: ignore[arg-type]  # never a bare callable
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in values)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple | Mapping):
            yield from _flat(label)
        else:
            yield str(value), str(label)
