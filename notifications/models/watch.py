"""What is kept so that it can be seen from outside whether texts go: the clock's beat, who is phoned instead."""

from django.conf import settings
from django.db import models

from notifications.models.message import Message


class Heartbeat(models.Model):
    """That the clock runs: one row, written when a tick has ended. See `services.heartbeat`.

    `failed` is how many parts of that tick failed. `findings` is what the auditor found at `audited_at`.
    """

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    ticks = models.PositiveBigIntegerField(default=0)
    failed = models.PositiveSmallIntegerField(default=0)
    audited_at = models.DateTimeField(null=True)
    findings = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.at}"


class StageFailure(models.Model):
    """How often a part of the tick has failed, and when it last did."""

    stage = models.CharField(max_length=60, unique=True)
    failures = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["stage"]

    def __str__(self) -> str:
        return f"{self.stage}: {self.failures}"


class PhoneInstead(models.Model):
    """That somebody is to be phoned in place of a text that did not arrive; settled when `done_at` is set."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="phone_instead")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.done_at or '-'}"
