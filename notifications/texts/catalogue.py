"""What texts there are: texts.toml, typed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("fi", "sv", "en")


class TextError(Exception):
    """A text cannot be made."""


class MissingTemplateError(TextError):
    """No such text, or not in this language."""


class MissingVariableError(TextError):
    """The text needs a value that was not given."""


@dataclass(frozen=True)
class TextSpec:
    """One text. `audience`: volunteer, resident or coordinator; `context` the question it opens for
    the reply reader ("" when none), `no_means` the intent it gives to a bare no; `not_an_alarm`: it must say
    that this is no alarm service; `can_wait`: it goes when no other text has to."""

    name: str
    audience: str
    variables: tuple[str, ...]
    two_way: bool
    context: str = ""
    no_means: str = ""
    not_an_alarm: bool = False
    can_wait: bool = False


@cache
def catalogue() -> Mapping[str, TextSpec]:
    """Every text by name."""
    raw = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: TextSpec(
                name=name,
                audience=row["audience"],
                variables=tuple(row["variables"]),
                two_way=row["two_way"],
                context=row.get("context", ""),
                no_means=row.get("no_means", ""),
                not_an_alarm=row.get("not_an_alarm", False),
                can_wait=row.get("can_wait", False),
            )
            for name, row in raw.items()
        }
    )


def spec(name: str) -> TextSpec:
    """The declaration of one text. Raises MissingTemplateError."""
    try:
        return catalogue()[name]
    except KeyError:
        raise MissingTemplateError(f"There is no text called {name!r}") from None
