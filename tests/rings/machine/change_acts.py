"""What is done to several turns at once: changing two, leaving out a day, calling off days and thinking again."""

from datetime import timedelta
from random import Random

from directory.scope import scope_of
from rings.models import Assignment, BulkCancel, DateException, Ring, ScheduleRule
from rings.services.bulk.call_off import call_off, plan_again, undo
from rings.services.bulk.reach import Reach
from rings.services.planning.build import change_ring
from rings.services.planning.generate import replan
from rings.services.series.decisions import follow_plan, keep_booked, waiting_decisions
from rings.services.series.exceptions import (
    add_for_a_while,
    end_rule,
    reset_exception,
    set_exception,
)
from rings.services.swaps.ask import propose_swap, swap_at_once, swappable
from tests.conversations.village import hour
from tests.rings.machine.ring_acts import HOURS
from tests.rings.machine.world import World, one_of


def change_turns(world: World, dice: Random) -> None:
    """Two volunteers change turns: asked by text, or agreed on the telephone."""
    held = Assignment.objects.filter(
        state=Assignment.State.HELD,
        occurrence__starts_at__gt=world.now,
        occurrence__nominal_date__lte=world.today + timedelta(days=7),
    )
    given = one_of(dice, held.select_related("occurrence__ring", "person").order_by("pk"))
    wanted = one_of(dice, swappable(given.occurrence, world.now)) if given else None
    if given and wanted:
        change = dice.choice([propose_swap, propose_swap, swap_at_once])
        change(given, wanted, by=world.staff(dice), now=world.now)


def leave_out_a_day(world: World, dice: Random) -> None:
    """One day is left out or has another hour, for all or for one; or the rules hold again."""
    ring = one_of(dice, Ring.objects.order_by("pk"))
    if ring is None:
        return
    by, now = world.staff(dice), world.now
    there = one_of(dice, ring.exceptions.order_by("pk"))
    if there and dice.random() < 0.4:
        reset_exception(there, by=by, now=now)
        return
    receivers = [m.person for m in ring.members.select_related("person").order_by("pk")]
    wanted = DateException(
        nominal_date=world.today + timedelta(days=dice.randint(0, 7)),
        receiver=dice.choice([None, *receivers]),
        kind=dice.choice(list(DateException.Kind.values)),
        wall_time=hour(dice.choice(HOURS)),
    )
    set_exception(ring, wanted, by=by, now=now)


def more_often(world: World, dice: Random) -> None:
    """A heat wave: one more time a day for a while; or one of the hours of a ring ends today."""
    ring = one_of(dice, Ring.objects.order_by("pk"))
    if ring is None:
        return
    by, now = world.staff(dice), world.now
    if dice.random() < 0.4:
        end_rule(dice.choice(list(ring.rules.order_by("pk"))), by=by, now=now)
        return
    first = world.today + timedelta(days=dice.randint(0, 2))
    rule = ScheduleRule(
        weekdays=dice.choice([list(range(7)), [0, 2, 4]]),
        wall_time=hour(dice.choice(HOURS)),
        valid_from=first,
        valid_until=first + timedelta(days=dice.randint(0, 9)),
    )
    add_for_a_while(ring, rule, by=by, now=now)


def decide(world: World, dice: Random) -> None:
    """The office decides about what is booked and no longer in the plan: it stays, or follows the plan."""
    scope = scope_of(world.coordinator, world.today)
    booked = one_of(dice, waiting_decisions(scope, world.now))
    if booked:
        answer = dice.choice([keep_booked, follow_plan])
        answer(booked, by=world.staff(dice), now=world.now)


def share_turns_out(world: World, dice: Random) -> None:
    """The roster goes over from all to one at a time, or back."""
    ring = one_of(dice, Ring.objects.filter(topology=Ring.Topology.HUB).order_by("pk"))
    if ring:
        ring.roster = dice.choice(list(Ring.Roster.values))
        change_ring(ring, by=world.staff(dice), now=world.now)
        replan(ring, by=world.staff(dice), now=world.now)


def call_off_days(world: World, dice: Random) -> None:
    """A storm: the days of a ring, or of the whole municipality, are called off."""
    ring = one_of(dice, [None, *Ring.objects.running().order_by("pk")])
    first = world.today + timedelta(days=dice.randint(0, 1))
    reach = Reach(
        first=first,
        last=first + timedelta(days=dice.randint(0, 2)),
        ring=ring,
        municipality=None if ring else world.place,
    )
    by = world.staff(dice)
    scope = scope_of(world.coordinator, world.today)
    call_off(reach, scope=scope, by=by, now=world.now)


def think_again(world: World, dice: Random) -> None:
    """What was called off is undone, or planned anew when it is too late for that."""
    bulk = BulkCancel.objects.order_by("-pk").first()
    if bulk:
        again = dice.choice([undo, undo, None])
        if again:
            undo(bulk.pk, by=world.staff(dice), now=world.now)
        else:
            plan_again(bulk, by=world.staff(dice), now=world.now)


ACTS = (
    change_turns,
    leave_out_a_day,
    more_often,
    decide,
    share_turns_out,
    call_off_days,
    think_again,
)
