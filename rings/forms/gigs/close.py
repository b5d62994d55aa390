"""How a request ended: carried out, called off, or nobody found; and what somebody said on the telephone."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Barrier
from rings.forms.gigs.what import SMALL
from rings.forms.record import OutcomeForm
from rings.models import Occurrence
from rings.rules.durations import duration_in

Reason = Occurrence.Reason
LONGEST = 24 * 60


class DurationField(forms.CharField):
    """A length of time as people write it, "1,5" or "45 min"; cleans to minutes, or None when empty."""

    def clean(self, value: Any) -> Any:
        """Read it as a text message would be read."""
        text: str = super().clean(value)
        if not text:
            return None
        found = duration_in(text)
        if found is None or not 0 < found.minutes <= LONGEST:
            raise forms.ValidationError(_("Write the time like this: 1,5 h or 45 min"))
        return found.minutes


class GigOutcomeForm(OutcomeForm):
    """How it went, as for a call or visit, and how long it took."""

    minutes = DurationField(
        label=_("How long did it take, with the way?"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        help_text=_("For example 1,5 h or 45 min"),
    )
    field_order = ["result", "minutes", "reporter", "note", "worry"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = dict(self.fields["result"].choices)  # type: ignore[attr-defined]  # a choice field
        choices["reached"], choices["no_answer"] = _("It was done"), _("Nobody was at home")
        self.fields["result"].choices = list(choices.items())  # type: ignore[attr-defined]  # as above


class CallOffForm(forms.Form):
    """Why the request is called off."""

    reason = forms.ChoiceField(
        label=_("Why is it called off?"),
        widget=forms.RadioSelect,
        choices=[
            (Reason.NOT_NEEDED.value, _("It is not needed any more")),
            (Reason.AWAY.value, _("The person is away, or in hospital")),
            (Reason.OTHER.value, _("Something else")),
        ],
    )


class UnmetForm(forms.Form):
    """Why nobody was found, from the list that an administrator keeps."""

    barrier = forms.ModelChoiceField(
        label=_("What was in the way?"),
        queryset=Barrier.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={**SMALL, "id": "id_unmet_note"}),
    )
    told = forms.BooleanField(
        label=_("I have rung whoever ordered it and told them"),
        required=False,
        help_text=_("Not needed when they take texts: then they are told by text."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        self.fields["barrier"].queryset = Barrier.objects.filter(in_use)  # type: ignore[attr-defined]


class RefuseForm(forms.Form):
    """Why a request that came by link is not taken; the sender is told by telephone."""

    reason = forms.CharField(
        label=_("Why is it not taken?"),
        max_length=80,
        help_text=_("For example: no volunteers there. Ring the sender and say so."),
    )
