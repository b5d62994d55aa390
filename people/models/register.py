"""A register that came in: the file until it is taken in, what was understood, what it changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from people.models.sealed import SealedJSONField


class ImportBatch(models.Model):
    """An uploaded register. `content` (base64) is kept only while the batch waits for a yes."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("waiting for your yes")
        COMMITTED = "committed", _("taken in")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("thrown away")

    kind = models.CharField(max_length=20)
    file_name = models.CharField(_("file"), max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREVIEWED)
    content = EncryptedTextField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, db_index=True)
    reading: Any = SealedJSONField(null=True, blank=True)
    created_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportChange(models.Model):
    """One row that a batch wrote: `before` is None for a new row, else the columns as they were."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before: Any = SealedJSONField(null=True)
    after: Any = SealedJSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
