"""From the tables to who may be asked about a request: what is known of each volunteer, and what bars them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from directory.localtime import local_date, local_time
from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person, PersonNumber, PhoneNumber
from rings.models import Assignment, Gig, Offer, OfferPolicy
from rings.rules import gates
from rings.rules.gates import Asks, Bar, Helper, Wanted
from rings.rules.nearness import Place, km_between
from rings.rules.overlap import Slot
from rings.rules.plan import Window
from rings.rules.waves import Policy
from rings.services.conflicts import busy_hours, conflicts, place_of
from volunteers.models import AvailableWindow, Volunteer
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


@dataclass(frozen=True)
class Candidate:
    """One volunteer, and what bars them; nothing means that they may be asked by text."""

    person: Person
    helper: Helper
    bars: tuple[Bar, ...]

    @property
    def may_be_asked(self) -> bool:
        """Tell whether a text may go to them now."""
        return not self.bars

    @property
    def may_be_rung(self) -> bool:
        """Tell whether the office may ring them."""
        return not any(bar.is_hard for bar in self.bars)

    @property
    def rests(self) -> bool:
        """Tell whether they could be asked by text another day."""
        return bool(self.bars) and {bar.name for bar in self.bars} <= gates.RESTING


def need_of(gig: Gig) -> Need:
    """Return what `gig` needs. Reads its occurrence, receiver and their municipality."""
    occurrence = gig.occurrence
    return Need(
        kind=gig.service_line.kind,
        association=occurrence.association,
        place=place_of(occurrence.receiver),
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at or occurrence.starts_at + timedelta(minutes=gig.minutes),
        receiver=occurrence.receiver,
        occurrence_id=occurrence.pk,
    )


def policy_for(association: Association) -> Policy:
    """Return how `association` asks: by its own way, else the common one, else the usual figures."""
    rows = OfferPolicy.objects.filter(Q(association=association) | Q(association=None))
    row = min(rows, key=lambda each: each.association_id is None, default=None)
    if row is None:
        return Policy()
    return Policy(
        wave_size=max(row.wave_size, 1),
        wave_minutes=row.wave_minutes,
        most_waves=row.most_waves,
        most_a_day=row.most_a_day,
        most_a_week=row.most_a_week,
        quiet_days=row.quiet_days,
        radius_km=row.radius_km,
    )


def candidates(
    need: Need,
    now: datetime,
    *,
    people: Iterable[Person] | None = None,
    scope: Scope | None = None,
) -> list[Candidate]:
    """Return everybody in reach (or `people`) in the order in which they are asked, each with what bars them.

    `scope`: whose eyes see which duty keeps somebody busy. A bounded number of queries, whatever the number.
    """
    found = list(people if people is not None else volunteers_in_reach(need))
    facts = _Facts(found, need, now, scope)
    policy = policy_for(need.association)
    helpers = sorted((facts.helper(person) for person in found), key=gates.order)
    by_id = {person.pk: person for person in found}
    return [Candidate(by_id[h.person_id], h, gates.bars(h, facts.wanted, policy)) for h in helpers]


def why_not(gig: Gig, person: Person, now: datetime, scope: Scope | None = None) -> tuple[Bar, ...]:
    """Return every rule that keeps `person` from being asked about `gig`; empty means that they may be."""
    return candidates(need_of(gig), now, people=[person], scope=scope)[0].bars


def volunteers_in_reach(need: Need) -> "QuerySet[Person]":
    """Return the volunteers of the municipalities in which the association works, and of the place itself."""
    places = Municipality.objects.filter(associations=need.association).values("pk")
    people = Person.objects.current().filter(volunteer__isnull=False)
    near = Q(municipality__in=places) | Q(municipality=need.place.municipality_id)
    return (
        people.filter(near)
        .exclude(volunteer__state=Volunteer.State.LEFT)
        .select_related("municipality", "volunteer")
    )


class _Question(NamedTuple):
    """One question put to somebody: when, whether it waits, and the day of a no."""

    asked_on: date
    is_open: bool
    no_on: date | None


class _Facts:
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
        self.wanted = self._wanted(day)

    def helper(self, person: Person) -> Helper:
        """Return what is known of `person`."""
        numbers = self._numbers.get(person.pk, [])
        return Helper(
            person_id=person.pk,
            unfit=tuple(self._unfit[person.pk]),
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
