"""Forms about one person. They check what was written; the use cases decide."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality, ServiceLine
from directory.scope import Scope
from people.interests import CHOICES
from people.models import WISHED_GENDERS, Consent, Limit, Person, PhoneNumber, Resident
from people.services.residents import END_REASONS
from people.sides import sides

if TYPE_CHECKING:
    _PersonModelForm = forms.ModelForm[Person]
else:
    _PersonModelForm = forms.ModelForm

TIME_FORMATS = ["%H.%M", "%H:%M", "%H"]
OLDEST = 1900
YOUNGEST = 2100
# Finland lies within these: latitudes and longitudes that were swapped do not.
NORTH, EAST = (59, 71), (19, 32)
A_METRE = Decimal("0.00001")
BOTH_OR_NEITHER = _("Give both numbers, or leave both empty.")


def date_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a date: the browser's own calendar, or typed as 24.12.2026."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    formats = ["%Y-%m-%d", "%d.%m.%Y"]
    return forms.DateField(
        label=label, required=required, widget=widget, input_formats=formats, help_text=help_text
    )


def ticks(label: Any, choices: Any, *, help_text: Any = "") -> forms.MultipleChoiceField:
    """Return a box to tick for each of `choices`; none ticked says that nothing is known."""
    boxes = [(code, capfirst(words)) for code, words in choices]
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        label=label, required=False, choices=boxes, widget=widget, help_text=help_text
    )


class DegreesField(forms.DecimalField):
    """Degrees on the map, written with a comma or a point, kept to about a metre."""

    widget = forms.TextInput

    def __init__(self, limits: tuple[int, int], **kwargs: Any) -> None:
        least, most = limits
        super().__init__(required=False, min_value=least, max_value=most, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(  # type: ignore[override]  # the stubs take every number for a whole one
        self, value: Any
    ) -> Decimal | None:
        """Return what was written as a number, or None when nothing was."""
        degrees = super().to_python(str(value or "").replace(",", "."))
        return degrees and degrees.quantize(A_METRE)


class PersonForm(_PersonModelForm):
    """Who somebody is and where they live."""

    birth_year = forms.IntegerField(
        label=_("Birth year"),
        required=False,
        min_value=OLDEST,
        max_value=YOUNGEST,
        help_text=_("For example 1941. Do not write a personal identity code."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Person
        fields = [
            "first_name",
            "last_name",
            "birth_year",
            "language",
            "municipality",
            "village",
            "address",
            "email",
        ]

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Municipality.objects.filter(scope.municipalities()).distinct()
        self.fields["municipality"].queryset = mine  # type: ignore[attr-defined]  # a choice of rows
        self.fields["municipality"].empty_label = _("Choose")  # type: ignore[attr-defined]  # as above
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]

    def save(self, commit: bool = True) -> Person:
        """Refuse: people are written by the use cases only."""
        raise NotImplementedError


class DetailsForm(PersonForm):
    """All that is known of somebody, also what helps to find them company: asked when there is time to."""

    interests = ticks(_("What do they like?"), CHOICES)
    latitude = DegreesField(
        NORTH,
        label=_("Latitude of the home"),
        help_text=_(
            "For example 62.8712. Leave both empty: then the village or municipality counts."
        ),
    )
    longitude = DegreesField(
        EAST, label=_("Longitude of the home"), help_text=_("For example 24.8034")
    )

    class Meta(PersonForm.Meta):
        fields = [
            *PersonForm.Meta.fields,
            "gender",
            "target_group",
            "interests",
            "latitude",
            "longitude",
        ]
        help_texts = {
            "gender": _("Only as the person says. Some wish for a helper of one gender."),
            "target_group": _("For counts only. “By age” is right for most people."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse half a place."""
        given = super().clean() or self.cleaned_data
        empty = [name for name in ("latitude", "longitude") if given.get(name, 0) is None]
        if len(empty) == 1:
            self.add_error(empty[0], BOTH_OR_NEITHER)
        return given


class NewPersonForm(PersonForm):
    """A person who is not here yet, what they are to us, and how to reach them."""

    side = forms.ChoiceField(label=_("What are they to us?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, help_text=_("For example 040 123 4567")
    )
    is_another = forms.BooleanField(
        label=_("This is a different person. Add them."), required=False, widget=forms.HiddenInput
    )
    field_order = ["side", "first_name", "last_name", "number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(side.relation, side.label) for side in sides()]
        self.fields["side"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def ask_about_twins(self) -> None:
        """Show the box by which somebody says that a namesake is another person."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class NumberForm(forms.Form):
    """One more telephone number."""

    number = forms.CharField(
        label=_("Telephone number"), max_length=40, help_text=_("For example 040 123 4567")
    )
    takes_sms = forms.ChoiceField(
        label=_("Text messages"),
        choices=PhoneNumber.TakesSms.choices,
        initial=PhoneNumber.TakesSms.UNKNOWN,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=60, help_text=_("For example: in the evenings")
    )


class ResidentForm(forms.Form):
    """What the helpers need to know of a resident."""

    wishes = forms.MultipleChoiceField(
        label=_("Wishes for"),
        required=False,
        choices=ServiceLine.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    call_time = forms.TimeField(
        label=_("Wished time of a call"),
        required=False,
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H.%M"),
        help_text=_("For example 9.30"),
    )
    holidays = forms.ChoiceField(
        label=_("Public holidays"),
        required=False,
        choices=Resident.Holidays.choices,
        help_text=_("The resident's own wish goes before the rule of the ring."),
    )
    aid = forms.ChoiceField(label=_("Moving about"), choices=Resident.Aid.choices)
    wished_gender = forms.ChoiceField(
        label=_("Wishes for a helper who is"),
        required=False,
        choices=WISHED_GENDERS,
    )
    home = ticks(
        _("At home there are"),
        Limit.choices,
        help_text=_("Some helpers cannot be with these. Nobody is sent there who cannot."),
    )
    referred_by = forms.CharField(label=_("Who told us"), required=False, max_length=80)
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write only what a helper needs. No illnesses. The person may read this."),
    )


class ContactForm(forms.Form):
    """A relative, neighbour or key holder."""

    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    relation = forms.CharField(
        label=_("Relation"), required=False, max_length=40, help_text=_("For example: daughter")
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    has_key = forms.BooleanField(label=_("Has a key"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=120)


class AbsenceForm(forms.Form):
    """From when somebody is away, and when they are back."""

    starts_on = date_field(_("Away from"), help_text=_("The first day away"))
    returns_on = date_field(
        _("Back on"), required=False, help_text=_("Leave empty if it is not known yet")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=80)


class ReturnForm(forms.Form):
    """When somebody who is away is back."""

    returns_on = date_field(_("Back on"))


class ConsentForm(forms.Form):
    """An answer to one of the questions about consent."""

    kind = forms.ChoiceField(label=_("What for"), choices=Consent.Kind.choices)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=Consent.Answer.choices, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[c for c in Consent.Channel.choices if c[0] != Consent.Channel.IMPORT],
    )
    given_on = date_field(_("When"))


class EndForm(forms.Form):
    """Why the service ends."""

    why = forms.ChoiceField(
        label=_("Why does the service end?"),
        choices=list(END_REASONS.items()),
        widget=forms.RadioSelect,
    )


class EraseForm(forms.Form):
    """The tick without which nobody is erased."""

    sure = forms.BooleanField(label=_("Yes, erase this person for good"))
