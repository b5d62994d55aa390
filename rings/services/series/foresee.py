"""What a change would do to a running ring, before anybody says that it shall be done.

The change is made and taken back in one transaction: so what is shown is what will happen, by the one planner.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from people.models import Person
from rings.models import Occurrence, Ring
from rings.rules.changes import Difference, Stand, What, differences


@dataclass(frozen=True)
class Forecast:
    """What would change, in order of date, and the people in it by number."""

    changes: tuple[Difference, ...]
    people: dict[int, Person]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind of change."""
        return dict(Counter(str(change.what) for change in self.changes))

    @property
    def decisions(self) -> tuple[Difference, ...]:
        """Return what somebody has promised, and a person has to decide about."""
        return tuple(c for c in self.changes if c.what == What.DECIDE)


def foresee(ring: Ring, change: Callable[[], object], now: datetime) -> Forecast:
    """Return what `change` would do to what is planned for `ring` from `now` on; nothing is kept of it."""
    with transaction.atomic():
        before = _stands(ring, now)
        change()
        after = _stands(ring, now)
        transaction.set_rollback(True)
    found = differences(before, after)
    ids = {
        pk for c in found for s in (c.before, c.after) if s for pk in (s.receiver_id, s.helper_id)
    }
    return Forecast(found, Person.objects.in_bulk([pk for pk in ids if pk]))


def _stands(ring: Ring, now: datetime) -> dict[int, Stand]:
    rows = Occurrence.objects.filter(ring=ring, starts_at__gt=now).prefetch_related("assignments")
    return {o.pk: _stand(o) for o in rows}


def _stand(occurrence: Occurrence) -> Stand:
    holder = occurrence.holder()
    asked = occurrence.decision in Occurrence.Decision.open()
    return Stand(
        day=occurrence.nominal_date,
        receiver_id=occurrence.receiver_id,
        is_open=occurrence.is_open,
        hour=occurrence.wall_time,
        helper_id=holder.person_id if holder else None,
        decision=occurrence.decision if asked else "",
    )
