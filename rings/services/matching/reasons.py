"""Why a pair, why not, and why nobody: in words for a coordinator."""

from collections.abc import Iterable

import numpy as np
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rings.services.matching.pairs import Judged
from volunteers.matching.columns import Facts, Ints
from volunteers.matching.gates import GATES
from volunteers.matching.rules import Masks, Rule
from volunteers.matching.soft import SOFT

Words = str | Promise
NOBODY_NEAR = _("No volunteer who could take anybody lives within reach.")
ALL_TAKEN = _("Whoever could help has as many people as they can have.")
MOST_REASONS = 5


def why_nobody(judged: Judged, resident: int) -> list[Words]:
    """Return why the resident of row `resident` has nobody, what bars the most volunteers first."""
    first, last = np.searchsorted(judged.facts.pairs.r, [resident, resident + 1])
    rows = np.arange(first, last)
    if not len(rows):
        return [NOBODY_NEAR]
    if (judged.barred[rows] == 0).any():
        return [ALL_TAKEN]
    counted = [
        *_counted(judged.facts, GATES, judged.hard, rows),
        *_counted(judged.facts, SOFT, judged.soft, rows),
    ]
    counted.sort(key=lambda each: -each[0])
    return [_of_so_many(count, words) for count, words in counted[:MOST_REASONS]]


def _counted(
    facts: Facts, rules: Iterable[Rule], found: Masks, rows: Ints
) -> Iterable[tuple[int, Words]]:
    """Yield how many of `rows` each rule speaks against, and how it says so of the nearest of them."""
    for place, rule in enumerate(rules):
        those = rows[(found[rows] >> np.uint32(place) & np.uint32(1)) == 1]
        if len(those):
            nearest = those[np.argsort(facts.pairs.km[those], kind="stable")[0]]
            yield len(those), rule.reason(facts, int(nearest)).words


def _of_so_many(count: int, words: Words) -> Words:
    many = ngettext_lazy("%(n)s volunteer:", "%(n)s volunteers:", count) % {"n": count}
    return format_lazy("{} {}", many, words)
