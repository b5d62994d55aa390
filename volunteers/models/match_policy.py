"""How an association weighs people against each other when Rinki suggests who helps whom."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from directory.models import Association

# Points for the full measure of each part: a part never gives more than its weight.
CONTINUITY, DISTANCE, INTERESTS, LANGUAGE, LOAD, UNASKED, PREFERENCE = 30, 25, 15, 10, 15, 10, 40


class MatchPolicy(models.Model):
    """Whole points a part may give, and the common limits; without an association it holds for all others."""

    association = models.OneToOneField(
        Association, models.CASCADE, null=True, blank=True, related_name="match_policy"
    )
    continuity = models.PositiveSmallIntegerField(_("knows them already"), default=CONTINUITY)
    distance = models.PositiveSmallIntegerField(_("lives near"), default=DISTANCE)
    interests = models.PositiveSmallIntegerField(_("same interests"), default=INTERESTS)
    language = models.PositiveSmallIntegerField(_("same mother tongue"), default=LANGUAGE)
    load = models.PositiveSmallIntegerField(_("has room"), default=LOAD)
    unasked = models.PositiveSmallIntegerField(_("has waited for a task"), default=UNASKED)
    preference = models.PositiveSmallIntegerField(_("they wish for each other"), default=PREFERENCE)
    fairness = models.PositiveSmallIntegerField(
        _("points that each further person of one volunteer costs"), default=4
    )
    change = models.PositiveSmallIntegerField(
        _("points that changing a running plan costs"), default=200
    )
    call_capacity = models.PositiveSmallIntegerField(
        _("people whom one volunteer calls at most, unless they say otherwise"), default=7
    )
    visit_capacity = models.PositiveSmallIntegerField(
        _("people whom one volunteer visits at most, unless they say otherwise"), default=2
    )
    radius_km = models.PositiveSmallIntegerField(_("kilometres to a visit at most"), default=30)
    days_a_week = models.PositiveSmallIntegerField(
        _("days of the week with a task at most"), default=5
    )

    class Meta:
        verbose_name = _("way of matching")
        verbose_name_plural = _("ways of matching")
        constraints = [
            # A constraint on the column would let several rows without an association stand.
            models.UniqueConstraint(Coalesce("association", 0), name="one_way_of_matching_each")
        ]

    def __str__(self) -> str:
        return str(self.association or _("all associations"))
