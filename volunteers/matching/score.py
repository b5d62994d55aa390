"""What speaks for a pair: visible parts, each with at most the whole points that the association gives it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from volunteers.matching.columns import UNKNOWN, Bools, Facts, Ints
from volunteers.matching.rules import Numbers, Reason, fill, no_numbers

Shares = npt.NDArray[np.float64]

# What makes a share full: contacts of late, interests in common, days without a question.
FULL_CONTACTS, FULL_INTERESTS, FULL_DAYS = 4.0, 3, 60


@dataclass(frozen=True)
class Line:
    """What is said of a part that counts: `words`, with `numbers`; only `when` it holds, if that is given."""

    words: Promise
    numbers: Callable[[Facts], Numbers] = no_numbers
    when: Callable[[Facts], Bools] | None = None


@dataclass(frozen=True)
class Part:
    """A part of the score. `name`: the column of the policy with its weight. `share`: 0–1 for each pair.

    The first of the `lines` that holds says why it counts; the last always holds.
    """

    name: str
    share: Callable[[Facts], Shares]
    lines: tuple[Line, ...]

    def points(self, facts: Facts) -> Ints:
        """Return the whole points of each pair, half a point rounded up."""
        weight: Ints = getattr(facts.policies, self.name)[facts.residents.policy]
        share = np.clip(self.share(facts), 0, 1)
        return np.floor(facts.of_residents(weight) * share + 0.5).astype(np.int64)

    def reason(self, one: Facts, points: int) -> Reason:
        """Return in words why this part gives `points` to the one pair of `one`."""
        line = next(line for line in self.lines if line.when is None or line.when(one)[0])
        return Reason(self.name, fill(line.words, line.numbers(one), 0), points)


def _known(facts: Facts) -> Shares:
    return facts.pairs.known.astype(np.float64) / FULL_CONTACTS


def _nearness(facts: Facts) -> Shares:
    """A home at the edge of the radius gives nothing, and so does one that nobody knows."""
    radius = np.maximum(facts.of_volunteers(facts.volunteers.radius_km), 1)
    share = 1 - facts.pairs.km.astype(np.float64) / radius
    return np.where(np.isnan(share), 0.0, share)


def _in_common(facts: Facts) -> Ints:
    one = facts.of_residents(facts.residents.interests)
    other = facts.of_volunteers(facts.volunteers.interests)
    count: Ints = np.bitwise_count(one & other).astype(np.int64)
    return count


def _same_tongue(facts: Facts) -> Shares:
    one = facts.of_residents(facts.residents.language)
    same: Bools = (one != UNKNOWN) & (one == facts.of_volunteers(facts.volunteers.language))
    return same.astype(np.float64)


def _room(facts: Facts) -> Ints:
    return (facts.volunteers.capacity - facts.volunteers.load).clip(0)


def _room_share(facts: Facts) -> Shares:
    return facts.of_volunteers(_room(facts) / np.maximum(facts.volunteers.capacity, 1))


def _was_never_asked(facts: Facts) -> Bools:
    never: Bools = facts.volunteers.last_asked_days == UNKNOWN
    return facts.of_volunteers(never)


def _unasked(facts: Facts) -> Shares:
    days = facts.of_volunteers(facts.volunteers.last_asked_days)
    return np.where(_was_never_asked(facts), 1.0, days / FULL_DAYS)


PARTS: tuple[Part, ...] = (
    Part(
        "preference",
        lambda f: f.pairs.together.astype(np.float64),
        (Line(_("They wish for each other's company.")),),
    ),
    Part("continuity", _known, (Line(_("They know each other from before.")),)),
    Part(
        "distance",
        _nearness,
        (
            Line(_("Lives less than a kilometre away."), when=lambda f: f.pairs.km < 1),
            Line(_("Lives %(km)s km away."), lambda f: {"km": f.pairs.km}),
        ),
    ),
    Part(
        "interests",
        lambda f: _in_common(f) / FULL_INTERESTS,
        (
            Line(
                ngettext_lazy("They share %(n)s interest.", "They share %(n)s interests.", "n"),
                lambda f: {"n": _in_common(f)},
            ),
        ),
    ),
    Part("language", _same_tongue, (Line(_("They have the same mother tongue.")),)),
    Part(
        "load",
        _room_share,
        (
            Line(
                ngettext_lazy("Has room for %(n)s person.", "Has room for %(n)s people.", "n"),
                lambda f: {"n": f.of_volunteers(_room(f))},
            ),
        ),
    ),
    Part(
        "unasked",
        _unasked,
        (
            Line(_("Has never been asked for anything."), when=_was_never_asked),
            Line(
                ngettext_lazy(
                    "Was last asked for something %(n)s day ago.",
                    "Was last asked for something %(n)s days ago.",
                    "n",
                ),
                lambda f: {"n": f.of_volunteers(f.volunteers.last_asked_days)},
            ),
        ),
    ),
)


def parts(facts: Facts) -> dict[str, Ints]:
    """Return the points of each part, by its name."""
    return {part.name: part.points(facts) for part in PARTS}


def total(facts: Facts) -> Ints:
    """Return the score of each pair: the sum of its parts."""
    score = np.zeros(len(facts.pairs), np.int64)
    for part in PARTS:
        score += part.points(facts)
    return score
