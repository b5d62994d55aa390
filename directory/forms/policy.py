"""What the forms of an association's figures share: one set each, and one for all that have none of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms.settings import SettingForm
from directory.models import Association


class PolicyForm(SettingForm):
    """Whole numbers of an association, each with a floor and a ceiling: `limits` by the name of the field."""

    limits: ClassVar[Mapping[str, tuple[int, int]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_empty_means("association", _("All associations that have none of their own"))
        for name, (least, most) in self.limits.items():
            field = self.fields[name]
            assert isinstance(field, forms.IntegerField)  # noqa: S101  # as the model has it
            self.fields[name] = forms.IntegerField(
                label=field.label,
                help_text=field.help_text,
                min_value=least,
                max_value=most,
                initial=field.initial,
            )

    def clean_association(self) -> Association | None:
        """Refuse an association of others, and a second set of figures for all."""
        office: Association | None = self.cleaned_data["association"]
        if not self.scope.may_set_up(None, office.pk if office else None):
            raise forms.ValidationError(_("Choose an association that you administer."))
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if office is None and others.filter(association=None).exists():
            raise forms.ValidationError(_("There is one for all associations already."))
        return office
