"""What is known of each volunteer when somebody is needed, each kind of fact read in one query."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.text import capfirst

from directory.localtime import local_date, local_time
from directory.models import Association
from directory.scope import Scope
from people.models import Person, PersonNumber, PhoneNumber
from rings.models import Assignment, Offer
from rings.rules import gates
from rings.rules.gates import Asks, Helper, Wanted
from rings.rules.nearness import Place, km_between
from rings.rules.overlap import Slot
from rings.rules.plan import Window
from rings.services.busy.conflicts import busy_hours, conflicts, place_of
from rings.services.matching.personal import personal_bars
from volunteers.models import AvailableWindow
from volunteers.services.eligibility import blockers_of

WEEK = timedelta(days=6)
LATELY = timedelta(days=gates.LONG_AGO)
ANSWERS: dict[str, str] = {
    Offer.State.OPEN: gates.OPEN,
    Offer.State.DECLINED: gates.NO,
    Offer.State.ACCEPTED: gates.HAD_IT,
    Offer.State.TOO_LATE: gates.NOT_ASKED,
    Offer.State.EXPIRED: gates.SILENT,
    Offer.State.WITHDRAWN: gates.NOT_ASKED,
}


@dataclass(frozen=True)
class Need:
    """What is needed, whether or not it has been written down yet: the line's kind, where, when, for whom."""

    kind: str
    association: Association
    place: Place
    starts_at: datetime
    ends_at: datetime
    receiver: Person | None = None
    occurrence_id: int | None = None


class _Question(NamedTuple):
    """One question put to somebody: when, whether it waits, and the day of a no."""

    asked_on: date
    is_open: bool
    no_on: date | None


class Facts:
    """What is known of many people at once, each kind of fact in one query."""

    def __init__(
        self, people: list[Person], need: Need, now: datetime, scope: Scope | None
    ) -> None:
        self._need = need
        self._today = local_date(now)
        self._ids = [person.pk for person in people]
        day = local_date(need.starts_at)
        with_receiver = [*self._ids, *([need.receiver.pk] if need.receiver else [])]
        self._numbers = _numbers(with_receiver)
        self._unfit = blockers_of(self._ids, day)
        self._away = set(
            Person.objects.filter(pk__in=self._ids).away_on(day).values_list("pk", flat=True)
        )
        self._windows = _windows(self._ids)
        slot = Slot(need.starts_at, need.ends_at, need.place)
        but = [need.occurrence_id] if need.occurrence_id else []
        self._busy = conflicts(self._ids, slot, scope=scope, but=but)
        self._offers = _offers(self._ids, now)
        self._load = _load(self._ids, now)
        self._answers = self._said(need)
        who = need.receiver
        self._personal = personal_bars(who, self._ids, need.kind, now) if who else {}
        self.wanted = self._wanted(day)

    def helper(self, person: Person) -> Helper:
        """Return what is known of `person`."""
        numbers = self._numbers.get(person.pk, [])
        return Helper(
            person_id=person.pk,
            unfit=tuple(self._unfit[person.pk]),
            personal=tuple((r.name, r.words) for r in self._personal.get(person.pk, ())),
            tasks=frozenset(person.volunteer.tasks),
            windows=self._windows.get(person.pk, ()),
            is_away=person.pk in self._away,
            busy=capfirst(", ".join(busy_hours(self._busy.get(person.pk, ())))),
            km=km_between(place_of(person), self._need.place),
            numbers=frozenset(number.e164 for number in numbers),
            takes_texts=any(number.can_take_sms for number in numbers),
            answer=self._answers.get(person.pk, gates.NOT_ASKED),
            load=self._load[person.pk],
            asks=self._asks(person.pk),
        )

    def _asks(self, person_id: int) -> Asks:
        """Return how often and when the person was asked anything. A question taken back was asked too."""
        questions = self._offers[person_id]
        days = [(self._today - each.asked_on).days for each in questions]
        noes = [(self._today - each.no_on).days for each in questions if each.no_on]
        return Asks(
            today=sum(since == 0 for since in days),
            this_week=sum(since <= WEEK.days for since in days),
            open=sum(each.is_open for each in questions),
            days_since=min(days, default=None),
            days_since_no=min(noes, default=None),
        )

    def _said(self, need: Need) -> dict[int, str]:
        if need.occurrence_id is None:
            return {}
        offers = Offer.objects.filter(occurrence=need.occurrence_id).values_list("person", "state")
        had = Assignment.objects.filter(occurrence=need.occurrence_id).values_list(
            "person", flat=True
        )
        answers = {person_id: ANSWERS[state] for person_id, state in offers}
        return answers | dict.fromkeys(had, gates.HAD_IT)

    def _wanted(self, day: date) -> Wanted:
        receiver = self._need.receiver
        numbers = self._numbers.get(receiver.pk, []) if receiver else []
        return Wanted(
            day=day,
            starts=local_time(self._need.starts_at),
            ends=local_time(self._need.ends_at),
            kind=self._need.kind,
            receiver_id=receiver.pk if receiver else 0,
            numbers=frozenset(number.e164 for number in numbers),
        )


def _numbers(ids: list[int]) -> dict[int, list[PhoneNumber]]:
    found: dict[int, list[PhoneNumber]] = defaultdict(list)
    for held in PersonNumber.objects.filter(person__in=ids).select_related("number"):
        found[held.person_id].append(held.number)
    return found


def _windows(ids: list[int]) -> dict[int, tuple[Window, ...]]:
    found: dict[int, tuple[Window, ...]] = defaultdict(tuple)
    rows = AvailableWindow.objects.filter(volunteer__person__in=ids)
    for row in rows.select_related("volunteer"):
        found[row.volunteer.person_id] += (Window(row.weekday, row.starts, row.ends),)
    return found


def _offers(ids: list[int], now: datetime) -> dict[int, list[_Question]]:
    """Return every question put to each of `ids` within four weeks."""
    found: dict[int, list[_Question]] = defaultdict(list)
    rows = Offer.objects.filter(person__in=ids, asked_at__gt=now - LATELY)
    for row in rows.only("person_id", "state", "asked_at", "answered_at"):
        said_no = row.state == Offer.State.DECLINED
        found[row.person_id].append(
            _Question(
                asked_on=local_date(row.asked_at),
                is_open=row.state == Offer.State.OPEN,
                no_on=local_date(row.answered_at) if said_no and row.answered_at else None,
            )
        )
    return found


def _load(ids: list[int], now: datetime) -> Counter[int]:
    duties = Assignment.objects.filter(
        person__in=ids,
        state__in=[*Assignment.LIVE, Assignment.State.DONE],
        occurrence__starts_at__gt=now - LATELY,
    )
    return Counter(duties.values_list("person", flat=True))
