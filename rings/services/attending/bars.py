"""What bars people, asked once for everybody whom one round of the clock has to do with."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from rings.models import Occurrence
from rings.services.planning.plan import Known, bars_on


class BarBook:
    """What bars each person on a date: read for all of them at once, or when somebody is first asked about."""

    def __init__(self) -> None:
        self._known: dict[date, Known] = {}

    def read_for(self, occurrences: Iterable[Occurrence]) -> None:
        """Read what bars the receiver and the helper of each of `occurrences`."""
        people: dict[date, set[int]] = defaultdict(set)
        for occurrence in occurrences:
            holder = occurrence.holder()
            people[occurrence.nominal_date].add(occurrence.receiver_id)
            if holder:
                people[occurrence.nominal_date].add(holder.person_id)
        for day, ids in people.items():
            self.on(day, ids)

    def on(self, day: date, ids: Iterable[int]) -> Known:
        """Return what bars people on `day`; it knows at least those with `ids`."""
        known = self._known.setdefault(day, Known({}, {}))
        missing = set(ids) - known.volunteers.keys()
        if missing:
            more = bars_on(missing, day)
            known.volunteers.update(more.volunteers)
            known.residents.update(more.residents)
        return known
