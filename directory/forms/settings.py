"""What the forms of all settings share."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.scope import Scope
from directory.services.settings import change_setting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SettingForm(forms.ModelForm):
    """A form for one setting, filled in by somebody with `scope`."""

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        self.scope = scope
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.help_text = field.help_text or _("For example 1.9.2026")
            if isinstance(field, forms.DecimalField):
                # A box of type "number" stays empty when it is handed a decimal comma.
                field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
            if isinstance(field, forms.DateField | forms.DecimalField):
                field.localize = field.widget.is_localized = True

    def say_what_empty_means(self, name: str, words: StrPromise) -> None:
        """Write `words` as the empty choice of the field `name`."""
        choice = self.fields[name]
        if isinstance(choice, forms.ModelChoiceField):
            choice.empty_label = words

    def write(self, *, by: Actor, now: datetime) -> None:
        """Write what was filled in; call only when the form is valid."""
        change_setting(self.instance, changed=self.changed_data, by=by, now=now)
