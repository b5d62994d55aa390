"""A place to which people are driven, and the search for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from people.forms import BOTH_OR_NEITHER, EAST, NORTH, DegreesField
from rides.models import Destination
from rides.services.destinations import plain_words


class WordsField(forms.CharField):
    """Words with commas between them, cleaned to a list."""

    def prepare_value(self, value: Any) -> Any:
        """Return the list as it is written in the box."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(  # type: ignore[override]  # the stubs take every text for one text
        self, value: Any
    ) -> list[str]:
        """Return the words, each once, in lower case."""
        words = value if isinstance(value, list) else str(value or "").split(",")
        return plain_words(words)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other words were written than stood there."""
        return self.to_python(initial) != self.to_python(data)


class DestinationForm(forms.ModelForm):
    """A shop, a health centre, a club: what it is called and where it is."""

    words = WordsField(
        label=_("How people call it"),
        required=False,
        max_length=200,
        help_text=_(
            "With commas between. Rinki knows it by these in a text message: kauppa, s-market"
        ),
    )
    latitude = DegreesField(
        NORTH,
        label=_("Latitude"),
        help_text=_(
            "For example 62.8712. Leave both empty: then the centre of the municipality counts."
        ),
    )
    longitude = DegreesField(EAST, label=_("Longitude"), help_text=_("For example 24.8034"))

    class Meta:
        model = Destination
        fields = ["name", "municipality", "address", "words", "latitude", "longitude", "is_offered"]
        labels = {"is_offered": _("May be chosen for new rides")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["municipality"]
        assert isinstance(place, forms.ModelChoiceField)  # noqa: S101  # as the model has it
        place.queryset = Municipality.objects.order_by("name_fi")
        place.empty_label = _("Choose")
        for name in ("name", "municipality", "address"):
            self.fields[name].label = str(self.fields[name].label).capitalize()

    def clean(self) -> dict[str, Any]:
        """Refuse half a place."""
        given = super().clean() or self.cleaned_data
        empty = [name for name in ("latitude", "longitude") if given.get(name, 0) is None]
        if len(empty) == 1:
            self.add_error(empty[0], BOTH_OR_NEITHER)
        return given


class FindPlaceForm(forms.Form):
    """Which places the list shows. Places are public: they may stand in an address."""

    words = forms.CharField(label=_("Name, address or municipality"), required=False, max_length=60)
    withdrawn = forms.BooleanField(
        label=_("Also those no longer offered"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
