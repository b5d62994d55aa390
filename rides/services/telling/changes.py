"""What a publishing would tell, to whom and how: shown before anybody is told anything."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from directory.scope import Scope
from notifications.services.numbers import number_for, with_numbers
from people.models import Person
from rides.models import Leg, Run
from rides.rules.changes import What
from rides.services.telling.standing import (
    Standing,
    change_for_rider,
    is_promised,
    out_of_a_car,
    standings,
    with_all,
)


@dataclass(frozen=True)
class Change:
    """One thing that somebody has to hear: `leg` is set for a rider, and `was` is what they knew.

    `by_text`: a text reaches them; otherwise it comes on the phone list. `waits`: told once the driver says yes.
    """

    what: What
    run: Run | None
    leg: Leg | None
    was: datetime | None
    by_text: bool
    waits: bool = False

    @property
    def person(self) -> Person:
        """Return who has to hear it."""
        if self.leg is not None:
            return self.leg.request.rider
        assert self.run is not None  # noqa: S101  # one of the two is always there
        return self.run.driver.person

    @property
    def is_for_driver(self) -> bool:
        """Tell whether the driver is to hear it."""
        return self.leg is None


def changes(day: date, scope: Scope, now: datetime) -> list[Change]:
    """Return what is to be told about the local date `day` within `scope`, drivers and their riders first."""
    stands = standings(runs_of(day, scope), now)
    with_numbers([leg.request.rider for each in stands for leg in each.legs])
    found = [change for each in stands for change in _of_run(each)]
    lost = out_of_a_car(Leg.objects.visible_to(scope).filter(request__day=day))
    found += [
        Change(What.LOST, None, leg, leg.told_pickup_at, by_text=False) for leg in with_all(lost)
    ]
    return found


def runs_of(day: date, scope: Scope, only: Collection[int] | None = None) -> list[Run]:
    """Return the live runs of `day` within `scope`, or those of them whose numbers are in `only`."""
    rows = Run.objects.visible_to(scope).live().filter(day=day)
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows = rows.select_related("driver__volunteer__person__municipality", "association", "owner")
    runs = list(rows.order_by("starts_at", "pk"))
    with_numbers([run.driver.person for run in runs])
    return runs


def _of_run(each: Standing) -> Iterator[Change]:
    if each.what:
        by_text = number_for(each.run.driver.person) is not None
        yield Change(each.what, each.run, None, each.run.asked_at, by_text)
    will_be_asked = each.what in {What.ASK, What.ASK_AGAIN}
    waits = will_be_asked or not is_promised(each.run)
    for leg in each.legs:
        what = change_for_rider(leg)
        if what:
            by_text = number_for(leg.request.rider) is not None
            yield Change(what, each.run, leg, leg.told_pickup_at, by_text, waits)
