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
from notifications.texts.lint import LONGEST, faults, left_out, lint, samples_of, unreadable
from notifications.texts.render import original, render
from notifications.texts.segments import (
    Encoding,
    Segments,
    count,
    normalise,
    outside_gsm7,
    room,
    split,
)

__all__ = [
    "LANGUAGES",
    "LONGEST",
    "Encoding",
    "MissingTemplateError",
    "MissingVariableError",
    "Segments",
    "TextError",
    "TextSpec",
    "catalogue",
    "count",
    "faults",
    "left_out",
    "lint",
    "normalise",
    "original",
    "outside_gsm7",
    "render",
    "room",
    "samples_of",
    "spec",
    "split",
    "unreadable",
]
