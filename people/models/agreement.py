"""Consents and absences: what a person has agreed to, and when they are away."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class Consent(models.Model):
    """One answer to one question. The newest row of a kind holds; old rows stay as evidence."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("may be called, visited and helped, and details kept")
        HEALTH = "health", _("needs that touch health may be kept")
        ADDRESS = "address", _("address may be told to a driver or visitor")

    class Answer(models.TextChoices):
        GIVEN = "given", _("yes")
        REFUSED = "refused", _("no")
        WITHDRAWN = "withdrawn", _("taken back")

    class Channel(models.TextChoices):
        ORAL = "oral", _("by word of mouth")
        WRITTEN = "written", _("in writing")
        SMS = "sms", _("by text message")
        IMPORT = "import", _("came with a register")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind.choices)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices)
    wording = models.CharField(_("version of the wording"), max_length=30)
    given_on = models.DateField(_("when"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_answer_display()}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences in the words of the field."""

    def on(self, day: date) -> "AbsenceQuerySet":
        """Return the absences in force on the local date `day`."""
        return self.filter(starts_on__lte=day, cancelled_at__isnull=True).filter(
            Q(returns_on__isnull=True) | Q(returns_on__gt=day)
        )


class Absence(models.Model):
    """Local dates [starts_on, returns_on): away from the first, back on the second."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("away from"))
    returns_on = models.DateField(_("back on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=80, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=Q(returns_on__isnull=True) | Q(returns_on__gt=F("starts_on")),
                name="absence_returns_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.returns_on or ''}"


class AccessLog(models.Model):
    """Who looked at whom, and what of them: written by every page that shows a resident."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="views")
    what = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
