"""What texts cost: the parts that gateways have taken, by the price of the day, per municipality and month."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, Sum

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import Municipality
from notifications.models import CapNotice, GatewayPrice, Message, TextPolicy
from notifications.rules.caps import is_near, midnight, month_after, month_of

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Line:
    """What went through one gateway for one municipality (None: to numbers that are nobody's); euros."""

    municipality_id: int | None
    gateway: str
    texts: int
    parts: int
    euros: Decimal


def bill(month: date, towns: Collection[int] | None = None) -> list[Line]:
    """Return what the texts of the month that begins on `month` cost, of `towns` or of all.

    A text counts from the moment that a gateway took it, whatever became of it. Without a price it costs nothing.
    """
    prices = list(GatewayPrice.objects.filter(valid_from__lt=month_after(month)))
    lines: dict[tuple[int | None, str], Line] = {}
    for begins, ends in _spans(month, prices):
        for town, gateway, texts, parts in _taken(begins, ends, towns):
            old = lines.get((town, gateway), Line(town, gateway, 0, 0, NOTHING))
            euros = old.euros + parts * _price(prices, gateway, begins)
            lines[town, gateway] = Line(town, gateway, old.texts + texts, old.parts + parts, euros)
    return list(lines.values())


def _spans(month: date, prices: Sequence[GatewayPrice]) -> Iterator[tuple[date, date]]:
    """Yield the parts of the month in which no price changes, each from its first day until the next one's."""
    changes = {price.valid_from for price in prices if price.valid_from > month}
    days = [month, *sorted(changes), month_after(month)]
    return pairwise(days)


def _taken(
    begins: date, ends: date, towns: Collection[int] | None
) -> Iterator[tuple[int | None, str, int, int]]:
    taken = Message.objects.filter(
        accepted_at__gte=midnight(begins), accepted_at__lt=midnight(ends)
    )
    if towns is not None:
        taken = taken.filter(person__municipality__in=towns)
    by_town = taken.order_by().values_list("person__municipality", "gateway")
    yield from by_town.annotate(texts=Count("pk"), sum_of_parts=Sum("parts"))


def _price(prices: Sequence[GatewayPrice], gateway: str, day: date) -> Decimal:
    valid = [p for p in prices if p.gateway == gateway and p.valid_from <= day]
    return max(valid, key=lambda p: p.valid_from).per_part if valid else NOTHING


def spent(now: datetime, towns: Collection[int] | None = None) -> dict[int, Decimal]:
    """Return the euros that each municipality has spent on texts in the month of `now`."""
    total: dict[int, Decimal] = defaultdict(Decimal)
    for line in bill(month_of(now), towns):
        if line.municipality_id is not None:
            total[line.municipality_id] += line.euros
    return total


def part_prices(now: datetime) -> dict[str, Decimal]:
    """Return what a part costs at `now`, by gateway; one without a price is not in it."""
    prices, day = list(GatewayPrice.objects.all()), local_date(now)
    return {price.gateway: _price(prices, price.gateway, day) for price in prices}


def dearest(now: datetime) -> Decimal:
    """Return what a part costs at most at `now`: what is about to go is reckoned with that."""
    return max(part_prices(now).values(), default=NOTHING)


def caps() -> dict[int | None, Decimal | None]:
    """Return what a month may cost, by municipality; under None that of all without limits of their own."""
    return dict(TextPolicy.objects.values_list("municipality", "monthly_cap"))


def watch_costs(now: datetime) -> int:
    """Note each municipality whose texts come near its cap, once a month; return how many were new."""
    limits = caps()
    if not any(limits.values()):
        return 0
    near = [
        town
        for town, euros in spent(now).items()
        if is_near(euros, limits.get(town, limits.get(None)))
    ]
    made = [
        CapNotice.objects.get_or_create(
            municipality_id=town, month=month_of(now), defaults={"made_at": now}
        )[1]
        for town in near
    ]
    return sum(made)


@dataclass(frozen=True)
class TownCost:
    """What the texts of one municipality (None: of nobody's numbers) cost in a month, beside its cap; euros."""

    municipality: Municipality | None
    texts: int
    parts: int
    euros: Decimal
    cap: Decimal | None

    @property
    def percent(self) -> int | None:
        """Return how much of the cap is used, in whole per cent rounded down."""
        return int(self.euros * 100 / self.cap) if self.cap else None

    @property
    def is_near(self) -> bool:
        """Tell whether the cap comes near, or is reached."""
        return is_near(self.euros, self.cap)


def costs_of(month: date, towns: Collection[Municipality], *, strangers: bool) -> list[TownCost]:
    """Return what the month that begins on `month` cost each of `towns`; `strangers`: and nobody's numbers."""
    lines = bill(month, None if strangers else [town.pk for town in towns])
    limits = caps()
    places: list[Municipality | None] = [*towns, *([None] if strangers else [])]
    found = []
    for place in places:
        key = place.pk if place else None
        own = [line for line in lines if line.municipality_id == key]
        cap = limits.get(key, limits.get(None)) if place else None
        texts, parts = sum(line.texts for line in own), sum(line.parts for line in own)
        found.append(TownCost(place, texts, parts, sum((o.euros for o in own), NOTHING), cap))
    return [cost for cost in found if cost.texts or cost.cap]


def see(notice: CapNotice, *, by: Actor, now: datetime) -> None:
    """Note that somebody has read `notice`; whoever was first stands."""
    unseen = CapNotice.objects.filter(pk=notice.pk, seen_at=None)
    unseen.update(seen_by=by.user_id, seen_at=now)
