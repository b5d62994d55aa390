"""Two volunteers changing turns with each other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rings.models.occurrence import Assignment


class Swap(models.Model):
    """The holder of `given` asks the holder of `wanted` to change turns; nothing changes before the yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("said no")
        EXPIRED = "expired", _("did not answer")
        WITHDRAWN = "withdrawn", _("not needed any more")

    given = models.ForeignKey(Assignment, models.CASCADE, related_name="swaps_given")
    wanted = models.ForeignKey(Assignment, models.CASCADE, related_name="swaps_wanted")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["given"], condition=Q(state="asked"), name="one_open_swap_a_given_turn"
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(due_at__isnull=False),
                name="an_open_swap_has_a_due_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.given_id} ⇄ {self.wanted_id}"

    @property
    def about(self) -> str:
        """Return the key by which messages and questions name it."""
        return f"swap:{self.pk}"
