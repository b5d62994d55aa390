"""Filling in a text, with every variable required. How texts are written stands in `template`."""

from collections.abc import Mapping

from django.template import Context, Template, TemplateDoesNotExist

from notifications.texts.catalogue import (
    LANGUAGES,
    MissingTemplateError,
    MissingVariableError,
    spec,
)
from notifications.texts.segments import normalise
from notifications.texts.template import FOLDER, GAP, compiled, engine


def render(name: str, language: str, variables: Mapping[str, object], words: str = "") -> str:
    """The text `name` in `language` (fi, sv, en), ready to send; written as `words` if there are any.

    Raises MissingTemplateError, MissingVariableError and, for `words` only, Django's TemplateSyntaxError.
    """
    missing = [each for each in spec(name).variables if each not in variables]
    if missing:
        raise MissingVariableError(f"{name} needs {', '.join(missing)}")
    template = compiled(words) if words else _of_file(name, language)
    text = template.render(Context(dict(variables), autoescape=False))
    if GAP in text:
        raise MissingVariableError(f"{name} in {language!r} uses a value that was not given")
    return normalise(text).strip()


def original(name: str, language: str) -> str:
    """Return how the file of a text is written. Raises MissingTemplateError."""
    _of_file(name, language)
    return (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8").strip()


def _of_file(name: str, language: str) -> Template:
    if language not in LANGUAGES:
        raise MissingTemplateError(f"There are no texts in {language!r}")
    try:
        return engine().get_template(f"{language}/{name}.txt")
    except TemplateDoesNotExist:
        raise MissingTemplateError(f"{name} is not written in {language!r}") from None
