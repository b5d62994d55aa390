"""Asking somebody to take a duty."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from rings.models.occurrence import Occurrence


class Offer(models.Model):
    """Asking one person to take a duty; the first yes wins the one live assignment."""

    class State(models.TextChoices):
        OPEN = "open", _("asked")
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("said no")
        TOO_LATE = "too_late", _("yes, but already taken")
        EXPIRED = "expired", _("did not answer")
        WITHDRAWN = "withdrawn", _("not needed any more")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="offers")
    wave = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="asked_once"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(due_at__isnull=False),
                name="an_open_offer_has_a_due_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.occurrence_id}? {self.person_id} ({self.state})"

    @property
    def about(self) -> str:
        """Return the key by which messages and questions name it."""
        return f"offer:{self.pk}"
