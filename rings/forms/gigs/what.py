"""What is asked for, when and by whom: the questions that staff and home-care teams share."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.localtime import instant, local_date
from directory.models import Association, ServiceLine
from people.errors import RefusedError
from people.models import Resident
from people.register.text import IDENTITY_CODE
from people.services.numbers import read_number
from rings.forms.clock import ClockField

OTHER = "other"
QUICK_DAYS = 7
LENGTHS = (30, 60, 90, 120, 180, 240)
NO_CODES = _(
    "This looks like a personal identity code. Please take it out: a birth year is enough for us."
)
SMALL = {"rows": 2}


class PhoneField(forms.CharField):
    """One telephone number, cleaned to "+358401234567"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 040 123 4567"))
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Refuse what nobody can ring, in the words of the people's pages."""
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return read_number(text).number
        except RefusedError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class NoCodesForm(forms.Form):
    """A form that takes no personal identity code in any of its fields."""

    def clean(self) -> dict[str, Any]:
        """Say kindly what to leave out, instead of whatever else was wrong with that field."""
        given = super().clean() or self.cleaned_data
        for name in self.fields:
            if IDENTITY_CODE.search(str(self.data.get(self.add_prefix(name), ""))):
                self.errors.pop(name, None)
                self.add_error(name, NO_CODES)
        return given


class LineChoice(forms.ModelChoiceField):
    """Service lines, each with how long it usually takes and how early it is best asked for."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Company on errands, about 60 min; best asked 24 hours before"."""
        words = {"name": obj, "minutes": obj.usual_minutes, "hours": obj.notice_hours}
        if not obj.notice_hours:
            return gettext("%(name)s, about %(minutes)s min") % words
        said = gettext("%(name)s, about %(minutes)s min; best asked %(hours)s hours before")
        return said % words


class DetailsForm(NoCodesForm):
    """When on a day, how long, where to and what for."""

    hour = ClockField(label=_("At what hour?"))
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("as long as usual")), *((n, f"{n} min") for n in LENGTHS)],
    )
    place = forms.CharField(
        label=_("Where to?"),
        required=False,
        max_length=120,
        help_text=_("For example: health centre, Karstula. Leave empty if at home."),
    )
    needs = forms.CharField(
        label=_("What is needed?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs=SMALL),
        help_text=_("Only what the volunteer must know. No illnesses."),
    )
    aid = forms.ChoiceField(label=_("Moving about"), choices=Resident.Aid.choices)
    door_code = forms.CharField(
        label=_("Door code"),
        required=False,
        max_length=40,
        help_text=_(
            "The volunteer gets it two hours before the visit, nobody else and not before."
        ),
    )


class WhatForm(DetailsForm):
    """A request but for the person whom it is for; `now` decides which days and hours are still to come."""

    service_line = LineChoice(
        label=_("What kind of help?"),
        queryset=ServiceLine.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    day = forms.ChoiceField(label=_("On which day?"), widget=forms.RadioSelect)
    other_day = forms.DateField(
        label=_("Another day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
    )

    def __init__(
        self, *args: Any, now: datetime, lines: QuerySet[ServiceLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["service_line"].queryset = lines  # type: ignore[attr-defined]  # a choice of rows
        self.fields["day"].choices = quick_days(local_date(now))  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """Read the day, fill in the usual length, and refuse an hour that is past."""
        given = super().clean()
        if given.get("day"):
            given["day"] = self._chosen_day(given)
        day, hour, line = given.get("day"), given.get("hour"), given.get("service_line")
        if day and hour and instant(day, hour) <= self.now:
            self.add_error("hour", _("That hour is past. Choose one that is still to come."))
        if day and line and line not in ServiceLine.objects.valid_on(day):
            self.add_error("service_line", _("This help is not offered on that day."))
        if line and not given.get("minutes"):
            given["minutes"] = line.usual_minutes
        return given

    def _chosen_day(self, given: dict[str, Any]) -> date | None:
        if given["day"] != OTHER:
            return date.fromisoformat(given["day"])
        if not given.get("other_day") and "other_day" not in self.errors:
            self.add_error("other_day", _("Choose the day."))
        day: date | None = given.get("other_day")
        return day

    @property
    def starts_at(self) -> datetime | None:
        """Return the instant asked for, once day and hour are known."""
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        return instant(day, hour) if day and hour else None


def quick_days(today: date) -> list[tuple[str, str]]:
    """Return the week to come as choices, "Today", "Tomorrow", "Wed 25.11." and so on, and another day."""
    days = [today + timedelta(days=n) for n in range(QUICK_DAYS)]
    labels = [capfirst(date_format(day, "D j.n.")) for day in days]
    labels[0], labels[1] = gettext("Today"), gettext("Tomorrow")
    choices = [(day.isoformat(), label) for day, label in zip(days, labels, strict=True)]
    return [*choices, (OTHER, gettext("Another day"))]


def one_off_lines(day: date, offices: Iterable[Association] | None) -> QuerySet[ServiceLine]:
    """Return the one-off lines offered on `day` by `offices` or by all; None: by whichever office."""
    lines = ServiceLine.objects.valid_on(day).filter(is_one_off=True)
    if offices is None:
        return lines
    return lines.filter(Q(association=None) | Q(association__in=offices))
