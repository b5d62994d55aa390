"""SMS texts: rendering, length and house style. Pure: no database, no clock, no settings."""

from notifications.texts.catalogue import (
    LANGUAGES,
    MissingTemplateError,
    MissingVariableError,
    TextError,
    TextSpec,
    catalogue,
    spec,
)
from notifications.texts.lint import lint
from notifications.texts.render import render
from notifications.texts.segments import Encoding, Segments, count, normalise

__all__ = [
    "LANGUAGES",
    "Encoding",
    "MissingTemplateError",
    "MissingVariableError",
    "Segments",
    "TextError",
    "TextSpec",
    "catalogue",
    "count",
    "lint",
    "normalise",
    "render",
    "spec",
]
