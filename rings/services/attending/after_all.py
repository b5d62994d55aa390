"""What is written by whoever cannot, when told that somebody else is looked for."""

from datetime import datetime

from notifications.models import Message
from notifications.topics import Answer, Outcome
from rings.models import Assignment
from rings.services.attending.abouts import ids_about
from rings.services.attending.answers import DutyTopic
from rings.services.attending.sought import TOPIC


class SoughtTopic(DutyTopic):
    """ "I can after all" takes the turn back. A bare "ok" or "no" is a receipt: the search goes on."""

    def __init__(self) -> None:
        super().__init__(TOPIC)

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether somebody is still looked for."""
        duties = Assignment.objects.filter(person=message.person_id, state=Assignment.State.SEEKING)
        return duties.filter(occurrence__in=ids_about(message, "occurrence")).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Hear all but receipts as any answer about a duty."""
        said = [answer for answer in answers if answer.intent != "decline"]
        return super().answered(said, now) if said else Outcome(keep_open=True)
