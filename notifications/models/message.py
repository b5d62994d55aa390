"""The outbox: one row a logical message, whatever the channel."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person, PhoneNumber


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages in the words of the field."""

    def open(self) -> "MessageQuerySet":
        """Return those that still have a next step."""
        # The open states by name: so the index on state and due time leads to them, whatever the history.
        return self.filter(state__in=Message.OPEN)

    def due(self, now: datetime) -> "MessageQuerySet":
        """Return those whose next step is due at `now`."""
        return self.open().filter(due_at__lte=now)

    def in_hand(self) -> "MessageQuerySet":
        """Return those that a worker has in hand, or had when it died."""
        return self.filter(state=Message.State.SENDING).exclude(lease_owner="")


class Message(models.Model):
    """One text to one person (or to a bare number: an unknown sender, a colleague) for one purpose.

    Moved along by `notifications.services` only. `about` names what the message is about in the words of the
    app that sent it ("occurrence:12"); this app reads nothing into it. `due_at` is when the sender looks at
    the row next and is empty when terminal.
    """

    class State(models.TextChoices):
        HELD = "held", _("held")
        PENDING = "pending", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        ACCEPTED = "accepted", _("sent")
        SENT = "sent", _("sent, arrival not known")
        DELIVERED = "delivered", _("arrived")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("too late to send")
        CANCELLED = "cancelled", _("not needed")
        UNKNOWN = "unknown", _("not known if sent")

    TERMINAL = frozenset({"sent", "delivered", "failed", "expired", "cancelled", "unknown"})
    OPEN = tuple(sorted(frozenset(State.values) - TERMINAL))

    topic = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="messages")
    step = models.PositiveSmallIntegerField(default=1)

    number = models.ForeignKey(PhoneNumber, models.PROTECT, related_name="messages")
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    body = models.TextField(_("text"))
    parts = models.PositiveSmallIntegerField()
    two_way = models.BooleanField(default=False)
    # Their order: what is urgent, what is ordinary, and what can wait for all of those.
    urgent = models.BooleanField(default=False)
    can_wait = models.BooleanField(default=False)
    answers = models.ForeignKey(
        "notifications.Inbound", models.SET_NULL, null=True, related_name="automatic_answers"
    )

    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    due_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(_("when"))

    gateway = models.CharField(max_length=30, blank=True)
    # Those that surely did not take it since it last had to wait: ",twilio,kannel,".
    refused_by = models.CharField(max_length=200, blank=True)
    provider_id = models.CharField(max_length=80, blank=True)
    lease_owner = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=20, blank=True)
    error_code = models.CharField(max_length=20, blank=True)
    accepted_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "about", "person", "step"],
                condition=Q(person__isnull=False),
                name="one_message_per_purpose_thing_person_and_step",
            ),
            models.UniqueConstraint(
                fields=["purpose", "about", "number", "step"],
                condition=Q(person__isnull=True),
                name="one_message_per_purpose_thing_number_and_step",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["sent", "delivered", "failed", "expired", "cancelled", "unknown"]
                )
                | Q(due_at__isnull=False),
                name="an_open_message_has_a_due_time",
            ),
            # Two texts to one telephone are never on their way at once, whoever sends them.
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state="sending") & ~Q(lease_owner=""),
                name="one_text_in_hand_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["number", "created_at"]),
            models.Index(fields=["created_at"]),
            models.Index(fields=["gateway", "provider_id"]),
            # For the order in which one number gets its texts: a few rows, whatever its history.
            models.Index(
                fields=["number"],
                name="texts_still_to_go",
                condition=Q(state__in=["held", "pending", "sending"]),
            ),
            models.Index(
                fields=["person", "accepted_at"],
                name="ordinary_texts_to_a_person",
                condition=Q(accepted_at__isnull=False, urgent=False, answers=None),
            ),
            models.Index(
                fields=["accepted_at"],
                name="texts_by_month",
                condition=Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about} → {self.person_id}"


class StatusEvent(models.Model):
    """Every status a gateway reported, in the order of arrival: kept even when it changed nothing."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="events")
    status = models.CharField(max_length=20)
    code = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.status}"
