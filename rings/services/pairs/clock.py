"""The clock of pairs: nobody's pairs are handed on, and whoever has a step today is told so once."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db.models import Q

from directory.actors import CLOCK
from directory.localtime import local_date
from directory.machine import move
from directory.one_by_one import one_by_one, together
from notifications.services.outbox import NoTextChannelError, Text, put_to_staff
from rings.machines import PAIR
from rings.models import Pair
from rings.models.pair import PairQuerySet
from rings.services.pairs.owners import hand_on, other_owner
from rings.services.pairs.words import PURPOSE_DUE, TOPIC

TEXT_LIVES = timedelta(hours=6)


def pairs_to_mind(now: datetime, day: date) -> PairQuerySet:
    """Return the pairs that the clock has anything to do with."""
    return Pair.objects.filter(
        Q(pk__in=_not_told(now).values("pk"))
        | Q(pk__in=Pair.objects.without_able_owner(day).values("pk"))
    )


def mind_pairs(now: datetime) -> int:
    """Hand on what belongs to somebody who has left, and tell owners of steps that are due; return how many."""
    left = Pair.objects.without_able_owner(local_date(now))
    rows = left.select_related("resident__municipality", "association", "owner")
    handed = one_by_one(rows.order_by("pk"), lambda pair: _hand_on(pair, now), "hand on pair")
    due = _not_told(now).select_related("owner", "association").order_by("due_at", "pk")
    return handed + together(due, lambda pairs: _remind(pairs, now), "remind of pair")


def _not_told(now: datetime) -> PairQuerySet:
    return Pair.objects.due(now).filter(reminded_at=None)


def _hand_on(pair: Pair, now: datetime) -> bool:
    to = other_owner(pair, now)
    if to is not None:
        hand_on(pair, to, by=CLOCK, now=now, reason="owner_gone")
    return to is not None


def _remind(pairs: Sequence[Pair], now: datetime) -> int:
    """Tell the owners and write down that they were told, in one transaction: neither without the other."""
    for pair in pairs:
        move(pair, PAIR, "remind", by=CLOCK, now=now, reminded_at=now)
    _tell(pairs, now)
    return len(pairs)


def _tell(pairs: Sequence[Pair], now: datetime) -> None:
    """Write one text to each owner: how many wait, and nothing of whom."""
    by_owner: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_owner[pair.owner_id].append(pair)
    for mine in by_owner.values():
        office = mine[0].association
        values = {"office": office.short_name, "help_phone": office.phone, "count": len(mine)}
        with suppress(NoTextChannelError):
            put_to_staff(
                Text("pair_due", values),
                to=mine[0].owner,
                topic=TOPIC,
                purpose=PURPOSE_DUE,
                about=f"{mine[0].about}@{now:%Y-%m-%dT%H}",
                now=now,
                expires_at=now + TEXT_LIVES,
            )
