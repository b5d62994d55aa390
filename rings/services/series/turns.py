"""Writing down how the turns of a roster stand, so that the past need not be worked out again."""

from collections.abc import Mapping, Sequence
from datetime import date

from rings.models import Ring
from rings.rules.plan import RingPlan


def mark_turns(rings: Sequence[Ring], plans: Mapping[int, RingPlan], today: date) -> None:
    """Note the order of the turn that holds `today`: it moves on only when a turn has begun."""
    moved = []
    for ring in rings:
        if ring.topology != Ring.Topology.HUB:
            continue
        turns = plans[ring.pk].turns
        order, since = list(turns.on(today).order), turns.start_of(today)
        if (ring.turn_order, ring.turn_from) != (order, since):
            ring.turn_order, ring.turn_from = order, since
            moved.append(ring)
    Ring.objects.bulk_update(moved, ["turn_order", "turn_from"], batch_size=500)
