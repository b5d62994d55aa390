"""What was asked, what came back, and what it was taken to mean."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.models.message import Message
from people.models import Person, PhoneNumber


class Prompt(models.Model):
    """The open question a message asked: whom, in which context, about what, until when.

    A person has at most one open prompt of a `topic`. A newer one takes over what the older still asked, so
    a bare "ok" always answers the last text, and the last text lists everything that is open.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ANSWERED = "answered", _("answered")
        SUPERSEDED = "superseded", _("asked again")
        CLOSED = "closed", _("not needed any more")
        EXPIRED = "expired", _("no answer came")

    message = models.OneToOneField(Message, models.CASCADE, related_name="prompt")
    person = models.ForeignKey(Person, models.CASCADE, related_name="prompts")
    number = models.ForeignKey(PhoneNumber, models.CASCADE, related_name="prompts")
    topic = models.CharField(max_length=20)
    context = models.CharField(max_length=30)
    slot_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                condition=Q(state="open"),
                name="one_open_prompt_per_person_and_topic",
            )
        ]
        indexes = [
            models.Index(fields=["number", "opened_at"]),
            models.Index(fields=["state", "closes_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.context} → {self.person_id}"


class PromptItem(models.Model):
    """One thing a prompt asks about: "occurrence:12", with the first name the text used for it.

    `answered_as` is the intent it was answered with; empty as long as the question stands.
    """

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="items")
    about = models.CharField(max_length=80)
    name = models.CharField(max_length=60, blank=True)
    answered_as = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["about"])]

    def __str__(self) -> str:
        return self.about


class Inbound(models.Model):
    """A text that came in, word for word, with its reading. Stored first, processed after."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        HANDLED = "handled", _("handled")
        QUEUED = "queued", _("waiting for a person")
        CLOSED = "closed", _("seen by a person")

    class Intent(models.TextChoices):
        DONE = "done", _("done")
        NO_ANSWER = "no_answer", _("no answer")
        CANNOT = "cannot", _("cannot do it")
        ACCEPT = "accept", _("yes")
        DECLINE = "decline", _("no")
        HELP = "help", _("asks for help")
        STOP = "stop", _("no more messages")
        CONCERN = "concern", _("worry")
        UNCLEAR = "unclear", _("unclear")

    class Channel(models.TextChoices):
        SMS = "sms", _("text message")
        KEYPAD = "keypad", _("pressed on the telephone")

    gateway = models.CharField(max_length=30)
    provider_id = models.CharField(max_length=80)
    sender = models.CharField(_("number"), max_length=20)
    recipient = models.CharField(max_length=20, blank=True)
    body = models.TextField(_("text"), blank=True)
    channel = models.CharField(_("how"), max_length=6, choices=Channel.choices, default=Channel.SMS)
    received_at = models.DateTimeField(_("came in"))
    # The carrier itself has taken it as a wish for no more, and lets nothing through any longer.
    stopped_by_carrier = models.BooleanField(default=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    due_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="inbound_queue"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="inbound")
    prompt = models.ForeignKey(Prompt, models.SET_NULL, null=True, related_name="replies")
    intent = models.CharField(_("read as"), max_length=10, choices=Intent.choices, blank=True)
    confidence = models.FloatField(null=True)
    rule = models.CharField(max_length=60, blank=True)
    queued_because = models.CharField(max_length=40, blank=True)
    corrected_intent = models.CharField(max_length=10, choices=Intent.choices, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("incoming message")
        verbose_name_plural = _("incoming messages")
        constraints = [
            models.UniqueConstraint(fields=["gateway", "provider_id"], name="one_inbound_once"),
            models.CheckConstraint(
                condition=Q(state__in=["handled", "closed"]) | Q(due_at__isnull=False),
                name="an_open_inbound_has_a_due_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["sender"]),
            models.Index(fields=["received_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.intent or self.state}"
