"""Requests offered to an invented town with the real rules (waves, gates, caps, order): no database, no texts.

Three towns. *Calm*: 40 volunteers who may be asked, one request every fourth day, each question answered yes with
10 %: nearly all must be filled, with few questions. *Slow*: the same with 5 %: what texts do not fill must come to
the office in time for ringing round. *Busy*: three requests every day in the same town, so that the caps bite:
none may be broken, and the questions must be shared fairly.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from random import Random

from directory.localtime import instant, local_date, local_time
from rings.rules import gates
from rings.rules.gates import Asks, Helper, Wanted
from rings.rules.waves import Ask, Policy, Wait, next_wave, ring_round_at
from tests.bench.harness import Report

PEOPLE = 40
REQUESTS = 2_000
SEED = 1
FIRST = date(2027, 1, 4)
# A request comes by day and is for an hour of one of the next days.
COMES, IS_FOR = (8, 16), (9, 17)
DAYS_AHEAD = (1, 4)
# Of those who do not say yes, so many say no; the others say nothing.
SAYS_NO = 0.5
MONTH = timedelta(days=gates.LONG_AGO)


@dataclass
class Question:
    """One question put to one person: when, and when and how it was answered (None: not at all)."""

    asked_at: datetime
    answered_at: datetime | None
    closes_at: datetime
    said_yes: bool

    def __post_init__(self) -> None:
        self.asked_on = local_date(self.asked_at)
        self.no_on = local_date(self.no_at) if self.no_at else None

    @property
    def no_at(self) -> datetime | None:
        """Return when they said no, or None."""
        return None if self.said_yes else self.answered_at


@dataclass
class Request:
    """One request on its way: what it took so far, and how it ended."""

    created_at: datetime
    starts_at: datetime
    waves: int = 0
    asked: set[int] = field(default_factory=set)
    filled: bool = False
    ended_at: datetime | None = None

    @property
    def wanted(self) -> Wanted:
        """Return what the gates must know of it."""
        hour = local_time(self.starts_at)
        return Wanted(local_date(self.starts_at), hour, hour.replace(minute=59), "help", 0)

    @property
    def came_in_time(self) -> bool:
        """Tell whether the office has the list with the time it needs for ringing round."""
        return self.ended_at is not None and self.ended_at <= ring_round_at(self.starts_at)


class Town:
    """Forty volunteers, every question that was ever put to them, and what they have taken."""

    def __init__(self, acceptance: float, every: timedelta) -> None:
        self.policy = Policy()
        self.questions: dict[int, list[Question]] = defaultdict(list)
        self._taken: dict[int, list[datetime]] = defaultdict(list)
        self._acceptance = acceptance
        self._dice = Random(f"{SEED} {acceptance} {every}")
        self.requests = [self._request(n * every) for n in range(REQUESTS)]

    def play(self) -> "Town":
        """Let every request find somebody or come to the office, in order of time."""
        due = [(each.created_at, n) for n, each in enumerate(self.requests)]
        heapq.heapify(due)
        while due:
            now, number = heapq.heappop(due)
            after = self._step(self.requests[number], now)
            if after is not None:
                heapq.heappush(due, (after, number))
        return self

    def _request(self, after: timedelta) -> Request:
        day = FIRST + timedelta(days=after.days)
        comes = instant(day, time(self._dice.randrange(*COMES), self._dice.randrange(60)))
        ahead = timedelta(days=self._dice.randint(*DAYS_AHEAD))
        return Request(comes, instant(day + ahead, time(self._dice.randrange(*IS_FOR))))

    def _step(self, request: Request, now: datetime) -> datetime | None:
        """Take the next step of `request`; return when to look again, or None when it has ended."""
        helpers = sorted((self._helper(n, now, request) for n in range(PEOPLE)), key=gates.order)
        barred = [(each, gates.bars(each, request.wanted, self.policy)) for each in helpers]
        step = next_wave(
            [each.person_id for each, bars in barred if not bars],
            asked_waves=request.waves,
            resting=any(bars and {b.name for b in bars} <= gates.RESTING for _, bars in barred),
            policy=self.policy,
            starts_at=request.starts_at,
            now=now,
        )
        if isinstance(step, Wait):
            return step.until
        if isinstance(step, Ask):
            return self._ask(request, step, now)
        request.ended_at = now
        return None

    def _ask(self, request: Request, step: Ask, now: datetime) -> datetime | None:
        """Ask a wave: the first yes ends it; all noes bring the next one sooner."""
        request.waves += 1
        request.asked |= set(step.people)
        asked = {person: self._question(now, step.closes_at) for person in step.people}
        for person, question in asked.items():
            self.questions[person].append(question)
        yes = [
            (q.answered_at, person) for person, q in asked.items() if q.said_yes and q.answered_at
        ]
        if yes:
            request.ended_at, winner = min(yes)
            request.filled = True
            self._taken[winner].append(request.ended_at)
            return None
        last = [question.answered_at or step.closes_at for question in asked.values()]
        return max(last)

    def _question(self, now: datetime, until: datetime) -> Question:
        """Return what the dice say that somebody answers, and when."""
        said_yes = self._dice.random() < self._acceptance
        answers = said_yes or self._dice.random() < SAYS_NO
        wait = (until - now) * self._dice.uniform(0.05, 1.0)
        return Question(now, now + wait if answers else None, until, said_yes)

    def _helper(self, person: int, now: datetime, request: Request) -> Helper:
        """Return what is known of `person`: they live one to ten kilometres away and are free."""
        newest = reversed(self.questions[person])
        recent = list(takewhile(lambda q: q.asked_at > now - MONTH, newest))
        today = local_date(now)
        days = [(today - q.asked_on).days for q in recent]
        noes = [(today - q.no_on).days for q in recent if q.no_on and q.no_at and q.no_at <= now]
        return Helper(
            person_id=person,
            km=1 + person % 10,
            answer=gates.SILENT if person in request.asked else gates.NOT_ASKED,
            asks=Asks(
                today=days.count(0),
                this_week=sum(since < 7 for since in days),
                open=sum(now < (q.answered_at or q.closes_at) for q in recent),
                days_since=min(days, default=None),
                days_since_no=min(noes, default=None),
            ),
            load=sum(
                1 for _ in takewhile(lambda at: at > now - MONTH, reversed(self._taken[person]))
            ),
        )


def main(as_json: bool) -> int:
    """Play the three towns. The goals are those of the field's own measurement of waves of five."""
    report = Report("offers")
    report.add("how", "the real pure rules, seeded, without a database")
    report.add("eligible", PEOPLE)
    report.add("requests", REQUESTS)
    towns = {
        "calm": Town(0.10, timedelta(days=4)).play(),
        "slow": Town(0.05, timedelta(days=4)).play(),
        "busy": Town(0.10, timedelta(hours=8)).play(),
    }
    for name, town in towns.items():
        report.add(
            f"{name}_filled_by_text", _filled(town), (">=", 0.98) if name == "calm" else None
        )
        asks = round(_asks(town), 2)
        report.add(f"{name}_questions_a_request", asks, ("<=", 13) if name == "calm" else None)
        report.add(f"{name}_lists_to_ring_round", sum(not each.filled for each in town.requests))
        late = sum(not each.filled and not each.came_in_time for each in town.requests)
        report.add(f"{name}_lists_too_late", late, ("==", 0))
        report.add(f"{name}_caps_broken", len(list(_broken(town))), ("==", 0))
        report.add(f"{name}_gini_of_questions", round(_gini(town), 3), ("<=", 0.2))
    return report.show(as_json)


def _filled(town: Town) -> float:
    return round(sum(each.filled for each in town.requests) / len(town.requests), 4)


def _asks(town: Town) -> float:
    return sum(len(each.asked) for each in town.requests) / len(town.requests)


def _gini(town: Town) -> float:
    """Return how unevenly the questions fell: 0 when all were asked as often, towards 1 when one was asked all."""
    counts = sorted(len(town.questions[person]) for person in range(PEOPLE))
    weighted = sum(place * count for place, count in enumerate(counts, start=1))
    return 2 * weighted / (PEOPLE * sum(counts)) - (PEOPLE + 1) / PEOPLE


def _broken(town: Town) -> Iterator[str]:
    """Yield every cap that was broken, read off the questions alone and not by the rules that kept them."""
    policy = town.policy
    for asked in town.questions.values():
        days = Counter(q.asked_on for q in asked)
        for day, count in days.items():
            week = sum(days[day - timedelta(days=back)] for back in range(7))
            if count > policy.most_a_day or week > policy.most_a_week:
                yield f"{day}: {count} that day, {week} that week"
        for place, question in enumerate(asked):
            if not time(8) <= local_time(question.asked_at) < time(20):
                yield f"{question.asked_at}: at night"
            later = islice(asked, place + 1, place + 1 + policy.most_a_week)
            if any(_disturbs(question, each, policy) for each in later):
                yield f"{question.no_at}: not left in peace after a no"


def _disturbs(no: Question, later: Question, policy: Policy) -> bool:
    """Tell whether `later` was put to somebody within the days of peace after a no."""
    if no.no_at is None or no.no_on is None or later.asked_at <= no.no_at:
        return False
    return (later.asked_on - no.no_on).days <= policy.quiet_days
