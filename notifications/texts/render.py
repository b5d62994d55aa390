"""Filling in a text: Django's template language, without autoescape, with every variable required."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine, TemplateDoesNotExist

from notifications.texts.catalogue import (
    LANGUAGES,
    MissingTemplateError,
    MissingVariableError,
    spec,
)
from notifications.texts.segments import normalise

_FOLDER = Path(__file__).resolve().parents[2] / "templates" / "texts"
_GAP = "\ue000"  # private use: stands for a value that a template looked up in vain


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_FOLDER)], autoescape=False, string_if_invalid=_GAP)


def render(name: str, language: str, variables: Mapping[str, object]) -> str:
    """The text `name` in `language` (fi, sv, en), ready to send.

    Raises MissingTemplateError and MissingVariableError.
    """
    missing = [each for each in spec(name).variables if each not in variables]
    if missing:
        raise MissingVariableError(f"{name} needs {', '.join(missing)}")
    if language not in LANGUAGES:
        raise MissingTemplateError(f"There are no texts in {language!r}")
    try:
        template = _engine().get_template(f"{language}/{name}.txt")
    except TemplateDoesNotExist:
        raise MissingTemplateError(f"{name} is not written in {language!r}") from None
    text = template.render(Context(dict(variables), autoescape=False))
    if _GAP in text:
        raise MissingVariableError(f"{name} in {language!r} uses a value that was not given")
    return normalise(text).strip()
