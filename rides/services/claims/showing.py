"""Claims as lists show them: what each comes to, the runs that wait for kilometres, what waits to be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from directory.models import Association
from directory.scope import Scope
from rides.models import Driver, ExpenseClaim, Leg, PaymentFile, Run
from rides.models.claim import ExpenseClaimQuerySet
from rides.rules.unlikely import is_unlikely
from rides.services.claims.reckon import passengers_of

State = ExpenseClaim.State


@dataclass(frozen=True)
class Row:
    """One claim: money in cents, of which `payable` is paid out; `passengers` driven; `look`: see is_unlikely."""

    claim: ExpenseClaim
    km: Decimal
    passenger_km: Decimal
    passengers: int
    cents: int
    payable: int
    over: int
    over_days: bool
    look: bool

    @property
    def shared(self) -> int:
        """Return what the riders have paid of it."""
        return self.cents - self.payable


@dataclass(frozen=True)
class ToPay:
    """What is approved in one association: how many claims, and the cents they come to."""

    association: Association
    claims: int
    cents: int


def with_all(claims: QuerySet[ExpenseClaim]) -> QuerySet[ExpenseClaim]:
    """Return `claims` ready to be shown, in a bounded number of queries."""
    return claims.select_related(
        "driver__volunteer__person", "run", "association", "payment"
    ).prefetch_related("lines__rate")


def rows_of(claims: Iterable[ExpenseClaim]) -> list[Row]:
    """Return what each of `claims` comes to, in one query more."""
    listed = list(claims)
    passengers = passengers_of([claim.run for claim in listed])
    return [_row(claim, passengers[claim.run_id]) for claim in listed]


def runs_without_km(scope: Scope) -> QuerySet[Run]:
    """Return the runs within `scope` that have ended and of which nobody has told the kilometres."""
    driven = Leg.objects.filter(run=OuterRef("pk"), state=Leg.State.DONE)
    ended = Q(state=Run.State.CLOSED) | Q(Exists(driven), state=Run.State.BROKEN)
    rows = Run.objects.visible_to(scope).filter(ended, km_driven__isnull=True)
    return rows.select_related("driver__volunteer__person").order_by("day", "pk")


def to_pay(scope: Scope) -> list[ToPay]:
    """Return what is approved within `scope` and not yet paid, by association, in two queries."""
    approved = ExpenseClaim.objects.visible_to(scope).filter(state=State.APPROVED)
    cents = Sum(F("lines__cents") - F("lines__shared_cents"), default=0)
    sums = (
        approved.order_by()
        .values("association")
        .annotate(number=Count("pk", distinct=True), all=cents)
    )
    offices = Association.objects.in_bulk([each["association"] for each in sums])
    rows = [ToPay(offices[each["association"]], each["number"], each["all"]) for each in sums]
    return sorted(rows, key=lambda row: row.association.name)


def visible_files(scope: Scope) -> QuerySet[PaymentFile]:
    """Return the payment files of which every claim lies within `scope`: part of one is no file."""
    inside = ExpenseClaim.objects.visible_to(scope)
    outside = ExpenseClaim.objects.exclude(pk__in=inside.values("pk"))
    of_file = {"payment": OuterRef("pk")}
    rows = PaymentFile.objects.filter(
        Exists(inside.filter(**of_file)), ~Exists(outside.filter(**of_file))
    )
    return rows.select_related("association", "made_by")


def claims_of_year(scope: Scope, driver: Driver, year: int) -> ExpenseClaimQuerySet:
    """Return the claims of `driver` within `scope` with a line in `year`, the earliest run first."""
    found = ExpenseClaim.objects.visible_to(scope).filter(driver=driver, lines__day__year=year)
    return found.distinct().order_by("run__day", "pk")


def _row(claim: ExpenseClaim, passengers: int) -> Row:
    lines = list(claim.lines.all())
    run = claim.run
    look = run.km_driven is not None and is_unlikely(run.km_driven, run.km_planned)
    return Row(
        claim=claim,
        km=sum((line.km for line in lines), Decimal(0)),
        passenger_km=sum((line.passenger_km for line in lines), Decimal(0)),
        passengers=passengers,
        cents=sum(line.cents for line in lines),
        payable=sum(line.payable for line in lines),
        over=sum(line.over_cents for line in lines),
        over_days=any(line.over_days for line in lines),
        look=look,
    )
