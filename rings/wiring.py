"""What the lower floors call up to rings for: answers to our questions, and changes of people."""

from notifications.confidential import keep_words
from notifications.topics import on_concern, on_unasked, register, register_reader
from people.changes import on_change
from rings.pages import connect_pages
from rings.rules.gig_replies import read_offer_reply, read_report
from rings.services.attending.absences import follow_change
from rings.services.attending.after_all import SoughtTopic
from rings.services.attending.answers import DutyTopic
from rings.services.attending.check_ins import todays_check_in
from rings.services.attending.remind import AGAIN, AHEAD, CALLS, CHECK_INS, VISITS
from rings.services.attending.returns import take_back_turns
from rings.services.bulk.tell import CalledOffTopic
from rings.services.circle.topic import CircleTopic
from rings.services.concerns.alerts import ConcernTopic
from rings.services.concerns.hearing import hear_worry
from rings.services.concerns.restricted import hidden_worries
from rings.services.gigs.absences import follow_change as follow_change_for_gigs
from rings.services.gigs.answers import GigTopic, ReportTopic
from rings.services.gigs.texts import AHEAD as GIGS_AHEAD
from rings.services.gigs.texts import DONE as GIGS_DONE
from rings.services.hours.month_answers import HoursTopic
from rings.services.pairs.ending import follow_change as follow_change_for_pairs
from rings.services.pairs.topic import PairTopic
from rings.services.showing.others_texts import hidden_as_others
from rings.services.standing_in.offer_answers import OfferTopic, OfficeTopic
from rings.services.swaps.topic import SwapTopic


def connect_gigs() -> None:
    """Register what requests ask, and the words that only they give a meaning to."""
    register(GigTopic())
    register(ReportTopic(GIGS_AHEAD))
    register(ReportTopic(GIGS_DONE))
    register_reader(GigTopic.name, read_offer_reply)
    register_reader(GIGS_AHEAD, read_report)
    register_reader(GIGS_DONE, read_report)
    on_change(follow_change_for_gigs)


def connect() -> None:
    """Register every topic and handler; called once, when the models are loaded."""
    for name in (CALLS, VISITS, CHECK_INS, AHEAD, AGAIN):
        register(DutyTopic(name))
    register(SoughtTopic())
    register(OfferTopic())
    connect_gigs()
    register(OfficeTopic())
    register(CircleTopic())
    register(SwapTopic())
    register(CalledOffTopic())
    register(ConcernTopic())
    register(HoursTopic())
    register(PairTopic())
    on_concern(hear_worry)
    keep_words(hidden_worries)
    keep_words(hidden_as_others)
    on_unasked(todays_check_in)
    on_change(follow_change)
    on_change(take_back_turns)
    on_change(follow_change_for_pairs)
    connect_pages()
