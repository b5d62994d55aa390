"""Calling off everything of a day or some days at once, with time to think again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality


class BulkCancel(models.Model):
    """What one member of staff called off at once, on the local dates from `first` to `last`.

    The texts that tell of it wait until `hold_until`; up to then it can be undone and nobody has heard of it.
    """

    ring = models.ForeignKey("rings.Ring", models.CASCADE, null=True, related_name="bulk_cancels")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="+")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    note = models.CharField(_("why"), max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="bulk_cancels"
    )
    at = models.DateTimeField()
    hold_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    # How everything stood before, so that it can stand so again: see `rings.services.bulk.memory`.
    before = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
