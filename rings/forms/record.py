"""Recording what somebody told by phone, or what staff did themselves, on behalf of anyone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.asked import row_number
from directory.scope import Scope
from people.models import Person
from rings.models import Occurrence, Outcome, Ring

HELPER, RESIDENT, OFFICE = "helper", "resident", "office"
LONG_LIST = 80


class OutcomeForm(forms.Form):
    """How a call or visit went, who said so, and what else there is to know."""

    result = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[
            (Outcome.Result.REACHED.value, _("Reached, all well")),
            (Outcome.Result.NO_ANSWER.value, _("The resident did not answer")),
            (Outcome.Result.CANNOT.value, _("The volunteer cannot do it")),
        ],
        widget=forms.RadioSelect,
    )
    reporter = forms.ChoiceField(
        label=_("Who told?"),
        choices=[
            (HELPER, _("The volunteer whose turn it is")),
            (RESIDENT, _("The resident")),
            (OFFICE, _("I did it or found out myself")),
        ],
        initial=HELPER,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only what the next caller or the office needs."),
    )

    worry = forms.BooleanField(
        label=_("I am worried about the resident"),
        required=False,
        help_text=_("The note is then kept for those who look into the worry."),
    )

    def clean(self) -> dict[str, Any]:
        """A worry needs words."""
        given = super().clean() or self.cleaned_data
        if given.get("worry") and not str(given.get("note", "")).strip():
            self.add_error("note", _("Write in a few words what worries you."))
        return given

    def reporter_of(self, occurrence: Occurrence) -> Person | None:
        """Return the person who told, or None when it was the office itself."""
        told: str = self.cleaned_data["reporter"]
        if told == RESIDENT:
            return occurrence.receiver
        holder = occurrence.holder()
        return holder.person if told == HELPER and holder else None


class RecordForm(OutcomeForm):
    """The quick form of Today: as above, with the call chosen from those that are open."""

    contact = forms.ModelChoiceField(
        label=_("Which call or visit?"), queryset=Occurrence.objects.none()
    )
    field_order = ["contact", "result", "reporter", "note", "worry"]

    def __init__(self, contacts: "OpenContacts", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = contacts
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        # What may be sent back is wider than what is offered: the list may have moved on meanwhile.
        field.queryset = Occurrence.objects.visible_to(contacts.scope).select_related("receiver")
        field.widget.choices = [("", _("Choose")), *contacts.grouped()]


@dataclass(frozen=True)
class OpenContacts:
    """The open calls that the quick form offers. `too_many`: a ring has to be chosen first, from `rings`."""

    scope: Scope
    rows: tuple[Occurrence, ...]
    rings: tuple[Ring, ...]
    ring_id: int | None
    too_many: bool

    def grouped(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Return the choices of a select, grouped by ring."""
        groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in self.rows:
            groups[row.ring.name if row.ring else ""].append((row.pk, label_of(row)))
        return list(groups.items())


def open_contacts(scope: Scope, day: date, ring: str | None) -> OpenContacts:
    """Return what is open until `day`; of the chosen `ring` only, when there are very many."""
    ready = Occurrence.objects.visible_to(scope).open().filter(nominal_date__lte=day)
    ready = ready.select_related("ring", "receiver").order_by("ring__name", "starts_at", "pk")
    rows = tuple(ready[: LONG_LIST + 1])
    if len(rows) <= LONG_LIST:
        return OpenContacts(scope, rows, (), None, too_many=False)
    chosen = row_number(ring)
    rings = tuple(Ring.objects.filter(pk__in=ready.order_by().values("ring")))
    rows = tuple(ready.filter(ring=chosen)) if chosen else ()
    return OpenContacts(scope, rows, rings, chosen, too_many=not chosen)


def label_of(row: Occurrence) -> str:
    """Return how a call reads in the list: "9.00 Aino Esimerkki"."""
    return f"{row.wall_time.hour}.{row.wall_time:%M} {row.receiver}"
