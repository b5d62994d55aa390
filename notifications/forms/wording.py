"""The words of one text in one language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications import texts


class WordsForm(forms.Form):
    """What an office writes in a text; only what keeps the house style."""

    body = forms.CharField(
        label=_("words"),
        max_length=texts.LONGEST,
        help_text=_("Rinki puts the values in place of what stands between double brackets."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true", "class": "words"}),
    )

    def __init__(self, *args: Any, name: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.language = name, language
        self.fields["body"].widget.attrs["lang"] = language

    def clean_body(self) -> str:
        """Refuse what the house style does not allow, with all that is wrong at once. A text is one line."""
        body = on_one_line(self.cleaned_data["body"])
        if body != texts.original(self.name, self.language):
            wrong = texts.faults(self.name, self.language, body)
            if wrong:
                raise forms.ValidationError([str(fault) for fault in wrong])
        return body


def on_one_line(words: str) -> str:
    """Return `words` without ends of lines, as a text goes."""
    return " ".join(line.strip() for line in words.splitlines()).strip()
