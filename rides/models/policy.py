"""How an association runs its rides: when drivers and riders are told, and how long anyone may sit in a car."""

from datetime import time

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Association


class RidePolicy(models.Model):
    """Without an association it holds for those that have none of their own. Hours, minutes, local wall time."""

    association = models.OneToOneField(
        Association, models.CASCADE, null=True, blank=True, related_name="ride_policy"
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("hours of notice that are wished for"), default=48
    )
    tell_hours = models.PositiveSmallIntegerField(
        _("hours before the ride by which the rider is told"), default=24
    )
    confirm_by = models.TimeField(
        _("the day before, until when answers are waited for"), default=time(18)
    )
    extra_minutes = models.PositiveSmallIntegerField(
        _("minutes that a ride may take longer than alone"), default=30
    )
    boarding_minutes = models.PositiveSmallIntegerField(_("minutes to get in or out"), default=3)
    helped_minutes = models.PositiveSmallIntegerField(
        _("minutes to get in or out with help from door to door"), default=8
    )

    class Meta:
        verbose_name = _("way of running rides")
        verbose_name_plural = _("ways of running rides")
        constraints = [
            # A constraint on the column would let several rows without an association stand.
            models.UniqueConstraint(
                Coalesce("association", 0), name="one_way_of_running_rides_each"
            )
        ]

    def __str__(self) -> str:
        return str(self.association or gettext("All associations"))
