"""Who would like to be with whom, and who is not to be with whom: said by either, or seen by the office."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from people.models import Person


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """What holds now."""

    def standing(self) -> "PreferenceQuerySet":
        """Return those that nobody has taken back."""
        return self.filter(cancelled_at__isnull=True)


class Preference(models.Model):
    """A stated wish about two people. `apart` bars every task of the one for the other, whoever said it."""

    class Kind(models.TextChoices):
        TOGETHER = "together", _("would like each other's company")
        APART = "apart", _("not together")

    class SaidBy(models.TextChoices):
        RESIDENT = "resident", _("the resident")
        VOLUNTEER = "volunteer", _("the volunteer")
        OFFICE = "office", _("the office")

    resident = models.ForeignKey(
        Person, models.CASCADE, related_name="preferences_of_helpers", verbose_name=_("resident")
    )
    volunteer = models.ForeignKey(
        Person, models.CASCADE, related_name="preferences_of_residents", verbose_name=_("volunteer")
    )
    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    said_by = models.CharField(_("said by"), max_length=9, choices=SaidBy.choices)
    note = EncryptedTextField(_("why"), null=True, blank=True)
    created_at = models.DateTimeField(_("recorded"))
    cancelled_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("wish about two people")
        verbose_name_plural = _("wishes about two people")
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "volunteer"],
                condition=Q(cancelled_at__isnull=True),
                name="one_preference_of_two_at_once",
            ),
            models.CheckConstraint(
                condition=~Q(resident=F("volunteer")), name="preference_is_about_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id}–{self.volunteer_id}: {self.kind}"
