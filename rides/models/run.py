"""A run: one driver's day with its stops, from home to home."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association, StaffRole
from directory.scope import WORKING_ROLES, Scope
from rides.machines import LIVE_RUN
from rides.models.driver import Driver


class RunQuerySet(models.QuerySet["Run"]):
    """Runs in the words of the field."""

    def visible_to(self, scope: Scope) -> "RunQuerySet":
        """Return the runs of this member of staff's own office and area: the driver's municipality counts."""
        within = scope.within("driver__volunteer__person__municipality_id", "association_id")
        return self.filter(within)

    def live(self) -> "RunQuerySet":
        """Return those that have not ended."""
        return self.filter(state__in=LIVE_RUN)

    def due(self, now: datetime) -> "RunQuerySet":
        """Return the live ones whose next step falls at `now`."""
        return self.live().filter(due_at__lte=now)

    def in_hand(self, now: datetime) -> "RunQuerySet":
        """Return those that somebody has to act on now: due, or the owner was told and has not acted yet."""
        return self.live().filter(Q(due_at__lte=now) | Q(reminded_at__isnull=False))

    def without_able_owner(self, day: date) -> "RunQuerySet":
        """Return the live ones whose owner cannot sign in on `day`, or does not work there any more."""
        role = StaffRole.objects.valid_on(day).filter(
            Q(municipality=None)
            | Q(municipality=OuterRef("driver__volunteer__person__municipality")),
            Q(association=None) | Q(association=OuterRef("association")),
            user=OuterRef("owner"),
            role__in=WORKING_ROLES,
        )
        able = Q(owner__is_active=True) & (Q(owner__is_superuser=True) | Q(Exists(role)))
        return self.live().exclude(able)


class Run(models.Model):
    """Its stops are the pick-ups and set-downs of its legs, in their order. Kilometres are from home to home."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ASKED = "asked", _("driver asked")
        CONFIRMED = "confirmed", _("driver confirmed")
        OUT = "out", _("on the way")
        CLOSED = "closed", _("closed")
        DECLINED = "declined", _("driver cannot")
        BROKEN = "broken", _("broken off")
        CANCELLED = "cancelled", _("cancelled")

    driver = models.ForeignKey(Driver, models.PROTECT, related_name="runs")
    association = models.ForeignKey(Association, models.PROTECT, related_name="runs")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="runs")
    due_at = models.DateTimeField(_("next step at"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    starts_at = models.DateTimeField(_("leaves home at"))
    ends_at = models.DateTimeField(_("home again at"))
    km_planned = models.DecimalField(_("kilometres planned"), max_digits=6, decimal_places=1)
    # Counts publishings; 0 while it is a draft that nobody has been told of.
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField(_("driver asked at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("driver confirmed at"), null=True, blank=True)
    # What the driver has last been told: [way, picked up, set down] each; instants in ISO form.
    told = models.JSONField(default=list, editable=False)
    # When the driver was last sent the list of stops, or a change of it.
    listed_at = models.DateTimeField(null=True, editable=False)
    # When they have said that they know it.
    read_at = models.DateTimeField(null=True, editable=False)
    set_out_at = models.DateTimeField(null=True, blank=True)
    km_driven = models.DecimalField(
        _("kilometres driven"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(
                fields=["driver", "day"],
                condition=~Q(state__in=["declined", "broken", "cancelled"]),
                name="one_run_a_driver_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(LIVE_RUN)) | Q(due_at__isnull=False),
                name="live_run_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="run_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="run_by_next_step")]

    def __str__(self) -> str:
        return f"{self.driver_id} {self.day}"

    @property
    def about(self) -> str:
        """Return the key by which messages name it."""
        return f"run:{self.pk}"

    @property
    def is_live(self) -> bool:
        """Tell whether it has not ended."""
        return self.state in LIVE_RUN
