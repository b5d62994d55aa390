"""How a ride that is not driven ends: cancelled by somebody, or nobody was found."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Barrier
from rides.models import Leg, RideRequest

Reason = Leg.Reason
BOTH = "both"


class WhichForm(forms.Form):
    """Which ways are meant; asked only while both are open."""

    which = forms.ChoiceField(label=_("Which way?"), widget=forms.RadioSelect, initial=BOTH)

    def __init__(self, *args: Any, ride: RideRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ride = ride
        self.legs = {leg.direction: leg for leg in ride.legs.all() if leg.is_open}
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        if len(self.legs) == 2:
            field.choices = self.ways()
        else:
            only = next(iter(self.legs), BOTH)
            field.choices, field.initial = [(only, only)], only
            field.widget = forms.HiddenInput()

    def ways(self) -> list[tuple[str, Any]]:
        """Return what may be chosen while both ways are open."""
        return [
            (BOTH, _("There and back")),
            (Leg.Direction.BACK.value, _("Only the way back")),
            (Leg.Direction.OUT.value, _("Only the way there")),
        ]

    @property
    def chosen(self) -> Leg:
        """Return the way that a valid form means, the way there of both."""
        which = self.cleaned_data["which"]
        return self.legs[Leg.Direction.OUT.value if which == BOTH else which]

    @property
    def both(self) -> bool:
        """Tell whether a valid form means both ways."""
        return bool(self.cleaned_data["which"] == BOTH)


class CancelRideForm(WhichForm):
    """Why the ride is cancelled."""

    reason = forms.ChoiceField(
        label=_("Why is it cancelled?"),
        widget=forms.RadioSelect,
        choices=[
            (Reason.NOT_NEEDED.value, _("It is not needed any more")),
            (Reason.ILL.value, _("The rider is ill")),
            (Reason.AWAY.value, _("The rider is away, or in hospital")),
            (Reason.OTHER_RIDE.value, _("The rider goes another way")),
            (Reason.OFFICE.value, _("The office cannot arrange it")),
            (Reason.OTHER.value, _("Something else")),
        ],
    )


class UnmetRideForm(WhichForm):
    """Why no driver was found, from the list that an administrator keeps."""

    barrier = forms.ModelChoiceField(
        label=_("What was in the way?"),
        queryset=Barrier.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    told = forms.BooleanField(
        label=_("I have rung the rider and told them that no driver was found"), required=False
    )
    gets_home = forms.BooleanField(
        label=_("The rider gets home another way"),
        required=False,
        help_text=_("When only the way back is closed: nobody is left there."),
    )

    field_order = ["which", "gets_home", "barrier", "told"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        self.fields["barrier"].queryset = Barrier.objects.filter(in_use)  # type: ignore[attr-defined]
        if Leg.Direction.BACK.value not in self.legs:
            del self.fields["gets_home"]

    def ways(self) -> list[tuple[str, Any]]:
        """Return what may be chosen: nobody is driven home from where they were not driven to."""
        return [way for way in super().ways() if way[0] != Leg.Direction.OUT.value]
