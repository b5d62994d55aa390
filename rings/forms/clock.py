"""A field for the hour of the day, as people write it: 9, 9.30, 9:30 or "klo 9.30"."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_HOUR = re.compile(
    r"^(?:klo|kl|at)?\.?\s*(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?$", re.IGNORECASE
)


class ClockField(forms.Field):
    """Wall-clock time in 24 hours; cleans to a `datetime.time`, or None when empty and not required."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write the hour like this: 9.30")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 9.30"))
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "size": 6, "class": "short"})

    def to_python(self, value: Any) -> time | None:
        """Return the time that `value` says; raise `ValidationError` when it says none."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = _HOUR.match(str(value).strip())
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """Show a time the way people write it: 9.30."""
        return f"{value.hour}.{value:%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether `data` says another time than `initial`; unreadable counts as changed."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True
