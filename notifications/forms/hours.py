"""From when until when texts may come, by the clock on the wall."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import TIME_FORMATS

CLOSES_FIRST = _("The end must be after the beginning.")


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    """Return a field for an hour as people write it: 8, 8.30 or 8:30."""
    widget = forms.TimeInput(format="%H.%M")
    return forms.TimeField(label=label, input_formats=TIME_FORMATS, widget=widget, **more)


def refuse_if_closed(form: forms.BaseForm, given: dict[str, Any]) -> None:
    """Refuse hours that end before they begin."""
    opens, closes = given.get("opens"), given.get("closes")
    if opens and closes and opens >= closes:
        form.add_error("closes", CLOSES_FIRST)


class HoursForm(forms.Form):
    """The hours of one person; both empty when those of the municipality are well."""

    opens = hour_field(_("Texts from"), required=False, help_text=_("For example 9.30"))
    closes = hour_field(
        _("Texts until"),
        required=False,
        help_text=_("Leave both empty for the usual hours."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half of the hours, and hours that end before they begin."""
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("opens")) != bool(given.get("closes")):
            missing = "closes" if given.get("opens") else "opens"
            self.add_error(missing, _("Give both hours, or neither."))
        refuse_if_closed(self, given)
        return given
