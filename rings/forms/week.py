"""What the pages about a week show: which municipality, which kind, by whom; and what is called off."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from directory.scope import Scope
from rings.forms.members import SELECT
from rings.models import Ring
from rings.services.planning.generate import HORIZON

RING, PERSON = "ring", "person"
LONGEST = timedelta(days=14)
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class ScopedPlaces(forms.ModelChoiceField):
    """The municipalities of a scope. With only one there is nothing to choose."""

    def offer(self, scope: Scope) -> list[Municipality]:
        """Offer the municipalities whose rings are open to `scope`, and return them."""
        open_to = Municipality.objects.filter(scope.municipalities()).distinct()
        self.queryset = open_to
        return list(open_to)


class WeekFilter(forms.Form):
    """How the week is shown."""

    week = forms.DateField(required=False, widget=forms.HiddenInput)
    rows = forms.ChoiceField(
        label=_("Rows"),
        required=False,
        choices=[(RING, _("by ring")), (PERSON, _("by person"))],
        widget=SELECT,
    )
    municipality = ScopedPlaces(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=_("All municipalities"),
        widget=SELECT,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *Ring.Kind.choices],
        widget=SELECT,
    )
    gaps = forms.BooleanField(label=_("Only where somebody is missing"), required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["municipality"]
        assert isinstance(places, ScopedPlaces)  # noqa: S101  # declared above
        places.offer(scope)


class CallOffForm(forms.Form):
    """Which days are called off, where (unless it is about one ring), and why."""

    municipality = ScopedPlaces(
        label=_("All rings of which municipality?"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose"),
    )
    first = forms.DateField(label=_("First day"), widget=DATE)
    last = forms.DateField(
        label=_("Last day"),
        widget=DATE,
        required=False,
        help_text=_("Leave empty when it is one day."),
    )
    note = forms.CharField(
        label=_("Why?"),
        max_length=80,
        help_text=_("For the office only. For example: storm, office closed."),
    )

    def __init__(
        self, *args: Any, scope: Scope, today: date, ring: Ring | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        places = self.fields["municipality"]
        assert isinstance(places, ScopedPlaces)  # noqa: S101  # declared above
        offered = places.offer(scope)
        if ring:
            del self.fields["municipality"]
        elif len(offered) == 1:
            self.initial["municipality"] = offered[0].pk

    def clean(self) -> dict[str, Any]:
        """Refuse days that are past, backwards, too many at once or not planned yet."""
        given = super().clean() or self.cleaned_data
        first = given.get("first")
        last = given["last"] = given.get("last") or first
        if not first or not last:
            return given
        if first < self.today:
            self.add_error("first", _("That day is past."))
        if last < first:
            self.add_error("last", _("The last day is before the first day."))
        elif last - first >= LONGEST:
            self.add_error("last", _("At most two weeks at once. Pause the ring for longer."))
        elif last > self.today + HORIZON:
            self.add_error("last", _("Nothing is planned that far ahead yet."))
        return given


class SpanFilter(forms.Form):
    """Which of what is coming: where, of which kind, how far ahead."""

    USUAL = 14

    municipality = ScopedPlaces(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=_("All my areas"),
        widget=SELECT,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *Ring.Kind.choices],
        widget=SELECT,
    )
    span = forms.TypedChoiceField(
        label=_("How far ahead"),
        required=False,
        coerce=int,
        choices=[
            (USUAL, _("two weeks")),
            (2, _("until the day after tomorrow")),
            (7, _("one week")),
            (56, _("eight weeks")),
        ],
        widget=SELECT,
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["municipality"]
        assert isinstance(places, ScopedPlaces)  # noqa: S101  # declared above
        places.offer(scope)

    @property
    def days(self) -> int:
        """Return how many days ahead the list reaches."""
        return int(self.cleaned_data.get("span") or self.USUAL)
