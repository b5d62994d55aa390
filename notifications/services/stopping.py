"""No more messages: stopping a number, and starting again when its holder asks."""

from datetime import datetime

from notifications.models import Inbound
from people.models import PhoneNumber

CONFIRMS = "stop_confirmed"


def is_silenced(number: PhoneNumber, purpose: str) -> bool:
    """Tell whether a text of this purpose may not go to `number`: after a stop only the word that it was heard."""
    return number.stopped_at is not None and purpose != CONFIRMS


def stop(e164: str, now: datetime) -> bool:
    """Send nothing more to the number `e164`, whoever has it; tell whether it was stopped only now.

    What waits for it fails when its turn comes, so its topic hears of it.
    """
    number, _made = PhoneNumber.objects.get_or_create(
        e164=e164, defaults={"kind": PhoneNumber.Kind.OTHER}
    )
    going = PhoneNumber.objects.filter(pk=number.pk, stopped_at=None)
    return bool(going.update(stopped_at=now))


def start_again(inbound: Inbound, *, now: datetime) -> bool:
    """Let messages go again to the number that `inbound` came from; tell whether it had been stopped.

    The coordinator is told through the queue.
    """
    stopped = PhoneNumber.objects.filter(e164=inbound.sender, stopped_at__isnull=False)
    if not stopped.update(stopped_at=None, verified_at=now):
        return False
    number = PhoneNumber.objects.get(e164=inbound.sender)
    holders = list(number.holders.values_list("person_id", flat=True))
    if len(holders) == 1:
        inbound.person_id = holders[0]
    inbound.rule = "start"
    inbound.save(update_fields=["person", "rule"])
    return True
