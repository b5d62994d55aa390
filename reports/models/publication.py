"""A publication: the tables of one period, made once after its close and never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField


class Publication(models.Model):
    """`period` is a quarter ("2026Q3") or a year ("2026"). `steps` says what was coarsened, and for whose sake.

    `number`: which one it is. Each is audited beside all before it, so two at once cannot have the same.
    """

    number = models.PositiveIntegerField(unique=True)
    period = models.CharField(_("period"), max_length=6, unique=True)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # [{"table", "at", "because", "for"}]: no count stands in it.
    steps = models.JSONField(default=list)

    class Meta:
        ordering = ["period"]
        verbose_name = _("publication of counts")
        verbose_name_plural = _("publications of counts")

    def __str__(self) -> str:
        return self.period


class PublishedTable(models.Model):
    """One table as it was shown, and beside it, sealed, what it was made of.

    `cells`: [{"at": {dimension: member}, "value": n} or {…, "small": true} or {…, "value": null}].
    `not_offered`: places where nothing was offered that could be counted.
    `truth`: the JSON of [[value, contributors, top share], …] in the order of `cells`: later audits need it.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="tables")
    name = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    base = models.PositiveSmallIntegerField()
    cells: "models.JSONField[Any, Any]" = models.JSONField()
    not_offered: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    truth = EncryptedTextField()

    class Meta:
        ordering = ["publication__period", "name"]
        verbose_name = _("published table")
        verbose_name_plural = _("published tables")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "name"], name="one_table_a_publication_and_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.publication_id}"


class CountedFacts(models.Model):
    """Sealed: what a publication counted first, so that nothing is counted twice and what comes late is seen.

    `facts`: JSON of `reports.services.counted`; keys and numbers, no name. Forgotten after five quarters.
    """

    publication = models.OneToOneField(Publication, models.CASCADE, related_name="counted")
    facts = EncryptedTextField()

    class Meta:
        verbose_name = _("counted facts")
        verbose_name_plural = _("counted facts")

    def __str__(self) -> str:
        return str(self.publication)
