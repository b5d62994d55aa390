"""A worry about a person: with an owner and a clock, read by few."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.models import Association, Municipality
from notifications.models import Inbound
from people.models import Person
from rings.models.occurrence import Occurrence


class Concern(models.Model):
    """Read by its owner, by those named in `readers`, and by nobody else of the office.

    The clock reminds the owner at `due_at`; nothing is ever reported outside by itself.
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

    person = models.ForeignKey(Person, models.PROTECT, related_name="concerns")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.SET_NULL, null=True, related_name="concerns")
    inbound = models.OneToOneField(Inbound, models.SET_NULL, null=True, related_name="concern")
    raised_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    what = EncryptedTextField(_("what worries"))
    severity = models.CharField(
        _("how soon"), max_length=8, choices=Severity.choices, default=Severity.TODAY
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="concerns"
    )
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="concerns_to_read"
    )
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=10, choices=Closing.choices, blank=True)

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


class ConcernNote(models.Model):
    """What was done or heard about a concern, word for word, never changed."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    text = EncryptedTextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.at:%Y-%m-%d}"
