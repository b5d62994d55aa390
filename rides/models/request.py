"""A ride asked for on one day, the ride that comes again, and the leg: one way of one ride."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from directory.models import Barrier, StaffRole
from directory.scope import WORKING_ROLES, Scope
from rides.machines import OPEN_LEG, SEATED
from rides.models.run import Run
from rides.models.wish import RideWish, WishQuerySet


class StandingRideQuerySet(WishQuerySet["StandingRide"]):
    """Rides that come again."""


class RideRequestQuerySet(WishQuerySet["RideRequest"]):
    """Rides of single days."""


class StandingRide(RideWish):
    """Dialysis, the Thursday shop: asked for once, driven on `weekdays` of every n-th week from `anchor`."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    class Holidays(models.TextChoices):
        RUN = "run", _("on public holidays too")
        SKIP = "skip", _("not on public holidays")
        SKIP_EVES = "skip_eves", _("not on public holidays nor their eves")

    weekdays = models.JSONField(_("weekdays"), default=list)
    interval_weeks = models.PositiveSmallIntegerField(_("every how many weeks"), default=1)
    anchor = models.DateField(_("counted from"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    holidays = models.CharField(
        _("public holidays"), max_length=10, choices=Holidays.choices, default=Holidays.SKIP
    )
    planned_until = models.DateField(null=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)

    objects = StandingRideQuerySet.as_manager()

    class Meta(RideWish.Meta):
        ordering = ["rider__last_name", "rider__first_name", "pk"]
        verbose_name = _("ride that comes again")
        verbose_name_plural = _("rides that come again")

    def __str__(self) -> str:
        return f"{self.rider_id} → {self.destination_id}"


class RideRequest(RideWish):
    """One ride on the local date `day`; how far it has come stands in its legs."""

    day = models.DateField(_("day"))
    standing = models.ForeignKey(
        StandingRide, models.PROTECT, null=True, blank=True, related_name="requests"
    )

    objects = RideRequestQuerySet.as_manager()

    class Meta(RideWish.Meta):
        ordering = ["day", "wall_time", "pk"]
        verbose_name = _("ride")
        verbose_name_plural = _("rides")
        constraints = [
            *RideWish.Meta.constraints,
            models.UniqueConstraint(fields=["standing", "day"], name="one_ride_a_standing_and_day"),
        ]
        indexes = [models.Index(fields=["day"], name="rides_of_a_day")]

    def __str__(self) -> str:
        return f"{self.rider_id} → {self.destination_id} {self.day}"


class LegQuerySet(models.QuerySet["Leg"]):
    """Legs in the words of the field."""

    def visible_to(self, scope: Scope) -> "LegQuerySet":
        """Return the legs of this member of staff's own office and area."""
        within = scope.within("request__rider__municipality_id", "request__association_id")
        return self.filter(within)

    def open(self) -> "LegQuerySet":
        """Return those without an outcome."""
        return self.filter(state__in=OPEN_LEG)

    def seated(self) -> "LegQuerySet":
        """Return those that are in a car's list of stops."""
        return self.filter(state__in=SEATED)

    def due(self, now: datetime) -> "LegQuerySet":
        """Return the open ones whose next step falls at `now`."""
        return self.open().filter(due_at__lte=now)

    def in_hand(self, now: datetime) -> "LegQuerySet":
        """Return those that somebody has to act on now: due, or the owner was told and has not acted yet."""
        return self.open().filter(Q(due_at__lte=now) | Q(reminded_at__isnull=False))

    def without_able_owner(self, day: date) -> "LegQuerySet":
        """Return the open ones whose owner cannot sign in on `day`, or does not work there any more."""
        role = StaffRole.objects.valid_on(day).filter(
            Q(municipality=None) | Q(municipality=OuterRef("request__rider__municipality")),
            Q(association=None) | Q(association=OuterRef("request__association")),
            user=OuterRef("owner"),
            role__in=WORKING_ROLES,
        )
        able = Q(owner__is_active=True) & (Q(owner__is_superuser=True) | Q(Exists(role)))
        return self.open().exclude(able)


class Leg(models.Model):
    """One way of a ride. The owner has the next step at `due_at` until it has an outcome.

    `run`, the two orders and the two instants say where the plan has put it. The `told_` fields say what the
    rider has last been told, by whom and how: what differs between the two has still to be told.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("there")
        BACK = "back", _("back")

    class State(models.TextChoices):
        REQUESTED = "requested", _("without a driver")
        ON_CALL = "on_call", _("back when the rider calls")
        PLANNED = "planned", _("in the plan")
        TOLD = "told", _("rider told")
        CONFIRMED = "confirmed", _("confirmed")
        DONE = "done", _("driven")
        NO_SHOW = "no_show", _("rider did not come")
        CANCELLED = "cancelled", _("cancelled")
        UNMET = "unmet", _("no driver was found")

    class Reason(models.TextChoices):
        NONE = "", _("–")
        ILL = "ill", _("the rider is ill")
        NOT_NEEDED = "not_needed", _("not needed after all")
        OTHER_RIDE = "other_ride", _("the rider goes another way")
        AWAY = "away", _("the rider is away")
        OUT_FELL = "out_fell", _("the ride there was not driven")
        OFFICE = "office", _("cancelled by the office")
        PAUSED = "paused", _("the rides that come again are on hold")
        ENDED = "ended", _("the rider's service has ended")
        OTHER = "other", _("another reason")

    class How(models.TextChoices):
        NOT = "", _("not told")
        SMS = "sms", _("by text message")
        PHONE = "phone", _("by telephone")

    request = models.ForeignKey(RideRequest, models.CASCADE, related_name="legs")
    direction = models.CharField(_("which way"), max_length=4, choices=Direction.choices)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.REQUESTED
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="legs")
    due_at = models.DateTimeField(_("next step at"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    # A return on call: the instant from which the rider is ready.
    called_at = models.DateTimeField(_("rider is ready from"), null=True, blank=True)

    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="legs")
    pickup_order = models.PositiveSmallIntegerField(null=True, editable=False)
    dropoff_order = models.PositiveSmallIntegerField(null=True, editable=False)
    pickup_at = models.DateTimeField(_("picked up at"), null=True, blank=True)
    dropoff_at = models.DateTimeField(_("there at"), null=True, blank=True)

    told_run = models.ForeignKey(Run, models.SET_NULL, null=True, related_name="+")
    told_pickup_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_how = models.CharField(_("told how"), max_length=5, choices=How.choices, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices, blank=True)
    barrier = models.ForeignKey(Barrier, models.PROTECT, null=True, related_name="legs")
    # What the rider has paid towards the costs of this way, in cents.
    share_cents = models.PositiveIntegerField(_("share of the costs in cents"), default=0)
    ended_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = LegQuerySet.as_manager()

    class Meta:
        ordering = ["request__day", "pickup_at", "pk"]
        verbose_name = _("way of a ride")
        verbose_name_plural = _("ways of rides")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "direction"], name="one_leg_a_request_and_direction"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(OPEN_LEG)) | Q(due_at__isnull=False),
                name="open_leg_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SEATED))
                | Q(
                    run__isnull=False,
                    pickup_at__isnull=False,
                    dropoff_at__gte=F("pickup_at"),
                    dropoff_order__gt=F("pickup_order"),
                ),
                name="seated_leg_has_a_car_and_times",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="leg_by_next_step")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.direction}"

    @property
    def about(self) -> str:
        """Return the key by which messages name it."""
        return f"leg:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether it has no outcome yet."""
        return self.state in OPEN_LEG
