"""Soft rules: what speaks against a pair until a coordinator says why it will do. No plan has such a pair."""

import numpy as np
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from volunteers.matching.columns import UNKNOWN, Bools, Facts
from volunteers.matching.hours import days_free, days_wished, is_free_on_some_days_only
from volunteers.matching.rules import Rule

# Whoever was asked within so many days is left in peace.
DAYS_OF_PEACE = 7


def _was_asked_lately(facts: Facts) -> Bools:
    days = facts.volunteers.last_asked_days
    return facts.of_volunteers((days != UNKNOWN) & (days < DAYS_OF_PEACE)) & ~facts.pairs.planned


def _has_not_told_gender(facts: Facts) -> Bools:
    told = facts.of_volunteers(facts.volunteers.gender > 0)
    return facts.of_residents(facts.residents.wished_gender > 0) & ~told


def _lives_nobody_knows_where(facts: Facts) -> Bools:
    return facts.of_residents(facts.residents.is_visit) & np.isnan(facts.pairs.km)


def _told_hours_in_words(facts: Facts) -> Bools:
    no_hours = (facts.volunteers.free == 0).all(axis=1)
    return facts.of_volunteers(facts.volunteers.in_words & no_hours)


SOFT: tuple[Rule, ...] = (
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
        ngettext_lazy(
            "Is free on %(n)s of the %(wished)s wished days only.",
            "Is free on %(n)s of the %(wished)s wished days only.",
            "n",
        ),
        is_free_on_some_days_only,
        lambda f: {"n": days_free(f), "wished": days_wished(f)},
    ),
    Rule(
        "hours_in_words",
        _("Has told free hours in own words only: read them first."),
        _told_hours_in_words,
    ),
    Rule(
        "gender_unknown",
        _("The resident has a wish for a woman or a man; gender not told."),
        _has_not_told_gender,
    ),
    Rule(
        "place_unknown",
        _("Nobody knows how far it is from one home to the other."),
        _lives_nobody_knows_where,
    ),
)
