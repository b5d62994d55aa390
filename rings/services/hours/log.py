"""The log of hours: every done turn counts for its holder, with the minutes said or the usual ones."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from people.models import Person
from rings.models import Assignment, ExtraWork, Occurrence, Outcome
from rings.rules.hours import HOUR, USUAL_MINUTES, month_after


@dataclass(frozen=True)
class Work:
    """One line of a log. A correction's `minutes` may be below zero; `is_said`: somebody told how long it took."""

    day: date
    kind: str
    what: str
    minutes: int
    is_said: bool
    occurrence_id: int | None = None
    is_correction: bool = False


@dataclass(frozen=True)
class MonthLog:
    """What one volunteer did in a month."""

    month: date
    rows: tuple[Work, ...]

    @property
    def minutes(self) -> int:
        """Return all minutes of the month; corrections never bring them below none."""
        return max(sum(row.minutes for row in self.rows), 0)

    @property
    def times(self) -> int:
        """Return how many times they helped; a correction is none."""
        return sum(not row.is_correction for row in self.rows)


def done_turns(start: date, end: date) -> "QuerySet[Assignment]":
    """Return the turns of volunteers done on local dates [start, end), each with `worked` in minutes.

    Not those where somebody else reached the resident, nor what residents did for themselves.
    """
    told = Outcome.objects.filter(occurrence=OuterRef("occurrence"), minutes__isnull=False)
    said = Subquery(told.order_by("-recorded_at", "-pk").values("minutes")[:1])
    usual = Case(
        *(When(occurrence__kind=kind, then=Value(m)) for kind, m in USUAL_MINUTES.items()),
        default=Value(HOUR),
    )
    turns = Assignment.objects.filter(
        state=Assignment.State.DONE,
        occurrence__state=Occurrence.State.DONE,
        occurrence__nominal_date__gte=start,
        occurrence__nominal_date__lt=end,
        person__volunteer__isnull=False,
    )
    own = ~Q(occurrence__reason=Occurrence.Reason.REACHED_BY_OTHER)
    own &= ~Q(person=F("occurrence__receiver"))
    return turns.filter(own).annotate(
        said=said,
        worked=Coalesce(said, F("occurrence__gig__minutes"), usual, output_field=IntegerField()),
    )


def extra_work(start: date, end: date) -> "QuerySet[ExtraWork]":
    """Return what was added or put right by hand for local dates [start, end)."""
    return ExtraWork.objects.filter(day__gte=start, day__lt=end)


def log_of(person: Person, month: date, within: Q | None = None, rows: Q | None = None) -> MonthLog:
    """Return what `person` did in the month that begins on `month`, the oldest first, in two queries.

    `within` narrows the occurrences of turns (prefix "occurrence__"), `rows` the rows added by hand.
    """
    end = month_after(month)
    turns = done_turns(month, end).filter(within or Q(), person=person)
    turns = turns.select_related("occurrence__ring", "occurrence__receiver")
    added = extra_work(month, end).filter(rows or Q(), person=person).order_by("pk")
    work = [*map(_turn, turns), *map(_added, added)]
    return MonthLog(month, tuple(sorted(work, key=lambda row: (row.day, row.kind, row.what))))


def log_for_office(person: Person, month: date, association_id: int) -> MonthLog:
    """Return what `person` did in `month` for one association."""
    within = Q(occurrence__association=association_id)
    return log_of(person, month, within, Q(association=association_id))


def _turn(turn: Assignment) -> Work:
    occurrence = turn.occurrence
    minutes: int = turn.worked  # type: ignore[attr-defined]  # annotated by `done_turns`
    said: int | None = turn.said  # type: ignore[attr-defined]  # as above
    name = str(occurrence.receiver)
    return Work(
        occurrence.nominal_date, occurrence.kind, name, minutes, said is not None, occurrence.pk
    )


def _added(row: ExtraWork) -> Work:
    return Work(
        row.day, row.kind, row.note, row.minutes, is_said=True, is_correction=row.is_correction
    )
