"""Papers that lapse: the coordinator is told in good time, and a turn after the last day is not silently kept."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from directory.actors import CLOCK
from directory.localtime import local_date, local_time
from directory.machine import move
from directory.one_by_one import one_by_one
from directory.services.offices import office_of, owner_for
from notifications.services.outbox import NoTextChannelError, Text, put_to_staff
from rings.machines import ASSIGNMENT
from rings.models import Assignment, Occurrence
from rings.rules.plan import UNFIT
from rings.rules.times import GAP_NOTICE
from rings.services.attending.closing import locked, wait_until
from rings.services.planning.plan import bars_on
from volunteers.models import Credential, Volunteer

NOTICE_DAYS = (30, 14, 3)
# Looked at once a day, in the morning; whatever was done is not done again within the hour.
FROM, UNTIL = time(9), time(10)
TOPIC = "papers"


def watch_papers(now: datetime) -> int:
    """Tell of papers that lapse in 30, 14 and 3 days, and seek stand-ins for the turns of the next days."""
    if not FROM <= local_time(now) < UNTIL:
        return 0
    today = local_date(now)
    told = sum(_tell(today + timedelta(days=days), days, now) for days in NOTICE_DAYS)
    coming = (today + timedelta(days=n) for n in range(1, GAP_NOTICE.days + 1))
    return told + sum(_flag(day, now) for day in coming)


def _tell(last_day: date, days: int, now: datetime) -> int:
    """Tell the coordinators of the papers of which `last_day` is the last, `days` from now."""
    lapsing = Credential.objects.lapsed_on(last_day + timedelta(days=1)).filter(
        valid_until=last_day, volunteer__state=Volunteer.State.ACTIVE
    )
    found = lapsing.select_related("volunteer__person__municipality")
    return one_by_one(found, lambda paper: _tell_of(paper, days, now), "tell of paper")


def _tell_of(credential: Credential, days: int, now: datetime) -> bool:
    person, until = credential.volunteer.person, credential.valid_until
    owner = owner_for(person.municipality, local_date(now))
    office = office_of(person.municipality)
    if owner is None or office is None or until is None:
        return False
    values = {
        "office": office.short_name,
        "help_phone": office.phone,
        "name": str(person),
        "until": f"{until.day}.{until.month}.{until.year}",
    }
    # Without a telephone for alerts the page of the volunteer shows it.
    with suppress(NoTextChannelError):
        put_to_staff(
            Text("credential_lapses", values),
            to=owner,
            topic="",
            purpose=TOPIC,
            about=f"credential:{credential.pk}",
            now=now,
            expires_at=now + timedelta(days=1),
            step=days,
        )
    return True


def _flag(day: date, now: datetime) -> int:
    """Seek stand-ins for the turns on `day` of those whose papers are not valid then."""
    lapsed = Credential.objects.lapsed_on(day).values("volunteer__person")
    held = Assignment.objects.filter(
        person__in=lapsed,
        state=Assignment.State.HELD,
        occurrence__nominal_date=day,
        occurrence__state__in=Occurrence.OPEN,
    )
    turns = held.order_by("occurrence__pk")
    return one_by_one(turns, lambda turn: _let_seek(turn, day, now), "seek a stand-in for turn")


def _let_seek(assignment: Assignment, day: date, now: datetime) -> bool:
    occurrence = locked(assignment.occurrence_id)
    assignment.refresh_from_db(fields=["state"])
    bar = bars_on({assignment.person_id}, day).helper_bar(
        assignment.person_id,
        day,
        topology=occurrence.topology,
        receiver_id=occurrence.receiver_id,
    )
    if bar != UNFIT or assignment.state != Assignment.State.HELD:
        return False
    move(assignment, ASSIGNMENT, "seek", by=CLOCK, now=now, reason=bar)
    if occurrence.state != Occurrence.State.ESCALATED:
        wait_until(occurrence, now)
    return True
