"""Who is told how the ring goes, and who is asked when somebody cannot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from rings.models import Ring


class CaptainForm(forms.ModelForm):
    """Captain and deputy among the members, and how far the search for a stand-in goes."""

    class Meta:
        model = Ring
        fields = ("captain", "deputy", "stand_ins")
        widgets = {"stand_ins": forms.RadioSelect}
        labels = {"stand_ins": _("Who is asked to stand in?")}
        help_texts = {
            "captain": _("Gets a text when somebody is missing, and when a circle has gone round."),
            "deputy": _("Is told when the captain is away or missing."),
        }

    def __init__(self, *args: Any, members: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = Person.objects.filter(pk__in=[person.pk for person in members])
        for name in ("captain", "deputy"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # foreign keys
            field.queryset = among
            field.empty_label = str(_("Nobody"))
            field.required = False
