"""Forms of one turn: changing it with another's, and handing the responsibility to a contact."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Contact
from rings.models import Assignment, Occurrence
from rings.services.attending.daywords import at_hour
from rings.services.swaps.ask import swappable

SOMEBODY_ELSE = "other"
CLOSES = "closes"


class SwapForm(forms.Form):
    """With which turn of another volunteer of the ring this one is changed."""

    turn = forms.ChoiceField(label=_("For which turn?"))

    def __init__(self, *args: Any, occurrence: Occurrence, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turns = {str(turn.pk): turn for turn in swappable(occurrence, now)}
        choices = [(key, _turn_words(turn)) for key, turn in self.turns.items()]
        self.fields["turn"] = forms.ChoiceField(
            label=_("For which turn?"), choices=[("", _("Choose")), *choices]
        )

    @property
    def chosen(self) -> Assignment:
        """Return the other's turn, of a valid form."""
        return self.turns[self.cleaned_data["turn"]]


class HandoverForm(forms.Form):
    """Who outside the office has said: from now on this is mine."""

    who = forms.ChoiceField(label=_("Who takes it over?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name, if somebody else"), required=False, max_length=80)
    relation = forms.CharField(
        label=_("Who is that to the resident?"),
        required=False,
        max_length=40,
        help_text=_("For example: neighbour"),
    )
    after = forms.ChoiceField(
        label=_("And then?"),
        widget=forms.RadioSelect,
        initial=CLOSES,
        choices=[
            (CLOSES, _("Nothing more for us: close this")),
            ("60", _("It stays open: look again in one hour")),
            ("240", _("It stays open: look again in four hours")),
        ],
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts = Contact.objects.filter(resident__person=occurrence.receiver_id)
        self.contacts = {str(contact.pk): contact for contact in contacts}
        listed = [(key, _contact_words(contact)) for key, contact in self.contacts.items()]
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [*listed, (SOMEBODY_ELSE, _("Somebody else"))]
        self.order_fields(["who", "name", "relation", "after"])

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody who is not listed."""
        given = super().clean() or self.cleaned_data
        if given.get("who") == SOMEBODY_ELSE and not given.get("name", "").strip():
            self.add_error("name", _("Write who takes it over."))
        return given

    @property
    def contact(self) -> Contact | None:
        """Return the contact chosen, or None for somebody else."""
        return self.contacts.get(self.cleaned_data["who"])

    @property
    def looks_again_in(self) -> timedelta | None:
        """Return when the office looks again, or None when it is closed."""
        after: str = self.cleaned_data["after"]
        return None if after == CLOSES else timedelta(minutes=int(after))


def _turn_words(turn: Assignment) -> str:
    occurrence = turn.occurrence
    day = occurrence.nominal_date
    when = f"{day.day}.{day.month}. {at_hour(occurrence.wall_time)}"
    return f"{when} {turn.person}: {occurrence.receiver.first_name}"


def _contact_words(contact: Contact) -> str:
    return f"{contact.name} ({contact.relation})" if contact.relation else contact.name
