"""What a rule over columns is, and how its words get their numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.formats import number_format
from django.utils.functional import Promise, lazy

from volunteers.matching.columns import Bools, Facts

Masks = npt.NDArray[np.uint32]
# Each number that the words name, for every pair.
Numbers = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Reason:
    """One reason for or against a pair, in words for a coordinator; `points` only where it counts for them."""

    name: str
    words: str | Promise
    points: int = 0


def no_numbers(facts: Facts) -> Numbers:
    """Return nothing: for words that name no number."""
    return {}


@dataclass(frozen=True)
class Rule:
    """A named rule. `fails` tells for each pair whether it speaks against it; `words` say so, with `numbers`."""

    name: str
    words: Promise
    fails: Callable[[Facts], Bools]
    numbers: Callable[[Facts], Numbers] = no_numbers

    def reason(self, facts: Facts, row: int) -> Reason:
        """Return in words why this rule speaks against the pair `row`."""
        return Reason(self.name, fill(self.words, self.numbers(facts.alone(row)), 0))


def masks(rules: Sequence[Rule], facts: Facts) -> Masks:
    """Return for each pair which rules speak against it: bit i for rules[i], 0 none."""
    found = np.zeros(len(facts.pairs), np.uint32)
    for place, rule in enumerate(rules):
        found |= rule.fails(facts).astype(np.uint32) << np.uint32(place)
    return found


def named(rules: Sequence[Rule], mask: int) -> Iterator[Rule]:
    """Yield the rules whose bits are set in one pair's mask."""
    return (rule for place, rule in enumerate(rules) if mask >> place & 1)


def fill(words: Promise, numbers: Numbers, row: int) -> str | Promise:
    """Return `words` with the numbers of `row` in them, put into a language only when they are shown."""
    return _filled(words, {name: column[row].item() for name, column in numbers.items()})


def _fill(words: Any, numbers: Mapping[str, float]) -> str:
    shown = {n: x if isinstance(x, int) else _short(x) for n, x in numbers.items()}
    return str(words % shown)


def _short(number: float) -> str:
    """Return a number as people say it: with a decimal only under ten."""
    return number_format(number, decimal_pos=int(number < 9.95))


_filled = lazy(_fill, str)
