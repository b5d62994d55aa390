"""A ladder at work."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rings.models.ladder import Ladder
from rings.models.occurrence import Occurrence


class Escalation(models.Model):
    """A ladder at work on one occurrence, its steps frozen as they were when it started.

    `steps` is a list of `rings.rules.steps.FrozenStep`, repeats written out; `position` is the index of the next.
    When the next one is due stands in `Occurrence.due_at`.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("under way")
        ENDED = "ended", _("ended")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="escalations")
    cause = models.CharField(max_length=10, choices=Ladder.Cause.choices)
    steps = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(state="running"), name="one_running_ladder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.cause} {self.position}"
