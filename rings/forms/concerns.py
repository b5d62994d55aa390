"""Writing down a worry, and everything the one in charge does about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from directory.models import User
from people.models import Person
from rings.models import Concern

Severity, Closing = Concern.Severity, Concern.Closing
HOW_SOON = (
    (Severity.URGENT.value, _("Now: within half an hour")),
    (Severity.TODAY.value, _("Today, by 16 o'clock")),
    (Severity.SOON.value, _("Within three days")),
    (Severity.WATCH.value, _("Keep an eye on it: within two weeks")),
)
HOW_ENDED = (
    (Closing.WELL.value, _("All is well")),
    (Closing.HELPED.value, _("Help was arranged")),
    (Closing.AUTHORITY.value, _("The authorities have it")),
    (Closing.FAMILY.value, _("The family has it")),
    (Closing.MISTAKE.value, _("It was no worry")),
    (Closing.DIED.value, _("The person has died")),
)


def _words(label: Any, name: str, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Return a field for a few lines; each on the page has an id of its own."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "id": f"id_{name}"}),
    )


class ConcernForm(forms.Form):
    """What worries, how soon it must be looked into, and who does."""

    what = _words(
        _("What worries you?"),
        "what",
        _("What you saw or heard, in plain words. Only those who look into it can read this."),
    )
    severity = forms.ChoiceField(
        label=_("How soon?"),
        choices=HOW_SOON,
        initial=Severity.TODAY,
        widget=forms.RadioSelect,
        help_text=_("In danger call 112 first. Rinki never calls anybody by itself."),
    )
    mine = forms.BooleanField(label=_("I look into it myself"), required=False, initial=True)


class ConcernNoteForm(forms.Form):
    """What was done or heard."""

    text = _words(_("What was done or heard?"), "note")


class HowSoonForm(forms.Form):
    """Another haste."""

    severity = forms.ChoiceField(label=_("How soon?"), choices=HOW_SOON, widget=forms.RadioSelect)


class ReportForm(forms.Form):
    """That the office has filed a report with the authorities."""

    text = _words(
        _("What did you report, when and how?"),
        "report",
        _("For example: telephoned the county's customer guidance on 23.11."),
    )


class CloseConcernForm(forms.Form):
    """Why nothing more is to be done."""

    closing = forms.ChoiceField(
        label=_("How did it end?"), choices=HOW_ENDED, widget=forms.RadioSelect
    )
    text = _words(_("In a few words"), "closing", required=True)


class HandOnForm(forms.Form):
    """To which colleague it goes."""

    to = forms.ModelChoiceField(
        label=_("Who looks into it from now on?"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
    )

    def __init__(self, colleagues: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["to"], colleagues)


class ReadersForm(forms.Form):
    """Who else may read it."""

    readers = forms.ModelMultipleChoiceField(
        label=_("Who else may read it?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The one in charge and the one who wrote it down can always read it."),
    )

    def __init__(self, colleagues: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["readers"], colleagues)


class AboutForm(forms.Form):
    """Whom a text is about, when it did not say."""

    person = forms.ModelChoiceField(
        label=_("Whom is it about?"), queryset=Person.objects.none(), widget=forms.RadioSelect
    )

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["person"], people)


def _offer(field: forms.Field, rows: Sequence[Model]) -> None:
    """Let the field offer these rows and no empty choice."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
    if not isinstance(field, forms.ModelMultipleChoiceField):
        field.empty_label = None
    manager = field.queryset.model._default_manager if field.queryset is not None else None
    assert manager is not None  # noqa: S101  # declared above, too
    field.queryset = manager.filter(pk__in=[row.pk for row in rows])
