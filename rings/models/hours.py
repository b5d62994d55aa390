"""Volunteers' hours: what the log counts, what the person says, and work done without a booking."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality
from people.models import Person
from rings.models.ring import Ring


class ExtraWork(models.Model):
    """Work that no ring or request planned, as a volunteer told it.

    A correction puts the sum of a month right: its `minutes` may be negative, and it counts as no time.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("calls")
        VISIT = "visit", _("visits")
        HELP = "help", _("help")
        RIDE = "ride", _("rides")
        OTHER = "other", _("other")

    person = models.ForeignKey(Person, models.PROTECT, related_name="extra_work")
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    ring = models.ForeignKey(Ring, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField(_("day"))
    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    minutes = models.SmallIntegerField(_("minutes"))
    is_correction = models.BooleanField(default=False)
    note = models.CharField(_("note"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("other work")
        verbose_name_plural = _("other work")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.day} {self.minutes}"


class MonthReport(models.Model):
    """One question a month to a volunteer: is this what you did? `month` is its first local date.

    `counted_minutes` is what the log said when it was asked, `said_minutes` what they answered.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("said it is right")
        CORRECTED = "corrected", _("said another figure")
        SILENT = "silent", _("did not answer")

    person = models.ForeignKey(Person, models.PROTECT, related_name="month_reports")
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    counted_minutes = models.PositiveIntegerField(_("minutes counted"))
    counted_times = models.PositiveIntegerField()
    said_minutes = models.PositiveIntegerField(_("minutes told"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"))
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"], name="one_question_a_person_and_month"
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(due_at__isnull=False),
                name="an_open_month_report_has_a_due_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.month:%Y-%m}"
