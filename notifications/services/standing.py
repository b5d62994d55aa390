"""Questions that stand although no text has asked them yet: somebody says early that all is well."""

from dataclasses import dataclass

from directory.localtime import local_date
from notifications.choosing import Choice, is_sure
from notifications.models import Inbound, Prompt
from notifications.reading import Asked, Intent, Reading, read_reply
from notifications.reading.keypad import read_key
from notifications.topics import Standing, standing_question
from people.models import Person


@dataclass(frozen=True)
class Heard:
    """The question that stands, and what the text means as its answer."""

    question: Standing
    reading: Reading


def standing_for(
    prompt: Prompt | None, choice: Choice, inbound: Inbound, holders: list[Person]
) -> Heard | None:
    """Return the question that `inbound` answers before it was asked, or None.

    Not when a question of today was asked and is answered. Only a surely good word counts, or a key pressed:
    whatever else is said unasked, a person reads.
    """
    is_key = inbound.channel == Inbound.Channel.KEYPAD
    if choice.doubt or (prompt is not None and _is_of_today(prompt, inbound)):
        return None
    question = standing_question(holders, inbound.received_at)
    if question is None or _waits_for_other(prompt, question):
        return None
    language = question.person.language
    names = tuple(person.first_name for person in holders)
    asked = Asked(question.context, False, (), language, names)
    reading = read_key(inbound.body) if is_key else read_reply(inbound.body, asked)
    wanted = {Intent.DONE, Intent.HELP} if is_key else {Intent.DONE}
    return Heard(question, reading) if reading.intent in wanted and is_sure(reading) else None


def _waits_for_other(prompt: Prompt | None, question: Standing) -> bool:
    """Tell whether an older question of another kind is still open: then the text answers that."""
    is_open = prompt is not None and prompt.state == Prompt.State.OPEN
    return is_open and prompt is not None and prompt.context != question.context


def _is_of_today(prompt: Prompt, inbound: Inbound) -> bool:
    return local_date(prompt.opened_at) == local_date(inbound.received_at)
