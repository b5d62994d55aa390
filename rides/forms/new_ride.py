"""A ride taken down during a telephone call: who, where to, when, how home, and whether it comes again."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.localtime import instant, local_date
from directory.models import Municipality
from rides.forms.ride import DATE, RideForm
from rides.forms.standing import AgainForm
from rides.models import StandingRide
from rides.services.wishes.facts import IN_THE_PAST
from rings.forms.gigs.what import OTHER, quick_days
from rings.forms.who import WhoForm


class NewRideForm(WhoForm, AgainForm, RideForm):
    """`now` decides which days are still to come, `near` whose places are offered first."""

    day = forms.ChoiceField(label=_("On which day?"), widget=forms.RadioSelect)
    other_day = forms.DateField(label=_("Another day"), required=False, widget=DATE)
    # What the page had shown of the promise when it was sent.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.IntegerField(required=False, widget=forms.HiddenInput)

    DAY = ("day", "other_day")

    def __init__(
        self, *args: Any, now: datetime, near: Municipality | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["day"].choices = quick_days(local_date(now))  # type: ignore[attr-defined]  # a choice
        self.offer_places(near)

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        """Return the questions by the part of the page; the day goes before the hour."""
        own = {"day": self.fields_of(self.DAY), "again": self.fields_of(self.AGAIN)}
        return super().parts | own

    @property
    def again_is_open(self) -> bool:
        """Tell whether it comes again, so that these questions are shown."""
        return bool(self["weekdays"].value()) or any(name in self.errors for name in self.AGAIN)

    def clean(self) -> dict[str, Any]:
        """Read the day, and refuse an hour that is past."""
        given = super().clean()
        if given.get("day"):
            given["day"] = self._chosen_day(given)
        day, hour = given.get("day"), given.get("hour")
        if day and hour and instant(day, hour) <= self.now:
            self.add_error("hour", IN_THE_PAST)
        if day and given.get("valid_until") and given["valid_until"] < day:
            self.add_error("valid_until", _("The last day must not be before the first."))
        return given

    def _chosen_day(self, given: dict[str, Any]) -> date | None:
        if given["day"] != OTHER:
            return date.fromisoformat(given["day"])
        if not given.get("other_day") and "other_day" not in self.errors:
            self.add_error("other_day", _("Choose the day."))
        day: date | None = given.get("other_day")
        return day

    def standing(self) -> StandingRide | None:
        """Return the standing ride that a valid form asks for: from its day on, or None when it is for once."""
        day, again = self.cleaned_data["day"], self.again()
        if not again["weekdays"]:
            return None
        return StandingRide(anchor=day, valid_from=day, **again)
