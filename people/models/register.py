"""One register that came in: its file's name, what was understood, and what it changed, for undo."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """An uploaded register. Previewed batches hold their reading until committed or thrown away."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("waiting for your yes")
        COMMITTED = "committed", _("taken in")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("thrown away")

    kind = models.CharField(max_length=20)
    file_name = models.CharField(_("file"), max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREVIEWED)
    reading = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportChange(models.Model):
    """One row that a batch wrote: `before` is empty for a new row, else the columns as they were."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
