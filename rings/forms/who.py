"""Whom something is asked for by telephone: somebody found, or somebody written down during the call."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.forms.gigs.what import NoCodesForm, PhoneField
from rings.forms.ring import associations_of

FIND_FIRST = _("Find the person, or write a new one below.")


class WhoForm(NoCodesForm):
    """Finds a person, takes down a new one, and asks for which office; offers only what is in `scope`."""

    words = forms.CharField(
        label=_("Find by name or telephone number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.ModelChoiceField(
        label=_("Who is it?"), queryset=Person.objects.none(), required=False
    )
    first_name = forms.CharField(label=_("First name"), required=False, max_length=60)
    last_name = forms.CharField(label=_("Last name"), required=False, max_length=60)
    number = PhoneField(label=_("Telephone"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False
    )
    village = forms.CharField(label=_("Village"), required=False, max_length=60)
    address = forms.CharField(label=_("Address"), required=False, max_length=120)
    agreed = forms.BooleanField(
        label=_("They have agreed that we help and keep their details."),
        required=False,
        help_text=_("Asked on the telephone, the first time that somebody is helped."),
    )
    association = forms.ModelChoiceField(label=_("Office"), queryset=Association.objects.none())

    PERSON_FIELDS = ("first_name", "last_name", "municipality", "village", "address")
    NEW_PERSON = (
        "first_name",
        "last_name",
        "number",
        "municipality",
        "village",
        "address",
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        offices = Association.objects.filter(associations_of(scope))
        places = Municipality.objects.filter(scope.municipalities()).distinct()
        self._offer("person", Person.objects.current().visible_to(scope))
        self._offer("association", offices)
        self._offer("municipality", places)

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        field.queryset = choices
        only = [] if name == "person" else list(choices[:2])
        if len(only) == 1:
            field.initial = only[0].pk
            if name == "association":
                field.widget = forms.HiddenInput()

    def fields_of(self, names: Iterable[str]) -> list[forms.BoundField]:
        """Return the questions of these names, as a template shows them."""
        return [self[name] for name in names]

    @property
    def new_person(self) -> list[forms.BoundField]:
        """Return the questions about somebody who is not here yet."""
        return self.fields_of(self.NEW_PERSON)

    @property
    def place_of_person(self) -> Municipality | None:
        """Return where the help is wanted, once that is known."""
        person: Person | None = self.cleaned_data.get("person")
        found: Municipality | None = self.cleaned_data.get("municipality")
        return person.municipality if person else found

    def clean(self) -> dict[str, Any]:
        """Ask for the person, for what a new one needs, and for an office of one's own there."""
        given = super().clean()
        if not given.get("person"):
            self._ask_about_new(given)
        place, office = self.place_of_person, given.get("association")
        if place and office and not self.scope.covers(place.pk, office.pk):
            self.add_error("association", _("You do not work for it in that municipality."))
        return given

    def _ask_about_new(self, given: dict[str, Any]) -> None:
        if not given.get("first_name"):
            self.add_error("words", FIND_FIRST)
            return
        if not given.get("municipality"):
            self.add_error("municipality", _("Choose the municipality."))
        if not given.get("agreed"):
            self.add_error("agreed", _("Ask whether they agree, then tick this."))
