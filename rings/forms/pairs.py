"""What the owner of a pair writes down at each step of its life."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.localtime import instant
from directory.models import ServiceLine, User
from people.forms import date_field
from rings.forms.clock import ClockField
from rings.forms.members import SELECT, FindPersonForm
from rings.models import Pair, Ring
from rings.services.pairs.trial import ANSWERS

Reason = Pair.Reason
KINDS = [(kind.value, kind.label) for kind in (ServiceLine.Kind.CALL, ServiceLine.Kind.VISIT)]
# The end of a service is recorded on the person's page, and ends the pair with it.
NOT_CHOSEN = (Reason.NONE, Reason.DIED, Reason.ERASED)

SAYS = [(value, capfirst(label)) for value, label in Pair.Says.choices]


def _note(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PairFilterForm(forms.Form):
    """Which pairs the list shows."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All that wait for a step")),
            *((value, capfirst(label)) for value, label in Pair.State.choices),
        ],
        widget=SELECT,
    )


class FindVolunteerForm(FindPersonForm):
    """Narrows the volunteers who could be suggested, and says what for."""

    kind = forms.ChoiceField(label=_("What for?"), choices=KINDS, widget=SELECT)


class AskForm(forms.Form):
    """How the volunteer is asked; the resident is always rung."""

    by_text = forms.TypedChoiceField(
        label=_("How is the volunteer asked?"),
        coerce=lambda value: value == "text",
        choices=[
            ("text", _("By a text, with no name and no address")),
            ("telephone", _("I ring both")),
        ],
        initial="text",
        widget=forms.RadioSelect,
    )


class AnswersForm(forms.Form):
    """What the two have said."""

    resident_says = forms.ChoiceField(
        label=_("What does the resident say?"),
        required=False,
        choices=SAYS,
        widget=forms.RadioSelect,
    )
    volunteer_says = forms.ChoiceField(
        label=_("What does the volunteer say?"),
        required=False,
        choices=SAYS,
        widget=forms.RadioSelect,
    )


class MeetingForm(forms.Form):
    """When the two meet, or ring, for the first time."""

    day = date_field(_("Day of the first meeting"))
    wall_time = ClockField(label=_("At what hour?"))

    def clean(self) -> dict[str, Any]:
        """Add the instant of the meeting."""
        given = super().clean() or self.cleaned_data
        if given.get("day") and given.get("wall_time"):
            given["meets_at"] = instant(given["day"], given["wall_time"])
        return given


class CheckForm(forms.Form):
    """How it goes, as both have said."""

    answer = forms.ChoiceField(
        label=_("How is it going?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    note = _note()


class FarewellForm(forms.Form):
    """That both have been told."""

    note = _note()


class HandOnPairForm(forms.Form):
    """Which colleague takes the pair."""

    to = forms.ModelChoiceField(
        label=_("Who takes it from now on?"),
        queryset=User.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, colleagues: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        field.queryset = User.objects.filter(pk__in=[user.pk for user in colleagues])


class EndPairForm(forms.Form):
    """Why a pair ends, and what becomes of its ring."""

    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[
            (value, capfirst(label)) for value, label in Reason.choices if value not in NOT_CHOSEN
        ],
        widget=forms.RadioSelect,
        help_text=_("Because of a worry: the two are not suggested to each other again."),
    )
    ring = forms.ChoiceField(
        label=_("What becomes of their ring?"),
        choices=[
            ("end", _("It ends")),
            ("pause", _("It is paused, until another volunteer comes")),
        ],
        initial="end",
        widget=forms.RadioSelect,
    )
    note = _note()

    def __init__(self, ring: Ring | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ring is None or ring.state != Ring.State.PUBLISHED:
            del self.fields["ring"]
