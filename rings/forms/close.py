"""Closing a call or visit by hand: how it came out, in the office's words."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.asked import is_in_reach
from directory.localtime import instant
from rings.forms.clock import ClockField
from rings.models import Occurrence

Reason = Occurrence.Reason
UNREPORTED = "unreported"


class CloseForm(forms.Form):
    """Why nothing more is to be done: the reasons by which staff settle or cancel."""

    how = forms.ChoiceField(
        label=_("How did it come out?"),
        widget=forms.RadioSelect,
        choices=[
            (Reason.REACHED_BY_OTHER.value, _("Somebody else reached the resident")),
            (Reason.CONTACT_TOLD.value, _("The resident's own contact took over")),
            (Reason.EMERGENCY.value, _("Help was called")),
            (Reason.NOT_NEEDED.value, _("Not needed this time: cancel it")),
            (Reason.AWAY.value, _("The resident is away: cancel it")),
            (UNREPORTED, _("Nobody knows how it went")),
            (Reason.OTHER.value, _("Something else: see the note")),
        ],
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "id": "id_close_note"}),
    )

    def clean_note(self) -> str:
        """Ask for a note when the reason is "something else"."""
        note: str = self.cleaned_data["note"].strip()
        if self.cleaned_data.get("how") == Reason.OTHER and not note:
            raise forms.ValidationError(_("Write in a few words how it came out."))
        return note


class MoveForm(forms.Form):
    """Another day and hour, still to come at `now`."""

    day = forms.DateField(
        label=_("New day"), widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )
    hour = ClockField(label=_("New hour"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_day(self) -> date:
        """Refuse a day that nobody could mean."""
        day: date = self.cleaned_data["day"]
        if not is_in_reach(day):
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"])
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that is past."""
        given = super().clean() or self.cleaned_data
        day, hour = given.get("day"), given.get("hour")
        if day and hour and instant(day, hour) <= self.now:
            self.add_error("hour", _("That hour is past. Choose one that is still to come."))
        return given
