"""A volunteer: a state in the lifecycle, tasks, weekly free hours and limits."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.scope import Scope
from people.models import Person


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Volunteers in the words of the field."""

    def visible_to(self, scope: Scope) -> "VolunteerQuerySet":
        """Return the volunteers whom this member of staff may see."""
        return self.filter(scope.people("person__"))

    def fit_for_duty(self, day: date) -> "VolunteerQuerySet":
        """Return those active, with no lapsed required credential, on the local date `day`."""
        lapsed = Credential.objects.lapsed_on(day).filter(volunteer=OuterRef("pk"))
        return self.filter(~Exists(lapsed), state=Volunteer.State.ACTIVE)


class Volunteer(models.Model):
    """Moved along by `volunteers.services.lifecycle` only."""

    class State(models.TextChoices):
        APPLIED = "applied", _("has applied")
        INTERVIEWED = "interviewed", _("interviewed")
        TRAINED = "trained", _("trained")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("having a break")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("has left")

    person = models.OneToOneField(Person, models.CASCADE, related_name="volunteer")
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.APPLIED
    )
    tasks = models.JSONField(_("tasks"), default=list)
    has_car = models.BooleanField(_("has a car"), null=True, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    is_trained = models.BooleanField(_("has had the training"), default=False)
    availability_note = models.CharField(_("when, in own words"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many people at most"), null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(
        _("kilometres from home at most"), null=True, blank=True
    )
    avoids = models.JSONField(_("cannot be where there is"), default=list, blank=True)
    paused_until = models.DateField(_("break ends"), null=True, blank=True)
    notes = EncryptedTextField(_("notes"), null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")

    def __str__(self) -> str:
        return str(self.person)


class AvailableWindow(models.Model):
    """Free every week on `weekday` (0 = Monday) in local time [starts, ends)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_is_0_to_6"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="window_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H:%M}–{self.ends:%H:%M}"

    def get_weekday_display(self) -> str:
        """Return the day in words."""
        return str(WEEKDAYS[self.weekday])


class CredentialQuerySet(models.QuerySet["Credential"]):
    """Credentials in the words of the field."""

    def lapsed_on(self, day: date) -> "CredentialQuerySet":
        """Return the required ones out of date on `day` and not shown anew since."""
        newer = Credential.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            volunteer=OuterRef("volunteer"),
            kind=OuterRef("kind"),
        )
        return self.filter(~Exists(newer), required=True, valid_until__lt=day)


class Credential(models.Model):
    """Seen on one date, valid until another; a required one that has lapsed bars every duty."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        AGREEMENT = "agreement", _("volunteer's agreement and confidentiality")
        LICENCE = "licence", _("driving licence")
        INSURANCE = "insurance", _("car insurance")
        RECORD = "record", _("criminal record extract")

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="credentials")
    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    seen_on = models.DateField(_("seen on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    required = models.BooleanField(_("required for any duty"), default=False)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-seen_on"]
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return str(self.get_kind_display())
