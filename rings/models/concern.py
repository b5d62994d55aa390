"""A worry about a person: with an owner and a clock, read by few."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.models import Association, Municipality, User
from directory.scope import Scope
from notifications.models import Inbound
from people.models import Person
from rings.models.occurrence import Occurrence


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Worries, and who may know of them."""

    def open(self) -> "ConcernQuerySet":
        """Return those that still have a next step."""
        return self.exclude(state=Concern.State.CLOSED)

    def due(self, now: datetime) -> "ConcernQuerySet":
        """Return those whose owner is to be reminded at `now`."""
        return self.open().filter(due_at__lte=now)

    def readable_by(self, user: User, scope: Scope) -> "ConcernQuerySet":
        """Return those whose words `user` may read: owner, named reader or opener, while they work there."""
        named = Q(owner=user) | Q(opened_by=user) | Q(pk__in=user.concerns_to_read.values("pk"))
        return self.filter(named & scope.rings())

    def visible_to(self, user: User, scope: Scope) -> "ConcernQuerySet":
        """Return those of whose being `user` may know: those they read, and as administrator those of the place.

        An administrator sees owner and clock, to hand one on; the words only if `readable_by` has it, too.
        """
        readable = self.model._default_manager.readable_by(user, scope)
        administered = scope.administered_rings()
        if not administered:  # everywhere: beside another condition an empty one would say nothing
            return self.all()
        return self.filter(Q(pk__in=readable.values("pk")) | administered)


class Concern(models.Model):
    """Read by its owner, by those named in `readers`, by who opened it, and by nobody else of the office.

    The clock reminds the owner at `due_at` (`reminders` counts them since anybody last did anything); nothing is
    ever reported outside by itself.
    """

    class Severity(models.TextChoices):
        URGENT = "urgent", _("now")
        TODAY = "today", _("today")
        SOON = "soon", _("within three days")
        WATCH = "watch", _("within two weeks")

    class State(models.TextChoices):
        NEW = "new", _("new")
        IN_HAND = "in_hand", _("being looked into")
        REPORTED = "reported", _("reported to the authorities")
        CLOSED = "closed", _("closed")

    class Closing(models.TextChoices):
        NONE = "", _("–")
        WELL = "well", _("all is well")
        HELPED = "helped", _("help was arranged")
        AUTHORITY = "authority", _("the authorities have it")
        FAMILY = "family", _("the family has it")
        MISTAKE = "mistake", _("was no worry")
        DIED = "died", _("the person has died")
        ERASED = "erased", _("the person was erased")

    person = models.ForeignKey(Person, models.PROTECT, related_name="concerns")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.SET_NULL, null=True, related_name="concerns")
    inbound = models.OneToOneField(Inbound, models.SET_NULL, null=True, related_name="concern")
    raised_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    raised_at = models.DateTimeField(_("recorded"))
    what = EncryptedTextField(_("what worries"))
    severity = models.CharField(
        _("how soon"), max_length=8, choices=Severity.choices, default=Severity.TODAY
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="concerns"
    )
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="concerns_to_read"
    )
    due_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closing = models.CharField(
        _("how it ended"), max_length=10, choices=Closing.choices, blank=True
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("worry")
        verbose_name_plural = _("worries")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed") | Q(due_at__isnull=False),
                name="an_open_concern_has_a_due_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closing=""),
                name="a_closed_concern_says_why",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still has a next step."""
        return self.state != self.State.CLOSED

    @property
    def about(self) -> str:
        """Return the key by which messages name it."""
        return f"concern:{self.pk}"


class ConcernNote(models.Model):
    """What was done or heard about a concern, word for word, never changed."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    inbound = models.OneToOneField(Inbound, models.SET_NULL, null=True, related_name="concern_note")
    text = EncryptedTextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.at:%Y-%m-%d}"
