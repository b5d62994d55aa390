"""What a rider asks for: the same facts for one day and for a ride that comes again."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.models import Association
from directory.scope import Scope
from people.models import Person
from rides.models.place import Destination

Row = TypeVar("Row", bound="RideWish")


class WishQuerySet(models.QuerySet[Row]):
    """Wishes for rides, one-off or standing."""

    def visible_to(self, scope: Scope) -> Self:
        """Return those of this member of staff's own office and area: the rider's municipality counts."""
        return self.filter(scope.within("rider__municipality_id", "association_id"))


class RideWish(models.Model):
    """Where from, where to, when, how back, and what comes along.

    Wall times are local (Europe/Helsinki). `flexible_minutes`: how much earlier than `arrive_by`, or later than
    `leave_at`, is still fine. Without a pick-up place of its own the ride begins at home; the way back ends there.
    """

    class Purpose(models.TextChoices):
        SHOP = "shop", _("shopping")
        HEALTH = "health", _("health care")
        CLUB = "club", _("a club or an event")
        VISIT = "visit", _("visiting somebody")
        ERRAND = "errand", _("an errand")
        OTHER = "other", _("something else")

    class Timing(models.TextChoices):
        ARRIVE = "arrive", _("to be there at")
        LEAVE = "leave", _("to leave at")

    class Back(models.TextChoices):
        NONE = "none", _("no ride back")
        FIXED = "fixed", _("back at a set hour")
        ON_CALL = "on_call", _("back when the rider calls")

    rider = models.ForeignKey(
        Person, models.PROTECT, related_name="%(class)ss", verbose_name=_("rider")
    )
    association = models.ForeignKey(Association, models.PROTECT, related_name="%(class)ss")
    purpose = models.CharField(
        _("what for"), max_length=8, choices=Purpose.choices, default=Purpose.OTHER
    )
    destination = models.ForeignKey(
        Destination, models.PROTECT, related_name="%(class)ss", verbose_name=_("where to")
    )
    from_place = models.CharField(_("where from, if not from home"), max_length=120, blank=True)
    from_latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    from_longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    landmark = models.CharField(
        _("how to find the place"),
        max_length=120,
        blank=True,
        help_text=_("For example: the last house by the lake"),
    )
    timing = models.CharField(
        _("when"), max_length=6, choices=Timing.choices, default=Timing.ARRIVE
    )
    wall_time = models.TimeField(_("hour"))
    flexible_minutes = models.PositiveSmallIntegerField(_("minutes this may vary"), default=30)
    back = models.CharField(
        _("the way back"), max_length=7, choices=Back.choices, default=Back.FIXED
    )
    back_time = models.TimeField(_("hour of the way back"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats, companion included"), default=1)
    needs = models.JSONField(_("comes along or is needed"), default=list, blank=True)
    has_phone_along = models.BooleanField(_("has a telephone along"), default=False)
    may_share_address = models.BooleanField(_("the driver may know the address"), default=False)
    ordered_by = models.CharField(_("who ordered it"), max_length=80, blank=True)
    note = EncryptedTextField(_("note for the driver"), null=True, blank=True)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=8), name="%(class)s_has_seats"
            ),
            models.CheckConstraint(
                condition=~Q(back="fixed") | Q(back_time__isnull=False),
                name="%(class)s_back_at_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(from_latitude__isnull=True, from_longitude__isnull=True)
                | Q(from_latitude__isnull=False, from_longitude__isnull=False),
                name="%(class)s_has_both_coordinates",
            ),
        ]


# The facts that a standing ride hands to each of its days.
WISHED = (
    "rider",
    "association",
    "purpose",
    "destination",
    "from_place",
    "from_latitude",
    "from_longitude",
    "landmark",
    "timing",
    "wall_time",
    "flexible_minutes",
    "back",
    "back_time",
    "seats",
    "needs",
    "has_phone_along",
    "may_share_address",
    "ordered_by",
    "note",
)
