"""A message as a gateway takes it."""

from dataclasses import replace
from datetime import datetime

from notifications.gateways.base import Sms
from notifications.models import Message
from notifications.references import reference_of


def sms_of(message: Message, handed_over_at: datetime) -> Sms:
    """Return `message` as plain values; `handed_over_at` is when it goes or went."""
    return Sms(
        reference=reference_of(message.pk),
        to=message.number.e164,
        body=message.body,
        handed_over_at=handed_over_at,
        provider_id=message.provider_id,
        expires_at=message.expires_at,
    )


def sms_to_find(message: Message, handed_over_at: datetime) -> Sms:
    """Return `message` as a gateway is asked after it: not to be taken for another text to the number."""
    others = Message.objects.filter(number_id=message.number_id).exclude(provider_id="")
    ids = others.exclude(pk=message.pk).values_list("provider_id", flat=True)
    return replace(sms_of(message, handed_over_at), not_these=frozenset(ids))
