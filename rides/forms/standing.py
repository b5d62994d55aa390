"""A ride that comes again: on which weekdays, from when to when, and what of public holidays."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from rides.forms.ride import DATE, RideForm, initial_of
from rides.models import StandingRide

EVERY = [
    (1, _("every week")),
    (2, _("every other week")),
    (3, _("every third week")),
    (4, _("every fourth week")),
]


class AgainForm(forms.Form):
    """When it comes again; without a weekday it does not."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which weekdays?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interval_weeks = forms.TypedChoiceField(
        label=_("How often?"), choices=EVERY, coerce=int, initial=1, required=False
    )
    valid_until = forms.DateField(label=_("Last day, if it is known"), required=False, widget=DATE)
    holidays = forms.ChoiceField(
        label=_("On public holidays"),
        choices=StandingRide.Holidays.choices,
        initial=StandingRide.Holidays.SKIP,
        required=False,
    )

    AGAIN = ("weekdays", "interval_weeks", "valid_until", "holidays")

    def again(self) -> dict[str, Any]:
        """Return what a valid form says, by the names of `StandingRide`."""
        given = {name: self.cleaned_data[name] for name in self.AGAIN}
        return given | {
            "holidays": given["holidays"] or StandingRide.Holidays.SKIP,
            "interval_weeks": given["interval_weeks"] or 1,
        }


class StandingForm(AgainForm, RideForm):
    """A standing ride that has been taken down."""

    field_order = [*AgainForm.AGAIN]

    def __init__(self, *args: Any, standing: StandingRide, **kwargs: Any) -> None:
        again = {name: getattr(standing, name) for name in self.AGAIN}
        kwargs["initial"] = initial_of(standing) | again
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].required = True
        self.offer_places(standing.rider.municipality, [standing.destination_id])

    def changed(self, standing: StandingRide) -> StandingRide:
        """Return `standing` with what a valid form says of its days; counted from its own anchor as before."""
        for name, value in self.again().items():
            setattr(standing, name, value)
        return standing
