"""Whether two duties of one person collide: half-open times, and the way from one place to the other.

Touching is fine: a visit from 10 to 11 and one next door from 11 to 12 do not collide. With twenty kilometres
between them they do, because nobody is in two places at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rings.rules.nearness import Place, travel_minutes

# How long a duty takes at least, by its kind: whoever answers the telephone also says goodbye.
AT_LEAST = {"call": timedelta(minutes=15), "visit": timedelta(minutes=60)}
# What is neither takes as long as it says, or this when it says nothing.
USUAL_LENGTH = timedelta(minutes=60)
# Nothing lasts or lies further away than this: how far round an hour other duties are looked for.
FURTHEST = timedelta(hours=16)


@dataclass(frozen=True)
class Slot:
    """When and where somebody is busy: [starts, ends) as instants. A call has no place.

    `together` names what belongs together and so never collides: the calls of one ring on one day are made
    one after the other.
    """

    starts: datetime
    ends: datetime
    place: Place | None = None
    together: str = ""


def slot_end(kind: str, starts: datetime, ends: datetime | None, slot_minutes: int = 0) -> datetime:
    """Return when a duty is over: at `ends` or after `slot_minutes`, but never before its kind takes."""
    said = ends - starts if ends else timedelta(minutes=slot_minutes)
    if kind in AT_LEAST:
        return starts + max(said, AT_LEAST[kind])
    return starts + (said or USUAL_LENGTH)


def collide(one: Slot, other: Slot) -> bool:
    """Tell whether nobody can do both: they overlap, or there is no time for the way between them."""
    if one.together and one.together == other.together:
        return False
    way = timedelta(minutes=travel_minutes(one.place, other.place))
    return one.starts < other.ends + way and other.starts < one.ends + way
