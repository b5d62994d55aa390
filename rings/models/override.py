"""That a coordinator chose somebody against the advice of a soft rule, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from people.models import Person


class Override(models.Model):
    """Written once, never changed. `rules`: the names of the soft rules that spoke against it."""

    resident = models.ForeignKey(Person, models.CASCADE, related_name="overrides_for")
    volunteer = models.ForeignKey(Person, models.CASCADE, related_name="overrides_of")
    rules = models.JSONField(_("rules"), default=list)
    cause = EncryptedTextField(_("cause"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "pk"]
        verbose_name = _("choice against advice")
        verbose_name_plural = _("choices against advice")

    def __str__(self) -> str:
        return f"{self.volunteer_id}–{self.resident_id}: {', '.join(self.rules)}"
