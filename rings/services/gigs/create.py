"""Writing a request down."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import HELSINKI, instant
from directory.models import Association, AuditEntry, Referrer, ServiceLine
from people.errors import RefusedError
from people.models import Absence, Person
from rings.models import Gig, Occurrence, Ring
from rings.rules.open_hours import DAYTIME
from rings.rules.waves import look_at
from rings.services.gigs.waves import send_out
from volunteers.services.eligibility import blockers

IN_THE_PAST = _("This hour has passed already.")
NOT_OFFERED = _("This kind of help is not offered on that day.")
IS_AWAY = _("The person is away on that day. Check the absence first.")
LONGEST = 12 * 60


@dataclass(frozen=True)
class Order:
    """What somebody asks for. `wall_time` is local; `minutes` how long it takes.

    Without `association` the office is the first that works where the receiver lives.
    """

    receiver: Person
    service_line: ServiceLine
    day: date
    wall_time: time
    minutes: int
    association: Association
    place: str = ""
    needs: str = ""
    aid: str = ""
    door_code: str = ""
    ordered_by: str = ""
    ordered_phone: str = ""
    referrer: Referrer | None = None


@transaction.atomic
def create_gig(order: Order, *, by: Actor, now: datetime, send_at: datetime | None = None) -> Gig:
    """Write the request down and offer it: at once, or from `send_at` on. Nobody is written to from 20 to 8.

    When that leaves no time to ask, the office has it in time to ring round.

    Raises `RefusedError` when the hour has passed, the line is not offered that day, or the receiver may not
    be helped (no consent, the service has ended, away).
    """
    starts_at, ends_at = span_of(order.day, order.wall_time, order.minutes)
    check_order(order.receiver, order.service_line, order.day, starts_at, now)
    occurrence = Occurrence.objects.create(
        kind=Ring.Kind.HELP,
        municipality=order.receiver.municipality,
        association=order.association,
        receiver=order.receiver,
        nominal_date=order.day,
        wall_time=order.wall_time,
        zone=HELSINKI,
        starts_at=starts_at,
        ends_at=ends_at,
        due_at=look_at(DAYTIME.after(max(send_at or now, now)), starts_at, now),
    )
    gig = Gig.objects.create(
        occurrence=occurrence,
        service_line=order.service_line,
        minutes=order.minutes,
        place=order.place,
        needs=order.needs,
        aid=order.aid or "unknown",
        door_code=order.door_code,
        ordered_by=order.ordered_by,
        ordered_phone=order.ordered_phone,
        referrer=order.referrer,
        created_at=now,
    )
    note(gig, "created", by, now)
    if send_at is None or send_at <= now:
        send_out(gig, by=by, now=now)
    return gig


def span_of(day: date, wall_time: time, minutes: int) -> tuple[datetime, datetime]:
    """Return when a request of `minutes` begins and ends."""
    starts_at = instant(day, wall_time)
    return starts_at, starts_at + timedelta(minutes=min(max(minutes, 5), LONGEST))


def check_order(
    receiver: Person, line: ServiceLine, day: date, starts_at: datetime, now: datetime
) -> None:
    """Refuse what could only be called off again."""
    if starts_at <= now:
        raise RefusedError(IN_THE_PAST, field="wall_time")
    if not line.is_one_off or not ServiceLine.objects.valid_on(day).filter(pk=line.pk).exists():
        raise RefusedError(NOT_OFFERED, field="service_line")
    barred = blockers(receiver, day, as_resident=True)
    if barred:
        raise RefusedError(barred[0], field="receiver")
    if Absence.objects.on(day).filter(person=receiver).exists():
        raise RefusedError(IS_AWAY, field="day")


def note(gig: Gig, event: str, by: Actor, now: datetime, reason: str = "") -> None:
    """Write into the story of `gig` what was done to it without a move."""
    state = gig.occurrence.state
    AuditEntry.objects.record(
        subject="occurrence",
        subject_id=gig.pk,
        event=event,
        before=state,
        after=state,
        reason=reason,
        by=by,
        at=now,
    )
