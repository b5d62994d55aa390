"""What was reported of an occurrence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from people.models import Person
from rings.models.occurrence import Occurrence


class Outcome(models.Model):
    """What was reported of an occurrence, by whom, through what and when."""

    class Result(models.TextChoices):
        REACHED = "reached", _("reached, all well")
        NO_ANSWER = "no_answer", _("no answer")
        CANNOT = "cannot", _("the volunteer could not")
        CANCELLED = "cancelled", _("cancelled")
        SETTLED = "settled", _("settled in another way")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="outcomes")
    result = models.CharField(max_length=10, choices=Result.choices)
    reported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    channel = models.CharField(max_length=10)
    note = EncryptedTextField(_("note"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.result}"
