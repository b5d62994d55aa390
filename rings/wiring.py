"""What the lower floors call up to rings for: answers to our questions, and changes of people."""

from notifications.confidential import keep_words
from notifications.topics import on_concern, register
from people.changes import on_change
from rings.pages import connect_pages
from rings.services.absences import follow_change
from rings.services.answers import DutyTopic
from rings.services.bulk.tell import CalledOffTopic
from rings.services.concerns.alerts import ConcernTopic
from rings.services.concerns.hearing import hear_worry
from rings.services.concerns.restricted import hidden_worries
from rings.services.offer_answers import OfferTopic, OfficeTopic
from rings.services.remind import AGAIN, AHEAD, CALLS, CHECK_INS, VISITS


def connect() -> None:
    """Register every topic and handler; called once, when the models are loaded."""
    for name in (CALLS, VISITS, CHECK_INS, AHEAD, AGAIN):
        register(DutyTopic(name))
    register(OfferTopic())
    register(OfficeTopic())
    register(CalledOffTopic())
    register(ConcernTopic())
    on_concern(hear_worry)
    keep_words(hidden_worries)
    on_change(follow_change)
    connect_pages()
