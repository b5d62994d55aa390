"""Whether the hours of a ring collide with what somebody does in other rings: pattern against pattern.

Asked before a person joins, when nothing is planned for them yet. Compared are the dates of four weeks as the
plans give them, whoever's turn it would be: a ring repeats itself after that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from directory.localtime import instant, local_date
from directory.scope import Scope
from people.models import Person
from rings.models import Ring, RingMember
from rings.rules.due import dues_between
from rings.rules.nearness import Place
from rings.rules.overlap import Slot, collide, slot_end
from rings.rules.schedule import HOUR
from rings.services.busy.conflicts import place_of
from rings.services.planning.plan import load_plans

PERIOD = timedelta(weeks=4)
HELPS = (RingMember.Role.HELPER, RingMember.Role.BOTH)
RUNS = (Ring.State.DRAFT, Ring.State.PUBLISHED)
SlotsByDay = dict[date, list[Slot]]


def pattern_conflicts(
    ring: Ring, person_ids: Collection[int], *, scope: Scope, now: datetime
) -> dict[int, tuple[str, ...]]:
    """Return in words, for each of `person_ids` who helps in a ring that collides with `ring`, which and when.

    Of a ring outside `scope` no more is said than "busy then". Bounded queries, however many people.
    """
    today = local_date(now)
    helped = _rings_of(person_ids, ring, today)
    others = {other.pk: other for some in helped.values() for other in some}
    if not others:
        return {}
    slots = _slots_of([ring, *others.values()], today)
    met = {pk: _meets(slots[ring.pk], slots[pk]) for pk in others}
    found: dict[int, tuple[str, ...]] = {}
    for person_id, rings in helped.items():
        words = [_words(other, met[other.pk], scope) for other in rings if met[other.pk]]
        if words:
            found[person_id] = tuple(dict.fromkeys(words))
    return found


def _rings_of(person_ids: Collection[int], but: Ring, today: date) -> dict[int, list[Ring]]:
    """Return the other rings in which each of `person_ids` helps today or later."""
    rows = RingMember.objects.filter(person__in=person_ids, role__in=HELPS, ring__state__in=RUNS)
    found: dict[int, list[Ring]] = defaultdict(list)
    for member in rows.exclude(ring=but).select_related("ring").order_by("ring__name", "pk"):
        if member.valid_until is None or member.valid_until >= today:
            found[member.person_id].append(member.ring)
    return found


def _slots_of(rings: Iterable[Ring], today: date) -> dict[int, SlotsByDay]:
    """Return when and where each of `rings` keeps somebody busy, by date."""
    by_pk = {ring.pk: ring for ring in rings}
    last = today + PERIOD
    plans = load_plans(list(by_pk.values()), today, last)
    dues = {
        pk: [(day, due) for day, some in dues_between(plan, today, last) for due in some]
        for pk, plan in plans.items()
    }
    ids = {due.receiver_id for some in dues.values() for _day, due in some}
    people = Person.objects.filter(pk__in=ids).select_related("municipality")
    places = {person.pk: place_of(person) for person in people}
    found: dict[int, SlotsByDay] = {pk: defaultdict(list) for pk in by_pk}
    for pk, some in dues.items():
        for day, due in some:
            if not due.skipped and due.span == HOUR:
                starts = instant(day, due.wall_time, due.zone)
                found[pk][day].append(_slot(by_pk[pk], day, starts, places[due.receiver_id]))
    return found


def _slot(ring: Ring, day: date, starts: datetime, place: Place) -> Slot:
    is_call = ring.kind == Ring.Kind.CALL
    return Slot(
        starts=starts,
        ends=slot_end(ring.kind, starts, None, ring.slot_minutes),
        place=None if is_call else place,
        together=f"{ring.pk}/{day}" if is_call else "",
    )


def _meets(one: SlotsByDay, other: SlotsByDay) -> list[int]:
    """Return the weekdays (0 = Monday) on which the two collide."""
    days = sorted(one.keys() & other.keys())
    met = {
        day.weekday() for day in days if any(collide(a, b) for a in one[day] for b in other[day])
    }
    return sorted(met)


def _words(ring: Ring, weekdays: Iterable[int], scope: Scope) -> str:
    if not scope.covers(ring.municipality_id, ring.association_id):
        return _("busy then")
    days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in weekdays)
    return _("at the same time in %(ring)s: %(days)s") % {"ring": ring.name, "days": days}
