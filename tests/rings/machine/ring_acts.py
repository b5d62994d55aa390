"""What an office does to a ring: its hours, its members, whether it runs."""

from datetime import timedelta
from random import Random

from people.models import Person
from rings.models import Ring, RingMember, ScheduleRule
from rings.services.planning.build import (
    ROLES,
    add_member,
    remove_member,
    reorder_member,
    set_own_hour,
    set_when,
)
from rings.services.planning.publish import end_ring, pause_ring, publish_ring
from tests.conversations.village import hour
from tests.rings.machine.world import World, one_of

HOURS = ("3:30", "8:00", "9:00", "9:30", "12:15", "17:00")


def edit_hours(world: World, dice: Random) -> None:
    """Change some of a ring's days, hour, weeks between, holidays and reminders."""
    ring = one_of(dice, Ring.objects.order_by("pk"))
    rule = one_of(dice, ScheduleRule.objects.filter(ring=ring).order_by("pk"))
    if ring is None or rule is None:
        return
    for name in dice.sample(sorted(_CHANGES), k=dice.randint(1, 3)):
        setattr(rule, name, dice.choice(_CHANGES[name]))
    rule.valid_until = None
    if dice.random() < 0.3:
        rule.valid_until = rule.valid_from + timedelta(days=dice.randint(0, 500))
    set_when(
        ring,
        rule,
        remind_before=dice.choice([0, 0, 60, 24 * 60]),
        ask_after=dice.choice([0, 0, 60]),
        turn_weeks=dice.choice([1, 2, 4]),
        by=world.staff(dice),
        now=world.now,
    )


_CHANGES: dict[str, list[object]] = {
    "weekdays": [[0], [1, 3], [0, 2, 4], [5, 6], list(range(7)), list(range(7))],
    "wall_time": [hour(text) for text in HOURS],
    "interval_weeks": [1, 1, 2, 4],
    "holidays": list(ScheduleRule.Holidays.values),
    "span": ["hour", "hour", "hour", "week"],
}


def join(world: World, dice: Random) -> None:
    """Put somebody into a ring."""
    ring, person = one_of(dice, Ring.objects.order_by("pk")), one_of(dice, world.people())
    if ring and person:
        role = dice.choice(ROLES[ring.topology])
        add_member(ring, person, role, by=world.staff(dice), now=world.now)


def leave(world: World, dice: Random) -> None:
    """Take somebody out of a ring."""
    member = one_of(dice, _members())
    if member:
        remove_member(member, by=world.staff(dice), now=world.now)


def reorder(world: World, dice: Random) -> None:
    """Move somebody up or down."""
    member = one_of(dice, _members())
    if member:
        reorder_member(member, dice.choice([-1, 1]), by=world.staff(dice), now=world.now)


def own_hour(world: World, dice: Random) -> None:
    """Give somebody an hour of their own, or take it away."""
    member = one_of(dice, _members())
    if member:
        chosen = dice.choice([None, *(hour(text) for text in HOURS)])
        set_own_hour(member, chosen, by=world.staff(dice), now=world.now)


def choose_captain(world: World, dice: Random) -> None:
    """Name a captain and a deputy of a circle."""
    ring = one_of(dice, Ring.objects.filter(topology=Ring.Topology.CIRCLE).order_by("pk"))
    if ring:
        people = list(Person.objects.filter(memberships__ring=ring).distinct().order_by("pk"))
        ring.captain, ring.deputy = one_of(dice, people), one_of(dice, people)
        ring.save(update_fields=["captain", "deputy"])


def start_or_stop(world: World, dice: Random) -> None:
    """Pause a running ring, start one that does not run; seldom, end one for good."""
    ring = one_of(dice, Ring.objects.exclude(state=Ring.State.ENDED).order_by("pk"))
    if ring is None:
        return
    by, now = world.staff(dice), world.now
    if dice.random() < 0.1:
        end_ring(ring, by=by, now=now)
    elif ring.state == Ring.State.PUBLISHED:
        pause_ring(ring, by=by, now=now)
    else:
        publish_ring(ring, by=by, now=now)


def _members() -> list[RingMember]:
    rows = RingMember.objects.filter(valid_until=None).select_related("ring", "person")
    return list(rows.order_by("pk"))


ACTS = (
    edit_hours,
    join,
    leave,
    reorder,
    own_hour,
    choose_captain,
    start_or_stop,
)
