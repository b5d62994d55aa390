"""A volunteer who drives: the car, what it takes, and when. The papers are credentials of the volunteer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.scope import Scope
from people.models import Person
from volunteers.models import Volunteer


class Need(models.TextChoices):
    """What a rider brings along that a car or its driver may not take."""

    ROLLATOR = "rollator", _("rollator")
    FOLDING = "folding", _("folding wheelchair")
    WHEELCHAIR = "wheelchair", _("wheelchair that does not fold")
    DOG = "dog", _("dog")
    OXYGEN = "oxygen", _("oxygen")
    FRONT = "front", _("has to sit in front")
    DOOR = "door", _("help from door to door")
    SMOKE_FREE = "smoke_free", _("a car in which nobody smokes")
    NO_PETS = "no_pets", _("a car in which no pets travel")


class DriverQuerySet(models.QuerySet["Driver"]):
    """Drivers in the words of the field."""

    def visible_to(self, scope: Scope) -> "DriverQuerySet":
        """Return the drivers whom this member of staff may see."""
        return self.filter(scope.people("volunteer__person__"))


class Driver(models.Model):
    """The car as the driver describes it. `takes` holds the `Need`s that it and its driver can meet.

    `boot` counts rollators or folded wheelchairs that fit at once; a wheelchair that does not fold takes
    one of `wheelchair_places`. Kilometres are of one day from home to home.
    """

    volunteer = models.OneToOneField(
        Volunteer, models.CASCADE, primary_key=True, related_name="driver"
    )
    seats = models.PositiveSmallIntegerField(_("seats for passengers"), default=3)
    boot = models.PositiveSmallIntegerField(_("rollators that fit in the boot"), default=1)
    wheelchair_places = models.PositiveSmallIntegerField(
        _("places for a wheelchair that does not fold"), default=0
    )
    takes = models.JSONField(_("can take"), default=list, blank=True)
    most_km = models.PositiveSmallIntegerField(_("kilometres a day at most"), null=True, blank=True)
    in_the_dark = models.BooleanField(_("drives in the dark"), default=True)
    in_winter = models.BooleanField(_("drives on winter roads"), default=True)
    shares_costs = models.BooleanField(
        _("riders may take part in the costs"),
        default=False,
        help_text=_("Never more than the allowance for the kilometres."),
    )
    note = models.CharField(_("note"), max_length=120, blank=True)
    drives = models.BooleanField(_("drives at present"), default=True)
    # IBAN without spaces; where the allowance is paid.
    account = EncryptedTextField(_("account number"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = DriverQuerySet.as_manager()

    class Meta:
        ordering = ["volunteer__person__last_name", "volunteer__person__first_name", "pk"]
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=8), name="driver_has_seats")
        ]

    def __str__(self) -> str:
        return str(self.volunteer)

    @property
    def person(self) -> Person:
        """Return who drives."""
        return self.volunteer.person


class DriveDay(models.Model):
    """What holds on one day instead of the weekly free hours: driving in [starts, ends), or not at all."""

    driver = models.ForeignKey(Driver, models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["day"]
        verbose_name = _("driving day")
        verbose_name_plural = _("driving days")
        constraints = [
            models.UniqueConstraint(fields=["driver", "day"], name="one_word_a_driver_and_day"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(ends__gt=F("starts")),
                name="driving_day_has_length_or_is_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver_id} {self.day}"


class Apart(models.Model):
    """Two riders who are not to sit in one car at the same time; `first` has the smaller number."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("not in one car")
        verbose_name_plural = _("not in one car")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_riders_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="apart_has_the_smaller_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"
