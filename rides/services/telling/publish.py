"""Publishing a day: drivers are asked, riders of promised runs are told; the rest are rung."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from directory.actors import Actor
from directory.scope import Scope
from people.models import Person
from rides.models import Leg, Run
from rides.rules.changes import What
from rides.services.steps import go_leg, locked_run
from rides.services.telling.changes import runs_of
from rides.services.telling.drivers import ask_driver, call_off, tell_change
from rides.services.telling.riders import tell_riders
from rides.services.telling.standing import is_promised, out_of_a_car, standing_of, with_all

DO = {
    What.ASK: ask_driver,
    What.ASK_AGAIN: ask_driver,
    What.CHANGED: tell_change,
    What.CALL_OFF: call_off,
}


@dataclass
class Published:
    """What a publishing did: which drivers were asked or told, which riders told, and who has to be rung."""

    asked: list[Run] = field(default_factory=list)
    told_drivers: list[Run] = field(default_factory=list)
    told_riders: list[Leg] = field(default_factory=list)
    to_ring: list[Person] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.asked or self.told_drivers or self.told_riders or self.to_ring)


def publish(
    day: date, scope: Scope, *, by: Actor, now: datetime, only: Collection[int] | None = None
) -> Published:
    """Tell everybody within `scope` what is different about the local date `day`.

    With `only`, of the runs with these numbers alone.
    Each run is told in a transaction of its own, so that a second press, or a colleague's, tells nothing twice.
    """
    done = Published()
    for run in runs_of(day, scope, only):
        _publish(run.pk, done, by, now)
    lost = out_of_a_car(Leg.objects.visible_to(scope).filter(request__day=day))
    for leg in with_all(lost) if only is None else ():
        if leg.reminded_at is None:
            go_leg(leg, "due", by=by, now=now, reminded_at=now)
        done.to_ring.append(leg.request.rider)
    done.to_ring = list({person.pk: person for person in done.to_ring}.values())
    return done


@transaction.atomic
def _publish(run_id: int, done: Published, by: Actor, now: datetime) -> None:
    run = locked_run(run_id)
    if not run.is_live:
        return
    each = standing_of(run, now)
    if each.what:
        heard = done.asked if DO[each.what] is ask_driver else done.told_drivers
        heard.append(run)
        if not DO[each.what](each, by=by, now=now):
            done.to_ring.append(run.driver.person)
    if not is_promised(run):
        return
    riders = tell_riders(each.legs, by=by, now=now)
    done.told_riders += riders.told
    done.to_ring += [leg.request.rider for leg in riders.to_ring]
