"""What the service says on the telephone: one short text a language, filled in like a text message."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

LANGUAGE_TAGS: Mapping[str, str] = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-GB"}
_FOLDER = Path(__file__).resolve().parents[2] / "templates" / "voice"


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_FOLDER)], autoescape=False)


def spoken(name: str, language: str, values: Mapping[str, str]) -> str:
    """Return the sentence `name` (ask, no_key, well, help, heard, unknown) in `language` (fi, sv, en)."""
    template = _engine().get_template(f"{language}/{name}.txt")
    return template.render(Context(dict(values), autoescape=False)).strip()
