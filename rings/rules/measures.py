"""How a month went, in numbers that anybody can count again by hand. Pure rules; None where nothing is known."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean, median

from rings.rules.hours import month_after, month_before

CONTACT_DAYS = 28
UNASKED_DAYS = 60
IDLE_DAYS = 30
WAITING = "waiting"
# With a single contact the main helper is always the only one: that says nothing of how lasting it is.
LEAST_CONTACTS = 2

# For each resident, how many times each helper was there.
Contacts = Mapping[int, Counter[int]]


@dataclass(frozen=True)
class Move:
    """One step of a resident from state to state."""

    at: datetime
    before: str
    after: str


def months_until(month: date, count: int) -> list[date]:
    """Return `count` months, the last of them `month`, the oldest first."""
    found = [month]
    while len(found) < count:
        found.insert(0, month_before(found[0]))
    return found


def end_of(month: date, today: date) -> date:
    """Return the day after the last that counts for `month`: its end, or tomorrow while it is running."""
    return min(month_after(month), today + timedelta(days=1))


def share(part: int, whole: int) -> float | None:
    """Return part of whole as 0–1."""
    return part / whole if whole else None


def middle(values: Collection[float]) -> float | None:
    """Return the median: half took longer, half less."""
    return median(values) if values else None


def gini(values: Collection[float]) -> float | None:
    """Return how unevenly `values` (none below zero) are spread: 0 all alike, near 1 one has everything.

    The mean difference of all pairs against twice the mean (Gini 1912), by the sorted sum.
    """
    total = sum(values)
    if not total:
        return None
    count = len(values)
    ranked = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (count * total) - (count + 1) / count


def helpers_each(contacts: Contacts) -> float | None:
    """Return how many helpers a resident saw or heard, on average."""
    return fmean(map(len, contacts.values())) if contacts else None


def continuity(contacts: Contacts) -> float | None:
    """Return the share of a resident's contacts that came from the main helper, averaged over the residents.

    The "usual provider" index of continuity of care (Breslau & Reeb 1975), of those with two contacts or more.
    """
    told = [seen for seen in contacts.values() if seen.total() >= LEAST_CONTACTS]
    return fmean(max(seen.values()) / seen.total() for seen in told) if told else None


def waited_days(
    moves: Sequence[Move], began: datetime, state_now: str, when: datetime
) -> float | None:
    """Return how many days a resident had been waiting at `when`, or None if they were not.

    `moves`: all their steps in order. Before the first they stood where it began, or where they are now.
    """
    if began > when:
        return None
    past = [move for move in moves if move.at <= when]
    if past:
        state, since = past[-1].after, past[-1].at
    else:
        state, since = (moves[0].before if moves else state_now), began
    return (when - since) / timedelta(days=1) if state == WAITING else None


def lacks_since(days: Collection[date], end: date, most_days: int) -> bool:
    """Tell whether none of `days` lies within the last `most_days` before `end`."""
    return not any(end - timedelta(days=most_days) <= day < end for day in days)
