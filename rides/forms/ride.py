"""What a ride is: where to, when, how back, and what comes along. Shared by new, changed and standing rides."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from rides.models import Destination, Need, RideWish
from rides.services.wishes.facts import NO_BACK_TIME
from rings.forms.clock import ClockField
from rings.forms.gigs.what import SMALL, NoCodesForm

Back, Timing = RideWish.Back, RideWish.Timing
OTHER = RideWish.Purpose.OTHER.value
FLEXIBLE = [
    (0, _("exactly then")),
    (15, _("a quarter of an hour")),
    (30, _("half an hour")),
    (60, _("an hour")),
    (120, _("two hours")),
]
MOST_SEATS = 8
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class PlaceChoice(forms.ModelChoiceField):
    """Destinations grouped by municipality, those of `near` first."""

    def offer(self, places: QuerySet[Destination], near: Municipality | None) -> None:
        """Offer `places`."""
        self.queryset = places
        rows = sorted(places.select_related("municipality"), key=lambda p: _order(p, near))
        groups = groupby(rows, key=lambda p: str(p.municipality))
        named = [(name, [(place.pk, place.name) for place in some]) for name, some in groups]
        self.choices = [("", "–"), *named]


def _order(place: Destination, near: Municipality | None) -> tuple[bool, str, str]:
    is_far = near is None or place.municipality_id != near.pk
    return is_far, str(place.municipality), place.name


class RideForm(NoCodesForm):
    """A wish but for its rider and day."""

    destination = PlaceChoice(label=_("Where to?"), queryset=Destination.objects.none())
    purpose = forms.ChoiceField(
        label=_("What is the ride for?"), choices=RideWish.Purpose.choices, initial=OTHER
    )
    hour = ClockField(label=_("At what hour?"))
    timing = forms.ChoiceField(
        label=_("What is that hour?"),
        choices=[
            (Timing.ARRIVE.value, _("Has to be there then")),
            (Timing.LEAVE.value, _("Leaves home then")),
        ],
        widget=forms.RadioSelect,
        initial=Timing.ARRIVE.value,
    )
    flexible_minutes = forms.TypedChoiceField(
        label=_("May it be earlier or later by"), choices=FLEXIBLE, coerce=int, initial=30
    )
    back = forms.ChoiceField(
        label=_("How home?"),
        choices=[
            (Back.FIXED.value, _("At a set hour")),
            (Back.ON_CALL.value, _("When the rider rings or writes that they are ready")),
            (Back.NONE.value, _("No ride home is needed")),
        ],
        widget=forms.RadioSelect,
        initial=Back.FIXED.value,
    )
    back_time = ClockField(
        label=_("Home at what hour?"),
        required=False,
        help_text=_("For example 12.30. When the rider rings: about when, if it is known."),
    )
    seats = forms.TypedChoiceField(
        label=_("How many travel?"),
        choices=[(n, str(n)) for n in range(1, MOST_SEATS + 1)],
        coerce=int,
        initial=1,
        help_text=_("The companion counts too."),
    )
    needs = forms.MultipleChoiceField(
        label=_("What comes along or is needed?"),
        choices=Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    may_share_address = forms.BooleanField(
        label=_("The driver may get the address by text"),
        required=False,
        help_text=_("Ask. Without this the driver gets the village, and the address by telephone."),
    )
    has_phone_along = forms.BooleanField(
        label=_("Has a telephone along on the way"), required=False
    )
    landmark = forms.CharField(
        label=_("How to find the place"),
        required=False,
        max_length=120,
        help_text=_("For example: the last house by the lake"),
    )
    start = PlaceChoice(
        label=_("Where from, if not from home?"),
        queryset=Destination.objects.none(),
        required=False,
    )
    ordered_by = forms.CharField(
        label=_("Who ordered it?"),
        required=False,
        max_length=80,
        help_text=_("Leave empty if they asked for it themselves."),
    )
    note = forms.CharField(
        label=_("Note for the driver"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=SMALL),
        help_text=_("Only what the driver must know. No illnesses."),
    )

    WHERE = ("destination", "purpose")
    WHEN = ("hour", "timing", "flexible_minutes")
    HOME = ("back", "back_time")
    ALONG = ("seats", "needs", "may_share_address", "has_phone_along")
    MORE = ("landmark", "start", "ordered_by", "note")

    def offer_places(self, near: Municipality | None, also: Iterable[int] = ()) -> None:
        """Offer the places to which people are driven; `also` those that a ride has already."""
        offered = Destination.objects.offered() | Destination.objects.filter(pk__in=list(also))
        for name in ("destination", "start"):
            field = self.fields[name]
            assert isinstance(field, PlaceChoice)  # noqa: S101  # declared above
            field.offer(offered, near)

    def fields_of(self, names: Iterable[str]) -> list[forms.BoundField]:
        """Return the questions of these names, as a template shows them."""
        return [self[name] for name in names]

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        """Return the questions by the part of the page in which they stand."""
        names = {"where": self.WHERE, "when": self.WHEN, "home": self.HOME, "along": self.ALONG}
        return {part: self.fields_of(some) for part, some in (names | {"more": self.MORE}).items()}

    @property
    def more_is_open(self) -> bool:
        """Tell whether something stands, or is wrong, among the questions that may be left for later."""
        return any(name in self.errors or self[name].value() for name in self.MORE)

    def clean(self) -> dict[str, Any]:
        """Ask for the hour of a way home that has one."""
        given = super().clean()
        has_hour = given.get("back_time") or "back_time" in self.errors
        if given.get("back") == Back.FIXED and not has_hour:
            self.add_error("back_time", NO_BACK_TIME)
        return given

    def wish(self) -> dict[str, Any]:
        """Return what a valid form wishes for, by the names of `rides.services.wishes.facts.Wish`."""
        given = self.cleaned_data
        names = (*self.WHERE, "timing", "flexible_minutes", *self.HOME, *self.ALONG)
        wish = {name: given[name] for name in (*names, "landmark", "ordered_by", "note")}
        start: Destination | None = given["start"]
        return wish | {
            "wall_time": given["hour"],
            "from_place": start.name if start else "",
            "from_latitude": start.latitude if start else None,
            "from_longitude": start.longitude if start else None,
        }


def initial_of(row: RideWish) -> dict[str, Any]:
    """Return how the form stands for a ride that has been taken down."""
    names = {*RideForm.base_fields} - {"hour", "start", "destination"}
    start = Destination.objects.filter(name=row.from_place).first() if row.from_place else None
    return {name: getattr(row, name) for name in names} | {
        "hour": row.wall_time,
        "destination": row.destination_id,
        "start": start.pk if start else None,
    }


class ChangeRideForm(RideForm):
    """A ride of one day that has been taken down."""

    day = forms.DateField(label=_("Day"), widget=DATE)

    field_order = ["day"]

    def __init__(self, *args: Any, ride: RideWish, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = initial_of(ride) | {"day": day}
        super().__init__(*args, **kwargs)
        self.offer_places(ride.rider.municipality, [ride.destination_id])

    def changes(self) -> dict[str, Any]:
        """Return what a valid form wants, the day with it."""
        return self.wish() | {"day": self.cleaned_data["day"]}
