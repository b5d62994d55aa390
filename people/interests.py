"""What people like and may have in common: the codes of `Person.interests`, their names, and how texts say it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language


@dataclass(frozen=True)
class Interest:
    """One of `interests.toml`: the stored code, a name in each language, and a pattern on folded words."""

    code: str
    names: dict[str, str]
    found: re.Pattern[str]

    def name(self) -> str:
        """Return the name in the language of the reader, in English where there is none."""
        return self.names.get((get_language() or "en")[:2], self.names["en"])


def _read() -> tuple[Interest, ...]:
    file = Path(__file__).with_name("interests.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Interest(
            code, {key: text for key, text in of.items() if key != "found"}, _pattern(of["found"])
        )
        for code, of in table.items()
    )


def _pattern(found: str) -> re.Pattern[str]:
    """Words begin where the pattern does: "kalassa" is not found in "sotkalassa"."""
    return re.compile(rf"\b(?:{found})")


INTERESTS = _read()
CODES = tuple(interest.code for interest in INTERESTS)
_BY_CODE = {interest.code: interest for interest in INTERESTS}


def _name(code: str) -> str:
    return _BY_CODE[code].name()


_lazy_name = lazy(_name, str)
# Each code with its name, put into a language only when it is shown.
CHOICES: list[tuple[str, str | Promise]] = [(code, _lazy_name(code)) for code in CODES]


def codes_in(folded: str) -> list[str]:
    """Return the codes that `folded` words name, in the order of the file: "luen ja kalastan"."""
    return [interest.code for interest in INTERESTS if interest.found.search(folded)]


def in_words(codes: Iterable[str]) -> list[str]:
    """Return the names of `codes` in the reader's language; one that is no more in the file as it is."""
    return [_name(code) if code in _BY_CODE else code for code in codes]
