"""Acting on a reading: telling the topic what was answered, and closing what is settled."""

from dataclasses import replace
from datetime import datetime

from directory.actors import person as by_person
from notifications.choosing import SAME_NAME, spread
from notifications.models import Inbound, Prompt, PromptItem
from notifications.reading import Reading
from notifications.services.candidates import is_before_slot
from notifications.services.prompts import mark_answered
from notifications.topics import Answer, Outcome, topic_named

SETTLING = frozenset({"done", "no_answer", "cannot", "accept", "decline"})


def act(inbound: Inbound, prompt: Prompt, reading: Reading, *, now: datetime) -> Outcome:
    """Tell the topic of `prompt` what `inbound` answered, as read in `reading`; return what it did.

    The things answered are closed, unless the topic keeps them open or the answer only says "I know" before
    the hour has come. Runs in the caller's transaction.
    """
    topic = topic_named(prompt.topic)
    items = _standing(prompt)
    said = spread(reading, [item.name for item in items])
    if said is None or topic is None:
        return Outcome(reply="unclear_received", queue=SAME_NAME if topic else "nobody_listens")
    if not said:
        return Outcome(reply="unclear_received", queue="unclear")
    answers = [
        Answer(items[place].about, intent, inbound, prompt, prompt.person)
        for place, intent in said.items()
    ]
    outcome = topic.answered(answers, now)
    if not outcome.keep_open:
        _settle(prompt, answers, inbound, now)
    if len(said) < len(reading.parts) and not outcome.queue:
        return replace(outcome, queue="partly_unclear")
    return outcome


def _standing(prompt: Prompt) -> list[PromptItem]:
    """Return the things still asked about; when all were answered, all, so that an answer can be put right."""
    items = list(prompt.items.all())
    return [item for item in items if not item.answered_as] or items


def _settle(prompt: Prompt, answers: list[Answer], inbound: Inbound, now: datetime) -> None:
    settling = SETTLING - {"accept"} if is_before_slot(prompt, inbound) else SETTLING
    said = {answer.about: answer.intent for answer in answers if answer.intent in settling}
    if said:
        mark_answered(prompt, said, by=by_person(prompt.person_id), now=now)
