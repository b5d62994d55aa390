"""What the answers to "would you like to get to know somebody?" mean."""

from datetime import datetime

from notifications.models import Message
from notifications.topics import Answer, Outcome
from rings.models import Pair
from rings.services.attending.abouts import id_of
from rings.services.pairs.asking import hear_volunteer
from rings.services.pairs.words import PURPOSE_ASK, PURPOSE_DUE, PURPOSE_MEET, TOPIC, thanked

SAYS_NO = frozenset({"decline", "cannot"})
SAYS_YES = frozenset({"accept", "done"})
State = Pair.State


class PairTopic:
    """One question to one volunteer; and what both are told, which asks nothing."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the question is still open, the meeting still to come, the step still to be done."""
        key, _mark, when = message.about.partition("@")
        pair = Pair.objects.filter(pk=id_of(key)).first()
        if pair is None:
            return False
        if message.purpose == PURPOSE_ASK:
            return pair.state == State.ASKING and not pair.volunteer_says
        if message.purpose == PURPOSE_MEET:
            meets = pair.meets_at if pair.state == State.INTRODUCED else None
            return meets is not None and meets > now and mark_of(meets) == when
        return message.purpose == PURPOSE_DUE and pair.due_at is not None

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Take a yes or a no; anything else is for a person, and the question stays open."""
        answer = answers[0]
        if answer.intent not in SAYS_YES | SAYS_NO:
            return Outcome(queue="unclear", reply="unclear_received", keep_open=True)
        says = Pair.Says.YES if answer.intent in SAYS_YES else Pair.Says.NO
        pair = hear_volunteer(id_of(answer.about), says, by=answer.by, now=now)
        if pair is None:
            return Outcome(reply="unclear_received", queue="not_asked")
        if says == Pair.Says.NO:
            return Outcome()
        text = thanked(pair)
        return Outcome(reply=text.template, variables=text.variables)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The owner rings whoever has not answered by the day of the next step."""


def mark_of(meets_at: datetime) -> str:
    """Return what tells the texts about one date of a meeting from those about another."""
    return f"{meets_at:%Y-%m-%dT%H:%M}"
