"""The columns of residents and of volunteers, each side in a few queries without one model instance."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from directory.localtime import local_date
from directory.models import AuditEntry, ServiceLine
from people.models import Person
from rings.models import Offer, Pair
from rings.rules.overlap import AT_LEAST
from rings.services.matching.ask import Ask
from rings.services.matching.homes import with_home
from rings.services.matching.near import Homes
from volunteers.matching.columns import GENDERS, UNKNOWN, Bits, Ints, Residents, Volunteers, slots
from volunteers.matching.gates import LIMITS, UNFIT
from volunteers.models import AvailableWindow, Credential, Volunteer

TASKS = tuple(ServiceLine.Kind.values)
MOST_CODES = 63
DAYS = 7
CALL_MINUTES = int(AT_LEAST["call"].total_seconds()) // 60
_RESIDENT = (
    "pk",
    "language",
    "other_languages",
    "resident__wished_gender",
    "resident__home",
    "interests",
    "resident__call_time",
    "since",
    "north",
    "east",
)
_VOLUNTEER = (
    "pk",
    "language",
    "other_languages",
    "gender",
    "volunteer__avoids",
    "interests",
    "volunteer__tasks",
    "volunteer__radius_km",
    "volunteer__capacity",
    "volunteer__state",
    "erased_at",
    "volunteer__availability_note",
    "north",
    "east",
)


class Codes:
    """Gives each code a place as it comes, so that a set of codes is the bits of one number."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._places = {code: place for place, code in enumerate(known)}

    def place(self, code: str | None) -> int:
        """Return the place of `code`; −1 for none, and for a 64th."""
        if not code or (code not in self._places and len(self._places) == MOST_CODES):
            return UNKNOWN
        return self._places.setdefault(code, len(self._places))

    def places(self, codes: Sequence[str | None]) -> Ints:
        """Return the place of each of `codes`."""
        return np.array([self.place(code) for code in codes], np.int64)

    def sets(self, rows: Sequence[list[str] | None]) -> Bits:
        """Return each list of codes as one number."""
        known: dict[tuple[str, ...], int] = {}
        keys = [tuple(row or ()) for row in rows]
        for key in set(keys):
            places = {self.place(code) for code in key} - {UNKNOWN}
            known[key] = sum(1 << place for place in places)
        return np.array([known[key] for key in keys], np.uint64)


class Tables:
    """The codes that both sides share."""

    def __init__(self) -> None:
        self.languages, self.interests = Codes(), Codes()
        self.limits, self.tasks = Codes(LIMITS), Codes(TASKS)


def waits_since() -> Coalesce:
    """Return the expression, on people, of the instant since when a resident waits."""
    moved = AuditEntry.objects.filter(subject="resident", after="waiting")
    last = moved.filter(subject_id=OuterRef("resident")).order_by("-at").values("at")[:1]
    return Coalesce(Subquery(last), "created_at")


def read_residents(people: QuerySet[Person], ask: Ask, tables: Tables) -> tuple[Residents, Homes]:
    """Return the columns of `people` as residents, by their numbers, and where they live."""
    waiting = with_home(people.order_by("pk")).annotate(since=waits_since())
    rows = list(waiting.values_list(*_RESIDENT))
    ids, tongue, others, gender, home, interests, hour, waits, north, east = _columns(
        rows, len(_RESIDENT)
    )
    count = len(rows)
    starts, ends = _hours(hour, ask)
    residents = Residents(
        id=np.array(ids, np.int64),
        language=tables.languages.places(tongue),
        other_languages=tables.languages.sets(others),
        wished_gender=_genders(gender),
        home=tables.limits.sets(home),
        interests=tables.interests.sets(interests),
        kind_bits=tables.tasks.sets([sorted(ask.tasks)] * count),
        hour_from=starts,
        hour_until=ends,
        weekdays=np.full(count, ask.weekdays, np.uint64),
        wait_days=np.array([(ask.day - local_date(at)).days for at in waits], np.int64),
        is_visit=np.full(count, ask.is_visit),
        policy=np.zeros(count, np.int64),
    )
    return residents, _homes(ids, north, east)


def read_volunteers(people: QuerySet[Person], ask: Ask, tables: Tables) -> tuple[Volunteers, Homes]:
    """Return the columns of `people` as volunteers, by their numbers, and where they live.

    What they do at present, `load` and `days_busy`, is 0 here: see `duties`.
    """
    volunteers, homes = read_bare_volunteers(people, ask, tables)
    lapsed = Credential.objects.lapsed_on(ask.day).values_list("volunteer__person", flat=True)
    away = Person.objects.away_on(ask.day).filter(volunteer__isnull=False)
    known = replace(
        volunteers,
        last_asked_days=_days_since_asked(volunteers.id.tolist(), ask.day),
        lapsed=np.isin(volunteers.id, list(lapsed)),
        away=np.isin(volunteers.id, list(away.values_list("pk", flat=True))),
        free=_free_hours(volunteers.id, people),
    )
    return known, homes


def read_bare_volunteers(
    people: QuerySet[Person], ask: Ask, tables: Tables
) -> tuple[Volunteers, Homes]:
    """Return the same columns by one query: as if everybody were there, fit, and had never been asked."""
    rows = list(with_home(people.order_by("pk")).values_list(*_VOLUNTEER))
    ids, tongue, others, gender, avoids, interests, tasks, *rest = _columns(rows, len(_VOLUNTEER))
    radius, capacity, states, erased, note, north, east = rest
    count = len(rows)
    nothing, nobody = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    unfit = [_unfit(s, is_erased=bool(e)) for s, e in zip(states, erased, strict=True)]
    volunteers = Volunteers(
        id=np.array(ids, np.int64),
        language=tables.languages.places(tongue),
        other_languages=tables.languages.sets(others),
        gender=_genders(gender),
        avoids=tables.limits.sets(avoids),
        interests=tables.interests.sets(interests),
        kinds=tables.tasks.sets(tasks),
        radius_km=_or_else(radius, ask.policy.radius_km),
        capacity=_or_else(capacity, ask.capacity),
        load=nothing,
        days_busy=nothing,
        most_days=np.full(count, ask.policy.days_a_week, np.int64),
        last_asked_days=np.full(count, UNKNOWN, np.int64),
        unfit=np.array(unfit, np.int64),
        lapsed=nobody,
        away=nobody,
        free=np.zeros((count, DAYS), np.uint64),
        in_words=np.array([bool(words) for words in note], np.bool_),
        policy=nothing,
    )
    return volunteers, _homes(ids, north, east)


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _homes(ids: Sequence[int], north: Sequence[float], east: Sequence[float]) -> Homes:
    return Homes(np.array(ids, np.int64), np.array(north, float), np.array(east, float))


def _hours(wished: Sequence[time | None], ask: Ask) -> tuple[Ints, Ints]:
    """Return from when until when somebody is wished for: as the ask says, else a call's wished hour."""
    if ask.hours:
        starts, ends = ask.hours
        return np.full(len(wished), starts, np.int64), np.full(len(wished), ends, np.int64)
    known = [UNKNOWN if at is None or ask.is_visit else minutes_of(at) for at in wished]
    starts_at = np.array(known, np.int64)
    return starts_at, np.where(starts_at == UNKNOWN, UNKNOWN, starts_at + CALL_MINUTES)


def minutes_of(at: time) -> int:
    """Return the minute of the day; the last minute of a day is its end."""
    return 24 * 60 if at >= time(23, 59) else at.hour * 60 + at.minute


def _genders(codes: Sequence[str | None]) -> Ints:
    return np.array([GENDERS.index(code or "") for code in codes], np.int64)


def _or_else(numbers: Sequence[int | None], usual: int) -> Ints:
    return np.array([usual if number is None else number for number in numbers], np.int64)


def _unfit(state: str | None, *, is_erased: bool) -> int:
    if is_erased:
        return UNFIT.index("erased")
    if state is None:
        return UNFIT.index("not_a_volunteer")
    return UNFIT.index(state) if state != Volunteer.State.ACTIVE else 0


def _days_since_asked(ids: Sequence[int], day: date) -> Ints:
    """Return how many days ago each was last asked for anything; −1 for never."""
    asked = dict(Offer.objects.order_by().values_list("person").annotate(at=Max("asked_at")))
    paired = Pair.objects.order_by().values_list("volunteer").annotate(at=Max("created_at"))
    for person_id, at in paired:
        asked[person_id] = max(at, asked.get(person_id, at))
    days = [(day - local_date(asked[pk])).days if pk in asked else UNKNOWN for pk in ids]
    return np.array(days, np.int64)


def _free_hours(ids: Ints, people: QuerySet[Person]) -> Bits:
    """Return the half hours in which each is free every week, one number for each weekday."""
    free = np.zeros((len(ids), DAYS), np.uint64)
    found = AvailableWindow.objects.filter(volunteer__person__in=people.order_by().values("pk"))
    rows = {int(pk): row for row, pk in enumerate(ids)}
    columns = found.order_by().values_list("volunteer__person", "weekday", "starts", "ends")
    for person_id, weekday, starts, ends in columns:
        free[rows[person_id], weekday] |= np.uint64(_slots(starts, ends))
    return free


@lru_cache(maxsize=1_000)
def _slots(starts: time, ends: time) -> int:
    return slots(minutes_of(starts), minutes_of(ends))
