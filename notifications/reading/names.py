"""First names inside a Finnish text: Veikko, Veikon, Veikolle, Veikkoa."""

import re
from collections.abc import Set as AbstractSet

from notifications.reading.clean import PUNCTUATION, fold

_ENDING = 5  # longest case ending we allow after a name's stem
# Folded endings, Finnish cases and clitics, and the Swedish and English genitive.
_CASE = re.compile(r"(?:i?(?:n|a|ta|le|la|lta|sa|sta)(?:kin)?|kin|ko|h[aiu]n|on|an|ne|ja|ia|s)?")
_BREAKS = (
    frozenset(fold(w) for w in ["mutta", "mut", "ja", "sekä", "men", "och", "but", "and"])
    | PUNCTUATION
)


def is_name(word: str, name: str) -> bool:
    """Whether the folded `word` is a form of `name`. Folding has already levelled kk/k, tt/t, pp/p."""
    whole = fold(name)
    stem = whole[:-1] if len(whole) > 3 and whole[-1] in "aeiou" else whole
    return word.startswith(stem) and len(word) <= len(whole) + _ENDING


def is_exact_name(word: str, folded_names: AbstractSet[str]) -> bool:
    """Whether the folded `word` is one of `folded_names` with a case ending at most: Hilja, not "hiljainen"."""
    return any(
        word[:cut] in folded_names and _CASE.fullmatch(word[cut:]) for cut in range(len(word) + 1)
    )


def named(words: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `names` that `words` mention, in the order of the prompt."""
    return tuple(name for name in names if any(is_name(word, name) for word in words))


def segments(words: list[str], names: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Split where the text turns to another name: [(names, words)]."""
    clauses: list[list[str]] = [[]]
    for word in words:
        if word in _BREAKS:
            clauses.append([])
        else:
            clauses[-1].append(word)
    out: list[tuple[tuple[str, ...], list[str]]] = []
    for clause in filter(None, clauses):
        here = named(clause, names)
        only_name = bool(out) and all(any(is_name(w, n) for n in names) for w in out[-1][1])
        if here and not only_name:
            out.append((here, clause))
        elif out:
            out[-1] = (tuple(dict.fromkeys(out[-1][0] + here)), [*out[-1][1], *clause])
    return out


def name_forms(words: list[str], folded_names: AbstractSet[str]) -> frozenset[str]:
    """The words that are surely somebody's name, in whatever case."""
    return frozenset(word for word in words if is_exact_name(word, folded_names))


def split_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every word of every name: a signature may hold first and last."""
    return tuple(part for name in names for part in re.split(r"\W+", name) if part)
