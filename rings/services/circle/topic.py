"""What the captain answers: an "ok" is a receipt, anything else a person reads."""

from datetime import datetime

from notifications.models import Message
from notifications.topics import Answer, Outcome
from rings.models import Occurrence
from rings.services.attending.abouts import id_of
from rings.services.circle.breaks import PURPOSE as BREAK
from rings.services.circle.captain import TOPIC

RECEIPTS = frozenset({"done", "accept"})


class CircleTopic:
    """Texts to the captain of a circle: a break, and that it has gone round."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the break is still open; that the circle has gone round stays true."""
        if message.purpose != BREAK:
            return True
        return Occurrence.objects.open().filter(pk=id_of(message.about)).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Nothing hangs on the captain's "ok"; other words a person reads."""
        if all(answer.intent in RECEIPTS for answer in answers):
            return Outcome()
        return Outcome(queue="captain")

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The break has its owner in the office all the same."""
