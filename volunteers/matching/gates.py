"""Hard rules: what keeps a volunteer from helping a resident, whatever else speaks for it.

Each is one function over columns, for one pair as for a million: so each rule stands in one place. What is not
known bars nobody here; `soft` says what is not known.
"""

from collections.abc import Callable

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from people.models import Limit
from volunteers.fitness import CREDENTIAL_LAPSED, ERASED, NOT_A_VOLUNTEER, OF_VOLUNTEER
from volunteers.matching.columns import Bools, Facts, has_any
from volunteers.matching.hours import is_never_free
from volunteers.matching.rules import Numbers, Rule

# `Volunteers.unfit` is an index in this: 0 fit, else why somebody may have no task at all.
UNFIT: tuple[str, ...] = ("", *OF_VOLUNTEER, "not_a_volunteer", "erased")
_WHY_UNFIT: dict[str, Promise] = {
    **OF_VOLUNTEER,
    "not_a_volunteer": NOT_A_VOLUNTEER,
    "erased": ERASED,
}
# The bits of `Residents.home` and `Volunteers.avoids`.
LIMITS: tuple[str, ...] = tuple(Limit.values)
_CANNOT_BE_WITH: dict[str, Promise] = {
    Limit.CAT: _("There is a cat at home; cannot be with cats."),
    Limit.DOG: _("There is a dog at home; cannot be with dogs."),
    Limit.SMOKE: _("There is tobacco smoke at home; cannot be in smoke."),
    Limit.STAIRS: _("There are stairs and no lift; cannot climb stairs."),
}


def _is_unfit(why: str) -> Callable[[Facts], Bools]:
    def fails(facts: Facts) -> Bools:
        is_it: Bools = facts.volunteers.unfit == UNFIT.index(why)
        return facts.of_volunteers(is_it)

    return fails


def _does_not_do_such(facts: Facts) -> Bools:
    asked = facts.of_residents(facts.residents.kind_bits)
    does = facts.of_volunteers(facts.volunteers.kinds)
    return has_any(asked) & has_any(does) & ~has_any(asked & does)


def _lives_too_far(facts: Facts) -> Bools:
    is_visit = facts.of_residents(facts.residents.is_visit)
    return is_visit & (facts.pairs.km > facts.of_volunteers(facts.volunteers.radius_km))


def _kilometres(facts: Facts) -> Numbers:
    return {"km": facts.pairs.km, "most": facts.of_volunteers(facts.volunteers.radius_km)}


def _have_no_common_language(facts: Facts) -> Bools:
    one = facts.of_residents(facts.tongues_of_residents)
    other = facts.of_volunteers(facts.tongues_of_volunteers)
    return has_any(one) & has_any(other) & ~has_any(one & other)


def _is_not_of(gender: int) -> Callable[[Facts], Bools]:
    def fails(facts: Facts) -> Bools:
        wished: Bools = facts.residents.wished_gender == gender
        another: Bools = (facts.volunteers.gender > 0) & (facts.volunteers.gender != gender)
        return facts.of_residents(wished) & facts.of_volunteers(another)

    return fails


def _cannot_be_with(limit: int) -> Callable[[Facts], Bools]:
    bit = np.uint64(1 << limit)

    def fails(facts: Facts) -> Bools:
        there = has_any(facts.residents.home & bit) & facts.residents.is_visit
        return facts.of_residents(there) & facts.of_volunteers(
            has_any(facts.volunteers.avoids & bit)
        )

    return fails


def _is_full(facts: Facts) -> Bools:
    """Whoever runs over their capacity keeps whom they have."""
    full = facts.volunteers.load >= facts.volunteers.capacity
    return facts.of_volunteers(full) & ~facts.pairs.planned


def _needs_rest(facts: Facts) -> Bools:
    tired = facts.volunteers.days_busy >= facts.volunteers.most_days
    return facts.of_volunteers(tired) & ~facts.pairs.planned


def _live_together(facts: Facts) -> Bools:
    ids = facts.of_residents(facts.residents.id), facts.of_volunteers(facts.volunteers.id)
    is_the_same: Bools = ids[0] == ids[1]
    return facts.pairs.same_home | is_the_same


GATES: tuple[Rule, ...] = (
    *(Rule(why, _WHY_UNFIT[why], _is_unfit(why)) for why in UNFIT if why),
    Rule("credential", CREDENTIAL_LAPSED, lambda f: f.of_volunteers(f.volunteers.lapsed)),
    Rule("away", _("Is away then."), lambda f: f.of_volunteers(f.volunteers.away)),
    Rule("does_not_do", _("Does not do this kind of task."), _does_not_do_such),
    Rule("not_free", _("Is not free at the wished hours."), is_never_free),
    Rule("busy", _("Has another task at that hour."), lambda f: f.pairs.busy),
    Rule(
        "too_far",
        _("Lives %(km)s km away; %(most)s km is the limit."),
        _lives_too_far,
        _kilometres,
    ),
    Rule("language", _("They have no common language."), _have_no_common_language),
    Rule("woman", _("The resident wishes for a woman."), _is_not_of(1)),
    Rule("man", _("The resident wishes for a man."), _is_not_of(2)),
    *(Rule(c, _CANNOT_BE_WITH[c], _cannot_be_with(bit)) for bit, c in enumerate(LIMITS)),
    Rule("apart", _("These two are not to be together."), lambda f: f.pairs.apart),
    Rule(
        "full",
        ngettext_lazy(
            "Has %(n)s person already; %(most)s is the limit.",
            "Has %(n)s people already; %(most)s is the limit.",
            "n",
        ),
        _is_full,
        lambda f: {
            "n": f.of_volunteers(f.volunteers.load),
            "most": f.of_volunteers(f.volunteers.capacity),
        },
    ),
    Rule(
        "rest",
        ngettext_lazy(
            "Has a task on %(n)s day of the week already; needs rest.",
            "Has a task on %(n)s days of the week already; needs rest.",
            "n",
        ),
        _needs_rest,
        lambda f: {"n": f.of_volunteers(f.volunteers.days_busy)},
    ),
    Rule("same_home", _("They live in the same home."), _live_together),
)
