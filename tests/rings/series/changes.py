"""Changes of a running ring, as its coordinator makes them."""

from datetime import time

from directory.localtime import local_date
from directory.scope import Scope, scope_of
from rings.models import Ring, ScheduleRule
from rings.services.planning.build import set_when
from tests.conversations.village import Village


def change_hour(village: Village, ring: Ring, hour: time) -> ScheduleRule:
    """Give the first rule of `ring` another hour."""
    rule = ring.rules.order_by("round")[0]
    rule.wall_time = hour
    return set_when(
        ring,
        rule,
        remind_before=ring.remind_minutes_before,
        ask_after=ring.slot_minutes,
        turn_weeks=ring.turn_weeks,
        roster=ring.roster,
        by=village.by,
        now=village.clock.now,
    )


def scope_of_village(village: Village) -> Scope:
    """Return what the coordinator of the village sees."""
    return scope_of(village.coordinator, local_date(village.clock.now))
