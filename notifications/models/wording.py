"""What an office says in its own words instead of ours."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TextOverride(models.Model):
    """One text in one language as an administrator has written it; without words here it goes as its file says."""

    class Language(models.TextChoices):
        FI = "fi", _("Finnish")
        SV = "sv", _("Swedish")
        EN = "en", _("English")

    name = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language.choices)
    body = models.TextField(_("words"))
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "language"]
        verbose_name = _("own words of a text")
        verbose_name_plural = _("own words of texts")
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="one_wording_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.name}/{self.language}"
