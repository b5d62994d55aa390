"""A message as a gateway takes it."""

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
    )
