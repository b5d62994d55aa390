"""Who would like to be with whom, and who not: the other person is looked for by name, then chosen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.models import Person
from volunteers.models import Preference

Kind, SaidBy = Preference.Kind, Preference.SaidBy
KINDS = (
    (Kind.TOGETHER.value, _("Rather together")),
    (Kind.APART.value, _("Not together: neither is asked to help the other")),
)
SAYS = [(value, capfirst(label)) for value, label in SaidBy.choices]


class FindOtherForm(forms.Form):
    """Looks for the other person. Sent by POST, so that no name stands in an address."""

    words = forms.CharField(
        label=_("Name or telephone number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OtherField(forms.ModelChoiceField):
    """People by name and by where they live: two may have one name."""

    def label_from_instance(self, obj: Person) -> str:
        """Return "Aino Esimerkki, Karstula, Kimingin kylä"."""
        return ", ".join(filter(None, [str(obj), str(obj.municipality), obj.village]))


class WishForm(forms.Form):
    """What is wished about the two, and who says so; `others` are those found by name."""

    other = OtherField(
        label=_("Who is the other?"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("What is wished?"), choices=KINDS, widget=forms.RadioSelect)
    said_by = forms.ChoiceField(label=_("Who says so?"), choices=SAYS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the office reads this. The one who said it may ask to read it."),
    )

    def __init__(self, others: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        field.queryset = Person.objects.filter(
            pk__in=[person.pk for person in others]
        ).select_related("municipality")
        if len(others) == 1:
            self.initial.setdefault("other", others[0].pk)
