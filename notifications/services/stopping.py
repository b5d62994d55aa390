"""No more messages: stopping a number, and starting again when its holder asks."""

from datetime import datetime

from notifications.models import Inbound
from people.models import PhoneNumber

START_WORDS = frozenset({"start", "aloita", "starta", "börja", "borja"})


def stop(number: PhoneNumber, now: datetime) -> bool:
    """Send nothing more to `number`; tell whether it was stopped only now.

    What waits for it fails when its turn comes, so its topic hears of it.
    """
    going = PhoneNumber.objects.filter(pk=number.pk, stopped_at=None)
    return bool(going.update(stopped_at=now))


def restarts(body: str) -> bool:
    """Tell whether `body` asks for messages again. "Kyllä" and "yes" do not: they answer questions."""
    return body.strip(" .!\n\t").casefold() in START_WORDS


def start_again(number: PhoneNumber, inbound: Inbound, *, now: datetime) -> None:
    """Let messages go to `number` again; the coordinator is told through the queue."""
    PhoneNumber.objects.filter(pk=number.pk).update(stopped_at=None, verified_at=now)
    holders = list(number.holders.values_list("person_id", flat=True))
    if len(holders) == 1:
        inbound.person_id = holders[0]
    inbound.rule = "start"
    inbound.save(update_fields=["person", "rule"])
