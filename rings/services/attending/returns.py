"""Somebody is back sooner than thought: what nobody else has taken is theirs again."""

from datetime import datetime

from directory.actors import Actor
from directory.localtime import local_date
from people.changes import Change
from people.models import Person
from rings.machines import OCCURRENCE
from rings.models import Assignment
from rings.services.attending.assign import assign
from rings.services.planning.plan import bars_on

IS_BACK = frozenset({"absence_cancelled", "fit"})


def take_back_turns(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """Give `person` back each turn for which a stand-in is still sought because they were away.

    Whoever has said yes meanwhile keeps the turn; who said that they cannot is not held to it again.
    """
    if change not in IS_BACK:
        return
    sought = Assignment.objects.filter(
        person=person,
        state=Assignment.State.SEEKING,
        occurrence__nominal_date__gte=local_date(now),
    ).exclude(reason=Assignment.SAID_NO)
    for assignment in sought.select_related("occurrence__ring"):
        occurrence = assignment.occurrence
        day = occurrence.nominal_date
        bar = bars_on({person.pk}, day).helper_bar(
            person.pk, day, topology=occurrence.topology, receiver_id=occurrence.receiver_id
        )
        if not bar and OCCURRENCE.allows(occurrence.state, "plan_again"):
            assign(occurrence, person, origin=assignment.origin, by=by, now=now)
