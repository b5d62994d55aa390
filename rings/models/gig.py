"""A one-off request, offered until somebody takes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.models import Association, Barrier, Municipality, Referrer, ServiceLine, User
from directory.scope import Scope
from people.models import Resident
from rings.models.occurrence import Occurrence


class Gig(models.Model):
    """What is asked for; when, for whom and how far it has come stands in its occurrence.

    `wave` is the last wave asked, 0 before the first.
    """

    occurrence = models.OneToOneField(
        Occurrence, models.CASCADE, primary_key=True, related_name="gig"
    )
    service_line = models.ForeignKey(ServiceLine, models.PROTECT, related_name="gigs")
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("where to"), max_length=120, blank=True)
    needs = EncryptedTextField(_("what is needed"), null=True, blank=True)
    aid = models.CharField(
        _("moving about"), max_length=12, choices=Resident.Aid.choices, default=Resident.Aid.UNKNOWN
    )
    door_code = EncryptedTextField(_("door code"), null=True, blank=True)
    ordered_by = models.CharField(_("who ordered it"), max_length=80, blank=True)
    ordered_phone = models.CharField(_("telephone of who ordered it"), max_length=20, blank=True)
    referrer = models.ForeignKey(Referrer, models.SET_NULL, null=True, related_name="gigs")
    wave = models.PositiveSmallIntegerField(default=0)
    barrier = models.ForeignKey(Barrier, models.PROTECT, null=True, related_name="gigs")
    rating = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    def __str__(self) -> str:
        return f"{self.service_line_id}: {self.occurrence_id}"


class GigRequestQuerySet(models.QuerySet["GigRequest"]):
    """Requests that came by a team's own link."""

    def visible_to(self, scope: Scope) -> "GigRequestQuerySet":
        """Return the requests that this member of staff may see."""
        return self.filter(scope.rings())


class GigRequest(models.Model):
    """What a home-care team sent by its link, word for word, until the office has taken or refused it.

    Nothing of it reaches the register before a member of staff has taken it.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("taken")
        REFUSED = "refused", _("refused")

    referrer = models.ForeignKey(Referrer, models.PROTECT, related_name="requests")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    service_line = models.ForeignKey(ServiceLine, models.PROTECT, related_name="+")
    ordered_by = models.CharField(_("your name"), max_length=80)
    ordered_phone = models.CharField(_("your telephone"), max_length=20)
    first_name = EncryptedTextField(_("first name"))
    last_name = EncryptedTextField(_("last name"))
    phone = EncryptedTextField(_("telephone"), null=True, blank=True)
    address = EncryptedTextField(_("address"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    day = models.DateField(_("day"))
    wall_time = models.TimeField(_("hour"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("where to"), max_length=120, blank=True)
    needs = EncryptedTextField(_("what is needed"), null=True, blank=True)
    aid = models.CharField(
        _("moving about"), max_length=12, choices=Resident.Aid.choices, default=Resident.Aid.UNKNOWN
    )
    door_code = EncryptedTextField(_("door code"), null=True, blank=True)
    consent = models.BooleanField(_("the person has agreed to this"), default=False)

    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    due_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    gig = models.OneToOneField(Gig, models.SET_NULL, null=True, related_name="request")
    reason = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()

    objects = GigRequestQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("request by link")
        verbose_name_plural = _("requests by link")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="new") | Q(due_at__isnull=False),
                name="an_open_request_has_a_due_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.referrer_id}: {self.day}"


class OfferPolicy(models.Model):
    """How an association asks its volunteers: how many at once, how often, and when to leave in peace.

    Without an association it holds for those that have none of their own. Minutes, local days and weeks, km.
    """

    association = models.OneToOneField(
        Association, models.CASCADE, null=True, blank=True, related_name="offer_policy"
    )
    wave_size = models.PositiveSmallIntegerField(_("how many are asked at once"), default=5)
    wave_minutes = models.PositiveSmallIntegerField(_("minutes to answer"), default=60)
    most_waves = models.PositiveSmallIntegerField(_("how many times at most"), default=8)
    most_a_day = models.PositiveSmallIntegerField(_("questions to one person a day"), default=2)
    most_a_week = models.PositiveSmallIntegerField(_("questions to one person a week"), default=5)
    quiet_days = models.PositiveSmallIntegerField(_("days of peace after a no"), default=2)
    radius_km = models.PositiveSmallIntegerField(_("kilometres at most"), default=30)

    class Meta:
        verbose_name = _("way of asking")
        verbose_name_plural = _("ways of asking")

    def __str__(self) -> str:
        return str(self.association or gettext("All associations"))
