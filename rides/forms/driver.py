"""Forms about a driver: the car, a paper that was shown, and what is said of one day."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from people.forms import TIME_FORMATS, date_field, ticks
from rides.models import Need
from rides.rules.driving import Hours
from volunteers.models import Credential

# In the driver's words. Every car has a front seat, and a place for a wheelchair that does not fold is a number.
TAKES = (
    (Need.ROLLATOR, _("a rollator")),
    (Need.FOLDING, _("a wheelchair that folds")),
    (Need.DOOR, _("helps from door to door")),
    (Need.DOG, _("a dog")),
    (Need.OXYGEN, _("oxygen")),
    (Need.SMOKE_FREE, _("nobody smokes in the car")),
    (Need.NO_PETS, _("no pets travel in the car")),
)
PAPERS = [
    (Credential.Kind.LICENCE.value, _("Driving licence")),
    (Credential.Kind.INSURANCE.value, _("Car insurance")),
]
DRIVES, OFF, AS_USUAL = "drives", "off", "usual"
SAYS = [
    (DRIVES, _("Drives at the hours below")),
    (OFF, _("Does not drive")),
    (AS_USUAL, _("As in every week")),
]


def number_field(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number, typed as text."""
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **more)


def time_field(label: Any, **more: Any) -> forms.TimeField:
    """Return a field for a wall time that may stay empty, typed as 9 or 9.30."""
    widget = forms.TimeInput(format="%H.%M")
    return forms.TimeField(
        label=label, required=False, input_formats=TIME_FORMATS, widget=widget, **more
    )


class DriverForm(forms.Form):
    """The car as the driver describes it, and what the driver is ready for."""

    seats = number_field(
        _("Seats for riders"), 1, 8, initial=3, help_text=_("Without the driver's own seat.")
    )
    boot = number_field(_("Rollators or folded wheelchairs that fit in the boot"), 0, 6, initial=1)
    wheelchair_places = number_field(
        _("Places for a wheelchair that does not fold"),
        0,
        3,
        initial=0,
        help_text=_("Only with a ramp or a lift. Nobody is lifted. An ordinary car has none."),
    )
    takes = ticks(_("Takes along or offers"), TAKES)
    most_km = number_field(
        _("Kilometres a day at most"),
        5,
        600,
        required=False,
        help_text=_("From home to home. Empty: as far as needed."),
    )
    in_the_dark = forms.BooleanField(label=_("Drives in the dark"), required=False, initial=True)
    in_winter = forms.BooleanField(label=_("Drives on winter roads"), required=False, initial=True)
    shares_costs = forms.BooleanField(
        label=_("Riders may take part in the costs"),
        required=False,
        help_text=_("Never more than the allowance for the kilometres, and never a fare."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=120,
        help_text=_("For example: a high car, a step helps. The driver may read this."),
    )


class PaperForm(forms.Form):
    """A licence or insurance that was shown: only the dates are kept, no copy."""

    kind = forms.ChoiceField(label=_("What was shown"), choices=PAPERS, widget=forms.RadioSelect)
    seen_on = date_field(_("Shown on"))
    valid_until = date_field(
        _("Valid until"), required=False, help_text=_("Leave empty if no end is written on it.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a paper that will be shown some day, and one that ended before it was shown."""
        given = super().clean() or self.cleaned_data
        seen_on, until = given.get("seen_on"), given.get("valid_until")
        if seen_on and seen_on > localdate():
            self.add_error("seen_on", _("This day has not come yet."))
        if seen_on and until and until < seen_on:
            self.add_error("valid_until", _("It was out of date already when it was shown."))
        return given


class DayForm(forms.Form):
    """What a driver says of one day."""

    day = date_field(_("Day"))
    says = forms.ChoiceField(
        label=_("On that day"), choices=SAYS, widget=forms.RadioSelect, initial=DRIVES
    )
    starts = time_field(_("Drives from"), help_text=_("For example 9 or 9.30"))
    ends = time_field(_("Drives until"))

    def clean(self) -> dict[str, Any]:
        """Ask for both hours of a day that is driven."""
        given = super().clean() or self.cleaned_data
        if given.get("says") == DRIVES:
            for name in ("starts", "ends"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Give both hours."))
        return given

    def hours(self) -> Hours | None:
        """Return the hours said, or None for a day off; call only when the form is valid."""
        said = self.cleaned_data
        return Hours(said["starts"], said["ends"]) if said["says"] == DRIVES else None
