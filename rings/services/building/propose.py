"""A proposal: those who wait near one another, and helpers who suit all of them, as a draft ring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import IllegalMoveError
from directory.models import Association, Municipality, User
from directory.scope import Scope
from people.errors import RefusedError
from people.models import Person, Resident
from rings.models import Ring, RingMember, ScheduleRule
from rings.rules.gathering import gather
from rings.rules.schedule import A_WEEK, monday_of
from rings.rules.times import USUAL
from rings.services.building.crew import Crew, find_crew
from rings.services.building.waiting import WaitingRow, municipality_of, waiting_for
from rings.services.planning.build import add_member, create_ring, set_own_hour, set_when

USUAL_SIZE, LARGEST = 12, 40
# So many times as many as are asked for are looked at: some are left out whom the same helpers do not suit.
AROUND = 4
NOBODY_WAITS = gettext_lazy("Nobody waits here who could be in a ring.")
TAKEN = gettext_lazy("Somebody of these does not wait any more. Look at the list again.")
NO_OFFICE = gettext_lazy("You run no rings in that municipality.")
NAMES = {
    Ring.Kind.CALL: gettext_lazy("Call ring, %(place)s"),
    Ring.Kind.VISIT: gettext_lazy("Visit ring, %(place)s"),
}


@dataclass(frozen=True)
class Wanted:
    """What ring is wanted: of `kind`, of `size` residents, of one municipality or any, or of just these people."""

    kind: str
    size: int = USUAL_SIZE
    municipality: Municipality | None = None
    person_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """The draft `ring`, with how many `residents` and `helpers`."""

    ring: Ring
    residents: int
    helpers: int


@transaction.atomic
def propose_ring(wanted: Wanted, *, scope: Scope, by: Actor, now: datetime) -> Proposal:
    """Make a draft ring of those who wait: the ticked ones, else the nearest to who has waited longest.

    It begins on the next Monday. Raises `RefusedError` when nobody can be in it, when somebody ticked does not
    wait any more, and when whoever acts runs no rings there.
    """
    rows = _who_might(wanted, scope, now)
    place = municipality_of(row.person for row in rows)
    office = _office(place, scope)
    crew = find_crew(wanted.kind, rows, place, office, scope=scope, now=now)
    chosen = rows if wanted.person_ids else crew.together(wanted.size)
    _hold(chosen, wanted, scope, now)
    helpers = crew.helpers(chosen)
    ring = _draft(wanted.kind, place, office, by, now)
    _fill(ring, chosen, helpers, crew.hour(chosen), by, now)
    _set_when(ring, crew, chosen, helpers, by, now)
    return Proposal(ring, len(chosen), len(helpers))


def _who_might(wanted: Wanted, scope: Scope, now: datetime) -> list[WaitingRow]:
    """Return the ticked ones, or those around who has waited longest, the nearest first."""
    waiting = waiting_for(wanted.kind, now, scope=scope, municipality=wanted.municipality)
    able = {row.person.pk: row for row in waiting if not row.why_not}
    if wanted.person_ids - able.keys():
        raise RefusedError(TAKEN)
    if not able:
        raise RefusedError(NOBODY_WAITS)
    if wanted.person_ids:
        return [row for pk, row in able.items() if pk in wanted.person_ids]
    near = gather([row.place for row in able.values()], wanted.size * AROUND)
    return [able[each.person_id] for each in near]


def _office(place: Municipality, scope: Scope) -> Association:
    """Return the association whose ring it will be: the first there for which whoever acts runs rings."""
    own = (each for each in place.associations.order_by("pk") if scope.covers(place.pk, each.pk))
    if office := next(own, None):
        return office
    raise RefusedError(NO_OFFICE)


def _hold(chosen: Sequence[WaitingRow], wanted: Wanted, scope: Scope, now: datetime) -> None:
    """Hold them for this transaction; of two who propose the same people the second is told so."""
    ids = {row.person.pk for row in chosen}
    list(Resident.objects.select_for_update().filter(person__in=ids).order_by("pk"))
    waiting = waiting_for(wanted.kind, now, scope=scope, municipality=wanted.municipality)
    if ids - {row.person.pk for row in waiting if not row.why_not}:
        raise RefusedError(TAKEN)


def _draft(kind: str, place: Municipality, office: Association, by: Actor, now: datetime) -> Ring:
    ring = Ring(name=_free_name(kind, place, office), kind=kind, topology=Ring.Topology.HUB)
    ring.municipality, ring.association = place, office
    if by.user_id is None:
        raise IllegalMoveError("only a member of staff may propose a ring")
    ring.coordinator = User.objects.get(pk=by.user_id)
    return create_ring(ring, by=by, now=now)


def _free_name(kind: str, place: Municipality, office: Association) -> str:
    """Return "Call ring, Laukaa", or with a number when there is one already."""
    name = str(NAMES[Ring.Kind(kind)]) % {"place": place}
    taken = set(Ring.objects.filter(association=office).values_list("name", flat=True))
    number = 2
    while name in taken:
        name = _("%(name)s %(number)s") % {
            "name": str(NAMES[Ring.Kind(kind)]) % {"place": place},
            "number": number,
        }
        number += 1
    return name


def _fill(
    ring: Ring,
    chosen: Sequence[WaitingRow],
    helpers: Sequence[Person],
    hour: time,
    by: Actor,
    now: datetime,
) -> None:
    """Put everybody in, the residents by their hours; who wishes another hour than the ring's has it."""
    is_call = ring.kind == Ring.Kind.CALL
    for row in sorted(chosen, key=lambda row: (is_call and row.hour) or hour):
        member = add_member(ring, row.person, RingMember.Role.RESIDENT, by=by, now=now)
        if is_call and row.hour and row.hour != hour:
            set_own_hour(member, row.hour, by=by, now=now)
    for helper in helpers:
        add_member(ring, helper, RingMember.Role.HELPER, by=by, now=now)


def _set_when(
    ring: Ring,
    crew: Crew,
    chosen: Sequence[WaitingRow],
    helpers: Sequence[Person],
    by: Actor,
    now: datetime,
) -> None:
    weekdays = crew.weekdays(chosen, helpers)
    if ring.kind == Ring.Kind.VISIT:
        weekdays = weekdays[:1]  # once a week
    rule = ScheduleRule(
        ring=ring,
        weekdays=weekdays,
        wall_time=crew.hour(chosen),
        valid_from=next_monday(local_date(now)),
    )
    before, after = USUAL[ring.kind]
    set_when(ring, rule, remind_before=before, ask_after=after, turn_weeks=1, by=by, now=now)


def next_monday(day: date) -> date:
    """Return the Monday of the week after that of `day`."""
    return monday_of(day) + A_WEEK
