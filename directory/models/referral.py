"""Who may send requests without an account, and why a request could not be met."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.models.places import Association, Municipality


class Referrer(models.Model):
    """A home-care team, ward or village office that may send requests without an account, by a link of its own.

    The link carries `key`; a new key makes every older link of the team dead.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    association = models.ForeignKey(
        Association,
        models.CASCADE,
        related_name="referrers",
        verbose_name=_("who answers the requests"),
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="referrers", verbose_name=_("municipality")
    )
    key = models.CharField(max_length=43, unique=True, editable=False)
    valid_until = models.DateField(_("link works until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("sender of requests")
        verbose_name_plural = _("senders of requests")

    def __str__(self) -> str:
        return self.name


class Barrier(models.Model):
    """Why a request could not be met: a list that an administrator edits."""

    code = models.SlugField(_("code"), unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")

    def __str__(self) -> str:
        language = get_language() or "fi"
        return str(getattr(self, f"name_{language}", self.name_fi))
