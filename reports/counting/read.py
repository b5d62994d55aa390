"""Reading what happened in one period out of the tables, each kind of fact in one query."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from directory.localtime import instant
from directory.models import AuditEntry
from people.machine import RESIDENT
from people.models import Person, Resident
from people.target_groups import group_of
from reports.counting.facts import Activity, Contact, Driven, Facts, Unmet, Waiting, Work
from reports.counting.periods import Period
from rides.models import Leg, Run
from rings.models import Gig, Occurrence, Ring
from rings.services.hours.log import done_turns, extra_work

OF_RING: dict[str, Activity] = {
    Ring.Kind.CALL: Activity.CALL,
    Ring.Kind.VISIT: Activity.VISIT,
    Ring.Kind.HELP: Activity.GIG,
    Ring.Kind.RIDE: Activity.RIDE,
}
MIDNIGHT = time()


def read(period: Period) -> Facts:
    """Return all that happened on the local dates of `period`, everywhere."""
    contacts = (*_turns(period), *_rides(period))
    return Facts(
        contacts=contacts,
        work=tuple(_work(period)),
        driven=tuple(_driven(period)),
        unmet=(*_unmet_requests(period), *_unmet_rides(period)),
        groups=_groups({each.resident for each in contacts}, period.year),
    )


def read_waiting(period: Period) -> tuple[Waiting, ...]:
    """Return who waited for a ring when `period` ended."""
    return tuple(_waiting(instant(period.end, MIDNIGHT)))


def _turns(period: Period) -> Iterator[Contact]:
    turns: QuerySet[Any] = done_turns(period.first_day, period.end)
    rows = turns.values_list(
        "pk",
        "occurrence__nominal_date",
        "occurrence__kind",
        "occurrence__ring",
        "occurrence__municipality__code",
        "occurrence__receiver",
        "person",
        "worked",
    )
    for pk, day, kind, ring, place, resident, helper, minutes in rows.order_by().iterator():
        activity = OF_RING[kind] if ring else Activity.GIG
        yield Contact(f"turn:{pk}", day, activity, place, resident, helper, minutes)


def _rides(period: Period) -> Iterator[Contact]:
    """Yield each way that was driven. Its time stands in the hours of the run."""
    rows = Leg.objects.filter(
        state=Leg.State.DONE,
        request__day__gte=period.first_day,
        request__day__lt=period.end,
        run__isnull=False,
    ).values_list(
        "pk",
        "request__day",
        "request__rider__municipality__code",
        "request__rider",
        "run__driver__volunteer__person",
    )
    for pk, day, place, resident, helper in rows.order_by().iterator():
        yield Contact(f"leg:{pk}", day, Activity.RIDE, place, resident, helper, 0)


def _work(period: Period) -> Iterator[Work]:
    rows = extra_work(period.first_day, period.end).order_by()
    for pk, day, place, person, minutes in rows.values_list(
        "pk", "day", "municipality__code", "person", "minutes"
    ):
        yield Work(f"work:{pk}", day, place, person, minutes)


def _driven(period: Period) -> Iterator[Driven]:
    rows = Run.objects.filter(
        state=Run.State.CLOSED,
        day__gte=period.first_day,
        day__lt=period.end,
        km_driven__isnull=False,
    ).order_by()
    person = "driver__volunteer__person"
    for pk, day, place, driver, km in rows.values_list(
        "pk", "day", f"{person}__municipality__code", person, "km_driven"
    ):
        yield Driven(f"run:{pk}", day, place, driver, round(km or 0))


def _unmet_requests(period: Period) -> Iterator[Unmet]:
    rows = Gig.objects.filter(
        occurrence__reason=Occurrence.Reason.UNMET,
        occurrence__nominal_date__gte=period.first_day,
        occurrence__nominal_date__lt=period.end,
        barrier__isnull=False,
    ).values_list(
        "pk",
        "occurrence__nominal_date",
        "occurrence__municipality__code",
        "occurrence__receiver",
        "barrier__code",
    )
    return (Unmet(f"gig:{row[0]}", *row[1:]) for row in rows.order_by())


def _unmet_rides(period: Period) -> Iterator[Unmet]:
    rows = Leg.objects.filter(
        state=Leg.State.UNMET,
        request__day__gte=period.first_day,
        request__day__lt=period.end,
        barrier__isnull=False,
    ).values_list(
        "pk",
        "request__day",
        "request__rider__municipality__code",
        "request__rider",
        "barrier__code",
    )
    return (Unmet(f"leg:{row[0]}", *row[1:]) for row in rows.order_by())


def _waiting(end: datetime) -> Iterator[Waiting]:
    """Yield who waited for a ring at the instant `end`: before their first move since then they were as then."""
    moves = AuditEntry.objects.filter(
        subject=RESIDENT.name, subject_id=OuterRef("pk"), at__gte=end
    ).exclude(before="")
    then = Subquery(moves.order_by("at", "pk").values("before")[:1])
    rows = Resident.objects.filter(person__created_at__lt=end).annotate(
        stood=Coalesce(then, "state")
    )
    waited = rows.filter(stood=Resident.State.WAITING).order_by()
    for place, person in waited.values_list("person__municipality__code", "person"):
        yield Waiting(place, person)


def _groups(residents: set[int], year: int) -> dict[int, str]:
    rows = Person.objects.filter(pk__in=residents).order_by()
    told = rows.values_list("pk", "target_group", "birth_year")
    return {pk: group_of(group, born, year) for pk, group, born in told}
