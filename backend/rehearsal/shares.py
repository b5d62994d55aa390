"""Dividing a plan among processes: rings that share no person and no telephone cannot touch each other.

Two such groups lived through side by side are lived through as they would be together. Only the coordinators work
in both: each process has its own office.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from people.models import PersonNumber
from rings.models import Ring, RingMember, ScheduleRule


@dataclass(frozen=True)
class Share:
    """The part `number` (from 1) of the plan that one of `of` processes lives through."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Return the share written as "1/2"."""
        number, _, of = text.partition("/")
        return cls(int(number), int(of))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def keep(share: Share) -> None:
    """Delete the rings of all other shares from the database at hand, in which nothing has happened yet."""
    if share.of > 1:
        mine = divide(share.of)[share.number - 1]
        Ring.objects.exclude(pk__in=mine).delete()


def divide(shares: int) -> list[set[int]]:
    """Return the numbers of the rings of each share: each group, the busiest first, goes where least is."""
    weights = _contacts_a_week()
    parts: list[set[int]] = [set() for _ in range(shares)]
    groups = [{pk for pk in group if pk in weights} for group in groups_of(_links(weights))]
    for group in sorted(groups, key=lambda g: (-sum(weights[pk] for pk in g), min(g))):
        lightest = min(parts, key=lambda part: sum(weights[pk] for pk in part))
        lightest |= group
    return parts


def groups_of(links: Iterable[tuple[Hashable, Hashable]]) -> list[set[Hashable]]:
    """Return what hangs together by `links`, each group once."""
    home: dict[Hashable, set[Hashable]] = {}
    for one, other in links:
        near, far = home.setdefault(one, {one}), home.setdefault(other, {other})
        if near is not far:
            near |= far
            home.update(dict.fromkeys(far, near))
    return list({id(group): group for group in home.values()}.values())


def _links(rings: Iterable[int]) -> Iterable[tuple[Hashable, Hashable]]:
    """Yield what ties rings, people and telephones together; a ring is its bare number."""
    yield from ((pk, pk) for pk in rings)
    for ring_id, person_id in RingMember.objects.values_list("ring_id", "person_id"):
        yield ring_id, f"person {person_id}"
    members = set(RingMember.objects.values_list("person_id", flat=True))
    for person_id, number_id in PersonNumber.objects.values_list("person_id", "number_id"):
        if person_id in members:
            yield f"person {person_id}", f"number {number_id}"


def _contacts_a_week() -> dict[int, int]:
    """Return about how many contacts each ring has in a week."""
    days: dict[int, int] = defaultdict(int)
    for ring_id, weekdays in ScheduleRule.objects.values_list("ring_id", "weekdays"):
        days[ring_id] += len(weekdays)
    served: dict[int, int] = defaultdict(int)
    roles = (RingMember.Role.RESIDENT, RingMember.Role.BOTH)
    for ring_id in RingMember.objects.filter(role__in=roles).values_list("ring_id", flat=True):
        served[ring_id] += 1
    return {pk: days[pk] * served[pk] for pk in Ring.objects.values_list("pk", flat=True)}
