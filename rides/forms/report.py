"""How a run went, as its driver tells the office: of each rider, the kilometres, when home again."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.localtime import instant, local_date
from rides.models import Leg, Run
from rides.rules.km_by_text import km_in
from rides.services.closing.said import Became, Said

HOW_KM = gettext_lazy("Write it like this: 43 or 43,5")
HOW_EUROS = gettext_lazy("Write it like this: 2,50")
IN_THE_CAR = (Became.DONE, Became.NO_SHOW, Became.CANCELLED, Became.LEFT)
WAY_BACK = (Became.DONE, Became.OTHERWISE, Became.NO_SHOW, Became.LEFT)
ELSEWHERE = (
    (Became.OPEN.value, gettext_lazy("not yet: has to be driven home")),
    (Became.DONE.value, gettext_lazy("came home in this car")),
    (Became.OTHERWISE.value, gettext_lazy("the rider got home another way")),
)
ENDED = (Became.DONE, Became.NO_SHOW)
# How whoever rides a way is called on the page.
Naming = Callable[[Leg], str]
SHORT = {"class": "short", "autocomplete": "off", "inputmode": "decimal"}


class KmField(forms.CharField):
    """Kilometres as people write them; cleans to one decimal, or None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs=SHORT), **kwargs)

    def clean(self, value: Any) -> Any:
        """Read it as a text message would be read."""
        text: str = super().clean(value)
        if not text:
            return None
        km = km_in(text)
        if km is None:
            raise forms.ValidationError(HOW_KM)
        return km


class CentsField(forms.CharField):
    """Euros as people write them; cleans to whole cents, 0 when empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, widget=forms.TextInput(attrs=SHORT), **kwargs)

    def clean(self, value: Any) -> Any:
        """Take a comma for a point, and the sign of the euro for nothing."""
        text: str = super().clean(value)
        try:
            euros = Decimal((text or "0").replace("€", "").replace(",", ".").strip())
        except InvalidOperation:
            raise forms.ValidationError(HOW_EUROS) from None
        if not 0 <= euros < 1000:
            raise forms.ValidationError(HOW_EUROS)
        return int((euros * 100).quantize(Decimal(1), ROUND_HALF_UP))


class KmForm(forms.Form):
    """The kilometres of a run that has ended."""

    km = KmField(label=gettext_lazy("Kilometres driven, from home to home"), help_text=HOW_KM)

    def __init__(self, run: Run, *args: Any, name_of: Naming = str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run, self.name_of = run, name_of
        if run.km_driven is not None:
            self.initial["km"] = f"{run.km_driven.normalize():f}".replace(".", ",")

    def said(self) -> dict[int, Said]:
        """Return what became of each way, by its number."""
        names = [name for name in self.fields if name.startswith("became_")]
        ways = [int(name.removeprefix("became_")) for name in names]
        given = self.cleaned_data
        return {
            way: Said(Became(given[f"became_{way}"]), given.get(f"share_{way}") or 0)
            for way in ways
        }

    def _ask(self, leg: Leg, choices: Iterable[tuple[str, Any]], chosen: str) -> None:
        name = f"became_{leg.pk}"
        label = _label(leg, self.name_of(leg))
        self.fields[name] = forms.ChoiceField(label=label, choices=list(choices))
        self.initial[name] = chosen

    def _ask_share(self, leg: Leg) -> None:
        if not self.run.driver.shares_costs:
            return
        name = f"share_{leg.pk}"
        who = {"name": self.name_of(leg)}
        label = _("What %(name)s paid towards the costs, euros") % who
        self.fields[name] = CentsField(label=label, required=False)
        if leg.share_cents:
            self.initial[name] = f"{leg.share_cents / 100:.2f}".replace(".", ",")


class ReportForm(KmForm):
    """All that is told when the car is home."""

    home_at = forms.TimeField(
        label=gettext_lazy("Home again at"),
        widget=forms.TimeInput(format="%H.%M", attrs={"class": "short", "autocomplete": "off"}),
    )
    claims = forms.BooleanField(
        label=gettext_lazy("The driver wishes to be paid for the kilometres"), required=False
    )

    def __init__(
        self, run: Run, ways: Iterable[Leg], elsewhere: Iterable[Leg], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(run, *args, **kwargs)
        self.ways = list(ways)
        self.fields["km"].required = False
        self.fields["km"].help_text = _(
            "The plan said %(km)s. Leave it empty if not known yet."
        ) % {"km": f"{run.km_planned.normalize():f}".replace(".", ",")}
        home = timezone.localtime(run.ends_at).time()
        self.initial.update({"home_at": home, "claims": True})
        for leg in self.ways:
            outcomes = WAY_BACK if leg.direction == Leg.Direction.BACK else IN_THE_CAR
            self._ask(leg, ((each.value, each.label) for each in outcomes), Became.DONE.value)
            self._ask_share(leg)
        for leg in elsewhere:
            self._ask(leg, ELSEWHERE, Became.OPEN.value)
        self.order_fields([*_after("became_", "share_", self.fields), "km", "home_at", "claims"])

    def clean(self) -> dict[str, Any]:
        """Ask again when somebody who was not driven there is said to have been driven back."""
        for leg in self.ways:
            there = self._there(leg)
            if there in {None, Became.DONE} or "back_only" in self.data:
                continue
            if self.cleaned_data.get(f"became_{leg.pk}") == Became.DONE:
                who = {"name": self.name_of(leg)}
                self.fields["back_only"] = forms.BooleanField(label=_("They rode back only"))
                words = _("%(name)s was not driven there. Tick below if they still rode back.")
                self.add_error(f"became_{leg.pk}", words % who)
        return self.cleaned_data

    def _there(self, leg: Leg) -> str | None:
        """Return what became of the way there, when `leg` is the way back of the same ride."""
        others = [each for each in self.ways if each.request_id == leg.request_id]
        if leg.direction == Leg.Direction.BACK:
            for out in others:
                if out.direction == Leg.Direction.OUT:
                    return self.cleaned_data.get(f"became_{out.pk}")
        return None

    def home(self) -> datetime:
        """Return when the car was home: past midnight it is the next day."""
        day, wall = local_date(self.run.starts_at), self.cleaned_data["home_at"]
        home = instant(day, wall)
        return home if home >= self.run.starts_at else instant(day + timedelta(days=1), wall)


class CorrectForm(KmForm):
    """What was written down of a run that is closed."""

    def __init__(self, run: Run, ways: Iterable[Leg], *args: Any, **kwargs: Any) -> None:
        super().__init__(run, *args, **kwargs)
        for leg in ways:
            self._ask(leg, ((each.value, each.label) for each in ENDED), leg.state)
            self._ask_share(leg)
        self.order_fields([*_after("became_", "share_", self.fields), "km"])


def _label(leg: Leg, name: str) -> str:
    """Return whose way it is, and when: "Aino Esimerkki, there 9.20–9.50"."""
    which = leg.get_direction_display()
    if leg.pickup_at is None or leg.dropoff_at is None:
        return f"{name}, {which}"
    hours = [
        time_format(timezone.localtime(each), "TIME_FORMAT")
        for each in (leg.pickup_at, leg.dropoff_at)
    ]
    return f"{name}, {which} {'–'.join(hours)}"


def _after(*beginnings: Any) -> list[str]:
    *starts, names = beginnings
    return [name for name in names if name.startswith(tuple(starts))]
