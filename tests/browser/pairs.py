"""Pairs as months of work leave them: the demo's two, and one at each other step."""

from datetime import datetime, time, timedelta

from directory.actors import Actor
from directory.localtime import instant, local_date
from people.models import Person
from rings.models import Pair
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.ending import end_pair
from rings.services.pairs.meeting import begin_trial, introduce
from rings.services.pairs.suggest import suggest_pair
from volunteers.models import Preference
from volunteers.services.preferences import record_wish

RING = "Aamusoitot, Jyväskylä"
WHY = [["distance", 22, "Lives 2 km away."], ["language", 10, "Both speak Finnish."]]


def pairs(by: Actor, now: datetime) -> dict[str, int]:
    """Leave a pair at each step; return their numbers by the words of the table of pages."""
    asking = Pair.objects.get(state=Pair.State.ASKING)
    trial = Pair.objects.get(state=Pair.State.TRIAL)
    members = Person.objects.filter(memberships__ring__name=RING).order_by("memberships__position")
    residents = iter(members.filter(memberships__role="resident"))
    helpers = list(members.filter(memberships__role="helper"))

    def suggested(helper: int) -> Pair:
        return suggest_pair(next(residents), helpers[helper], "call", by=by, now=now, why=WHY)

    def agreed(helper: int, on: datetime) -> Pair:
        pair = suggested(helper)
        ask_both(pair, by_text=False, by=by, now=on)
        return record_answers(pair, "yes", "yes", by=by, now=on)

    begun, agree, meeting, settling = suggested(0), agreed(1, now), agreed(2, now), agreed(0, now)
    refused = suggested(1)
    ask_both(refused, by_text=False, by=by, now=now)
    record_answers(refused, "no", "", by=by, now=now)
    introduce(meeting, instant(local_date(now) + timedelta(days=3), time(14)), by=by, now=now)
    ended = _ended(settling, by, now)
    return {
        "pair-asking": asking.pk,
        "pair-trial": trial.pk,
        "pair-suggested": begun.pk,
        "pair-agree": agree.pk,
        "pair-meeting": meeting.pk,
        "pair-refused": refused.pk,
        "pair-ended": ended.pk,
        "wish": _wish(begun, by, now).pk,
    }


def _ended(pair: Pair, by: Actor, now: datetime) -> Pair:
    """Let the two have met a month ago, and not have suited each other."""
    then = now - timedelta(days=30)
    introduce(pair, then + timedelta(days=1), by=by, now=then)
    begin_trial(pair, by=by, now=then + timedelta(days=2))
    return end_pair(pair, "not_suited", ring="end", by=by, now=now, note="Ei yhteistä puhuttavaa.")


def _wish(pair: Pair, by: Actor, now: datetime) -> Preference:
    said_by = Preference.SaidBy.RESIDENT
    kind = Preference.Kind.TOGETHER
    return record_wish(pair.resident, pair.volunteer, kind, said_by=said_by, by=by, now=now)
