"""What must hold after every step, whatever has happened: each broken promise is one line of words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.auditor import findings
from notifications.models import Message, Prompt, PromptItem
from people.models import Resident
from rings.models import Assignment, Escalation, Occurrence, Offer, Ring

FINAL = frozenset({"done", "resolved", "moved"})


@dataclass(frozen=True)
class Kept:
    """One occurrence, as far as its past may not change."""

    ring_id: int | None
    receiver_id: int
    nominal_date: date
    round: int
    wall_time: time
    zone: str
    starts_at: datetime
    state: str
    reason: str
    closed_at: datetime | None

    @property
    def hour(self) -> tuple[date, time, datetime]:
        """Return when it was to be."""
        return self.nominal_date, self.wall_time, self.starts_at


COLUMNS = tuple(Kept.__dataclass_fields__)


@dataclass
class Tables:
    """The rows at one moment."""

    now: datetime
    occurrences: dict[int, Kept] = field(default_factory=dict)
    duties: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    newest_message: int = 0

    @classmethod
    def read(cls, now: datetime) -> "Tables":
        """Return the tables as they stand."""
        rows = Occurrence.objects.order_by().values_list("pk", *COLUMNS)
        duties = Assignment.objects.order_by().values_list(
            "pk", "occurrence_id", "person_id", "state"
        )
        newest = Message.objects.order_by("-pk").values_list("pk", flat=True).first()
        return cls(
            now,
            {pk: Kept(*values) for pk, *values in rows},
            {pk: (occurrence, person, state) for pk, occurrence, person, state in duties},
            newest or 0,
        )


def broken(before: Tables, after: Tables) -> list[str]:
    """Return every promise that does not hold in `after`, or that the way from `before` has broken."""
    return [
        *_planned_twice(after),
        *_wall_time(before, after),
        *_past(before, after),
        *_duties(before, after),
        *_left_hanging(),
        *_questions(),
        *_said_twice(before),
        *_outlives(after.now),
    ]


def forgotten(now: datetime) -> list[str]:
    """Return what the auditor finds: after a tick it is nothing."""
    return [f"{f.subject} {f.subject_id}: {f.problem} {f.detail}" for f in findings(now)]


def _planned_twice(after: Tables) -> Iterator[str]:
    keys = Counter(
        (k.ring_id, k.nominal_date, k.receiver_id, k.round)
        for k in after.occurrences.values()
        if k.ring_id
    )
    yield from (f"{key} is planned {times} times" for key, times in keys.items() if times > 1)


def _wall_time(before: Tables, after: Tables) -> Iterator[str]:
    for pk, row in after.occurrences.items():
        if row != before.occurrences.get(pk) and row.starts_at != wanted_instant(row):
            yield f"occurrence {pk}: {row.nominal_date} {row.wall_time} has become {row.starts_at}"


def wanted_instant(row: Kept) -> datetime:
    """Return the first instant at which the wall shows the hour; of a missing one, the gap later.

    Found by looking at every minute of the wall clock, not as the program reckons it.
    """
    zone = ZoneInfo(row.zone)
    wanted = datetime.combine(row.nominal_date, row.wall_time)
    # An hour that is there stands at one of the two distances from UTC that the zone has around that day.
    noon = datetime.combine(row.nominal_date, time(12), tzinfo=UTC)
    offsets = {(noon + timedelta(days=n)).astimezone(zone).utcoffset() for n in (-1, 1)}
    instants = sorted((wanted - o).replace(tzinfo=UTC) for o in offsets if o is not None)
    shown = [at for at in instants if at.astimezone(zone).replace(tzinfo=None) == wanted]
    return shown[0] if shown else instants[-1]


def _past(before: Tables, after: Tables) -> Iterator[str]:
    for pk, old in before.occurrences.items():
        new = after.occurrences.get(pk)
        if new is None:
            yield f"occurrence {pk} has gone"
        elif old.state in FINAL and new != old:
            yield f"occurrence {pk} was {old.state} and was written anew: {new}"
        elif old.ring_id and old.starts_at <= before.now and new.hour != old.hour:
            yield f"occurrence {pk} was at {old.starts_at}, which is past, and is now {new.hour}"


def _duties(before: Tables, after: Tables) -> Iterator[str]:
    live = Counter(o for o, _person, state in after.duties.values() if state in Assignment.LIVE)
    yield from (f"occurrence {pk} has {n} live duties" for pk, n in live.items() if n > 1)
    for pk, (occurrence, person, state) in before.duties.items():
        new = after.duties.get(pk)
        if new is None or new[:2] != (occurrence, person):
            yield f"duty {pk} of {person} has gone: {new}"
        elif state == Assignment.State.DONE and new[2] != state:
            yield f"duty {pk} was done and is now {new[2]}"


def _left_hanging() -> Iterator[str]:
    """What still hangs on an occurrence that is closed."""
    closed = {"occurrence__state__in": Occurrence.TERMINAL}
    rows = {
        "live duty": Assignment.objects.filter(**closed, state__in=Assignment.LIVE),
        "running ladder": Escalation.objects.filter(**closed, state="running"),
        "open offer": Offer.objects.filter(**closed, state="open"),
    }
    for what, found in rows.items():
        yield from (
            f"{what} {pk} hangs on a closed one" for pk in found.values_list("pk", flat=True)
        )


def _questions() -> Iterator[str]:
    """One open question a person and topic, and none about what is closed."""
    is_open = Prompt.objects.filter(state=Prompt.State.OPEN).order_by()
    twice = Counter(is_open.values_list("person_id", "topic"))
    yield from (f"{key} is asked {n} questions at once" for key, n in twice.items() if n > 1)
    items = PromptItem.objects.filter(
        prompt__state=Prompt.State.OPEN, answered_as="", about__startswith="occurrence:"
    ).order_by()
    about = {
        int(name.partition(":")[2]): pk for pk, name in items.values_list("prompt_id", "about")
    }
    closed = Occurrence.objects.filter(pk__in=about, state__in=Occurrence.TERMINAL)
    for pk, state in closed.order_by().values_list("pk", "state"):
        yield f"question {about[pk]} is still open about occurrence {pk}, which is {state}"


def _said_twice(before: Tables) -> Iterator[str]:
    """The same words to the same number in the same minute are one text."""
    new = Message.objects.filter(pk__gt=before.newest_message, person__isnull=False)
    new = new.exclude(state=Message.State.CANCELLED).order_by()
    said = Counter(new.values_list("number_id", "body", "created_at"))
    yield from (f"said {n} times: {words}" for words, n in said.items() if n > 1)


def _outlives(now: datetime) -> Iterator[str]:
    """Nothing is planned in a ring that does not run, nor for somebody whose service has ended."""
    to_come = Occurrence.objects.open().filter(starts_at__gt=now).order_by()
    stopped = to_come.filter(ring__state__in=[Ring.State.PAUSED, Ring.State.ENDED])
    yield from (f"occurrence {pk} outlives its ring" for pk in stopped.values_list("pk", flat=True))
    gone = to_come.filter(receiver__resident__state=Resident.State.ENDED)
    yield from (
        f"occurrence {pk} outlives its resident" for pk in gone.values_list("pk", flat=True)
    )
