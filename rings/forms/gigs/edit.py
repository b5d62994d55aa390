"""Changing a request that is written down already."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rings.forms.gigs.what import LENGTHS, DetailsForm, PhoneField
from rings.models import Gig


class EditGigForm(DetailsForm):
    """Everything but whom it is for and what kind of help."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
    )
    ordered_by = forms.CharField(label=_("Who ordered it?"), required=False, max_length=80)
    ordered_phone = PhoneField(label=_("Telephone of who ordered it"), required=False)
    field_order = ["day", "hour", "minutes", "place", "needs", "aid", "door_code"]

    def __init__(self, *args: Any, gig: Gig, **kwargs: Any) -> None:
        occurrence = gig.occurrence
        initial = {
            "day": occurrence.nominal_date,
            "hour": occurrence.wall_time,
            "minutes": gig.minutes,
            "place": gig.place,
            "needs": gig.needs,
            "aid": gig.aid,
            "ordered_by": gig.ordered_by,
            "ordered_phone": gig.ordered_phone,
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        lengths = sorted({*LENGTHS, gig.minutes})
        self.fields["minutes"].choices = [(n, f"{n} min") for n in lengths]  # type: ignore[attr-defined]  # a choice field
        self.fields["minutes"].required = True
        if gig.door_code:
            self.fields["door_code"].help_text = _(
                "One is kept, and is shown only near the visit. Write a new one to replace it."
            )

    def changes(self) -> dict[str, Any]:
        """Return what a valid form wants; an empty code leaves the one that is kept."""
        wanted = dict(self.cleaned_data)
        wanted["wall_time"] = wanted.pop("hour")
        if not wanted["door_code"]:
            del wanted["door_code"]
        return wanted
