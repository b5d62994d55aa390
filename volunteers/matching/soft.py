"""Soft rules: what speaks against a pair until a coordinator says why it will do. No plan has such a pair."""

from collections.abc import Callable

import numpy as np
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from volunteers.matching.columns import Bools, Facts
from volunteers.matching.hours import days_free, days_wished, is_free_on_some_days_only
from volunteers.matching.rules import Rule

# Whoever was asked within so many days is left in peace.
DAYS_OF_PEACE = 7


def _was_asked_today(facts: Facts) -> Bools:
    today: Bools = facts.volunteers.last_asked_days == 0
    return facts.of_volunteers(today) & ~facts.pairs.planned


def _was_asked_lately(facts: Facts) -> Bools:
    days = facts.volunteers.last_asked_days
    lately = (days > 0) & (days < DAYS_OF_PEACE)
    return facts.of_volunteers(lately) & ~facts.pairs.planned


def _told_hours_in_words(facts: Facts) -> Bools:
    no_hours = ~facts.volunteers.free.any(axis=1)
    return facts.of_volunteers(facts.volunteers.in_words & no_hours)


def _may_not_be_of(gender: int) -> Callable[[Facts], Bools]:
    def fails(facts: Facts) -> Bools:
        wished: Bools = facts.residents.wished_gender == gender
        return facts.of_residents(wished) & facts.of_volunteers(facts.volunteers.gender <= 0)

    return fails


def _may_live_too_far(facts: Facts) -> Bools:
    return facts.of_residents(facts.residents.is_visit) & np.isnan(facts.pairs.km)


SOFT: tuple[Rule, ...] = (
    Rule("asked_today", _("Was asked for something today."), _was_asked_today),
    Rule(
        "asked_lately",
        ngettext_lazy(
            "Was asked for something %(n)s day ago.",
            "Was asked for something %(n)s days ago.",
            "n",
        ),
        _was_asked_lately,
        lambda f: {"n": f.of_volunteers(f.volunteers.last_asked_days)},
    ),
    Rule(
        "some_days",
        _("Is free on %(n)s of the %(wished)s wished days only."),
        is_free_on_some_days_only,
        lambda f: {"n": days_free(f), "wished": days_wished(f)},
    ),
    Rule(
        "hours_in_words",
        _("Has told free hours in own words only: read them first."),
        _told_hours_in_words,
    ),
    Rule(
        "woman_unknown",
        _("The resident wishes for a woman; the volunteer's gender is not known."),
        _may_not_be_of(1),
    ),
    Rule(
        "man_unknown",
        _("The resident wishes for a man; the volunteer's gender is not known."),
        _may_not_be_of(2),
    ),
    Rule("place_unknown", _("It is not known how far apart they live."), _may_live_too_far),
)
