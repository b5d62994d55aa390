"""Who has taken over the responsibility for finding out how somebody is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Contact
from rings.models.occurrence import Occurrence


class Handover(models.Model):
    """That somebody outside the office said: from now on this is mine. Who, when, and who wrote it down."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="handovers")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("who took it over"), max_length=80)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.relation}"
