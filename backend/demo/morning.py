"""The morning of the demo: rings with hours around the present one, lived through by the real clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from backend.clock import tick
from backend.demo.scripts import FIRST_HOUR, SCRIPTS, Line, RingScript
from backend.demo.staff import COORDINATOR, SECOND
from backend.rehearsal.agenda import next_minute
from backend.rehearsal.people import Asked, Reply
from backend.rehearsal.town import Town
from directory.actors import COMMAND
from directory.localtime import instant, local_date, local_time
from directory.models import Association, Municipality, User
from people.models import Person, Resident
from rings.models import Ring, RingMember, ScheduleRule
from rings.services.planning.publish import publish_ring
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers_of

BEFORE_FIRST = timedelta(minutes=40)
LAST_MINUTE = 24 * 60 - 1
ROUND_TO = 5


@dataclass
class Actors:
    """Answers each person's first question with the line of the script, and no other."""

    lines: dict[int, Line] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Reply | None:
        """Return the person's line, once."""
        line = None if asked.question == "stand_in" else self.lines.pop(asked.person_id, None)
        if line is None:
            return None
        body = line.body.format(name=asked.residents[0].name)
        return Reply(asked.at + timedelta(minutes=line.minutes), asked.number, body)


def found_rings(
    offices: list[Association], staff: dict[str, User], actors: Actors, now: datetime
) -> list[Ring]:
    """Make every ring of the scripts from people of its place who are in no other yet."""
    coordinators = (staff[COORDINATOR], staff[SECOND])
    day, taken = local_date(now), set[int]()
    rings = []
    for script in SCRIPTS:
        place = Municipality.objects.get(name_fi=script.place)
        residents = list(_residents(place, day, script, taken))
        helpers = list(_helpers(place, day, script, taken))
        ring = _found(script, offices[script.office], coordinators[script.office], now)
        _join(ring, residents, helpers, day)
        speakers = helpers or residents
        actors.lines |= {
            person.pk: line for person, line in zip(speakers, script.lines, strict=False) if line
        }
        taken |= {person.pk for person in (*residents, *helpers)}
        rings.append(ring)
    return rings


def live_until(now: datetime, rings: list[Ring], actors: Actors) -> None:
    """Publish the rings shortly before the first hour, and let the time pass until `now`."""
    town = Town(actors)
    minute = first_minute(now)
    for ring in rings:
        publish_ring(ring, by=COMMAND, now=minute)
    while minute < now:
        town.deliver(minute)
        tick(minute)
        town.read(minute)
        minute = next_minute(minute, (town.next_at,))
    tick(now)


def first_minute(now: datetime) -> datetime:
    """Return when the demo's time begins, at a full minute."""
    first = hour_of(now, FIRST_HOUR)
    return instant(local_date(now), first) - BEFORE_FIRST


def hour_of(now: datetime, minutes: int) -> time:
    """Return the wall time `minutes` from now, on today's date.

    Shortly after midnight the past hours draw together, shortly before it the coming ones do: then the
    page of today still shows all of them.
    """
    wall = local_time(now)
    base = (wall.hour * 60 + wall.minute) // ROUND_TO * ROUND_TO
    if minutes < 0 and base + FIRST_HOUR < 0:
        minutes = minutes * base // -FIRST_HOUR
    at = min(base + minutes, LAST_MINUTE)
    return time(at // 60, at % 60)


def _residents(
    place: Municipality, day: date, script: RingScript, taken: set[int]
) -> Iterator[Person]:
    """Return residents who agreed to the service; who reports by text must be able to."""
    rows = Resident.objects.filter(person__municipality=place).exclude(person__in=taken)
    people = [row.person for row in rows.select_related("person")]
    barred = blockers_of([p.pk for p in people], day, as_resident=True)
    speaks = not script.helpers
    fit = (p for p in people if not barred[p.pk] and (not speaks or _texts(p)))
    return _first(fit, script.residents)


def _helpers(
    place: Municipality, day: date, script: RingScript, taken: set[int]
) -> Iterator[Person]:
    """Return active volunteers with no fixed hours, so that the demo runs at any time."""
    rows = Volunteer.objects.filter(person__municipality=place, windows=None)
    people = [row.person for row in rows.exclude(person__in=taken).select_related("person")]
    barred = blockers_of([p.pk for p in people], day)
    return _first((p for p in people if not barred[p.pk] and _texts(p)), script.helpers)


def _first(people: Iterator[Person], count: int) -> Iterator[Person]:
    return (person for person, _ in zip(people, range(count), strict=False))


def _texts(person: Person) -> bool:
    return any(held.number.can_take_sms for held in person.numbers.select_related("number"))


def _found(script: RingScript, office: Association, coordinator: User, now: datetime) -> Ring:
    day = local_date(now)
    ring = Ring.objects.create(
        name=script.name,
        kind=script.kind,
        topology=script.topology,
        municipality=Municipality.objects.get(name_fi=script.place),
        association=office,
        coordinator=coordinator,
        remind_minutes_before=script.notice,
        created_at=now,
    )
    ScheduleRule.objects.create(
        ring=ring,
        weekdays=list(range(7)),
        anchor=day,
        wall_time=hour_of(now, script.hour),
        valid_from=day,
    )
    return ring


def _join(ring: Ring, residents: list[Person], helpers: list[Person], day: date) -> None:
    role = RingMember.Role.BOTH if ring.topology == Ring.Topology.CIRCLE else "resident"
    for people, part in ((residents, role), (helpers, "helper")):
        RingMember.objects.bulk_create(
            RingMember(ring=ring, person=person, role=part, position=place, valid_from=day)
            for place, person in enumerate(people, start=1)
        )
