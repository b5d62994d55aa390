"""When somebody's fitness changes: what it does to everything planned for them and by them."""

from datetime import datetime

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from people.changes import Change
from people.models import Person
from rings.machines import ASSIGNMENT
from rings.models import Assignment, Occurrence, Ring
from rings.rules.plan import AWAY
from rings.services.attending.closing import close, locked, wait_until
from rings.services.planning.generate import replan_all
from rings.services.planning.plan import bars_on

ENDS_AT_ONCE = frozenset({"absence", "unfit", "ended"})


def follow_change(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """Bring the plans of every ring of `person` into line; what is under way is taken care of first."""
    if change in ENDS_AT_ONCE:
        _free_receiver(person, by, now)
        _free_helper(person, by, now)
    rings = Ring.objects.running().filter(members__person=person).distinct()
    replan_all(list(rings.values_list("pk", flat=True)), by=by, now=now)


def _free_receiver(person: Person, by: Actor, now: datetime) -> None:
    """Cancel what is under way for somebody who is not there; the plan cancels what nobody has touched.

    Requests are called off by a rule of their own.
    """
    rows = Occurrence.objects.open().filter(
        receiver=person, ring__isnull=False, nominal_date__gte=local_date(now)
    )
    touched = rows.exclude(state=Occurrence.State.PLANNED)
    for pk, day, span in list(touched.values_list("pk", "nominal_date", "span")):
        bar = bars_on({person.pk}, day).receiver_bar(person.pk, day, span)
        if bar:
            reason = Occurrence.Reason.AWAY if bar == AWAY else Occurrence.Reason.LEFT_RING
            close(locked(pk), "cancel", reason, by=by, now=now)


def _free_helper(person: Person, by: Actor, now: datetime) -> None:
    """Let stand-ins be sought for what `person` has in hand or was chosen for by hand.

    What comes from the plan and is still untouched goes to the next of the ring by the plan itself.
    """
    held = Assignment.objects.filter(
        person=person,
        state=Assignment.State.HELD,
        occurrence__nominal_date__gte=local_date(now),
        occurrence__state__in=(
            Occurrence.State.PLANNED,
            Occurrence.State.REMINDED,
            Occurrence.State.ACKNOWLEDGED,
            Occurrence.State.NO_ANSWER,
        ),
    ).exclude(origin=Assignment.Origin.RING, occurrence__state=Occurrence.State.PLANNED)
    for assignment in held.order_by("occurrence"):
        occurrence = locked(assignment.occurrence_id)
        assignment.refresh_from_db(fields=["state"])
        if assignment.state != Assignment.State.HELD:
            continue
        bar = bars_on({person.pk}, occurrence.nominal_date).helper_bar(
            person.pk,
            occurrence.nominal_date,
            topology=occurrence.topology,
            receiver_id=occurrence.receiver_id,
            span=occurrence.span,
        )
        if bar:
            move(assignment, ASSIGNMENT, "seek", by=by, now=now, reason=bar)
            wait_until(occurrence, now)
