"""What the pages after a run share: the run or claim that may be seen, and what a page showed of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from directory.models import AuditEntry
from rides.machines import EXPENSE_CLAIM, RUN
from rides.models import Driver, ExpenseClaim, Leg, Run


class ConflictError(Exception):
    """It has moved on since the page was shown; nothing was written."""


def visible_run(request: ScopedRequest, run_id: int) -> Run:
    """Return the run with its driver, or answer 404 when it is outside the scope."""
    runs = Run.objects.visible_to(request.scope).select_related(
        "driver__volunteer__person__municipality", "association", "owner"
    )
    return get_object_or_404(runs, pk=run_id)


def visible_claim(request: ScopedRequest, claim_id: int) -> ExpenseClaim:
    """Return the claim with its run and lines, or answer 404 when it is outside the scope."""
    claims = ExpenseClaim.objects.visible_to(request.scope).select_related(
        "driver__volunteer__person__municipality", "run", "association", "payment"
    )
    return get_object_or_404(claims.prefetch_related("lines__rate"), pk=claim_id)


def visible_driver(request: ScopedRequest, person_id: int) -> Driver:
    """Return the driver who is this person, or answer 404 when outside the scope or erased."""
    drivers = Driver.objects.visible_to(request.scope).filter(volunteer__person__erased_at=None)
    rows = drivers.select_related("volunteer__person__municipality")
    return get_object_or_404(rows, volunteer__person=person_id)


def may_see_rider(request: ScopedRequest, leg: Leg) -> bool:
    """Tell whether the rider is one of the office's own: a car may have others' riders too."""
    ride = leg.request
    return request.scope.covers(ride.rider.municipality_id, ride.association_id)


def name_for(request: ScopedRequest) -> Callable[[Leg], str]:
    """Return what calls a rider by name, or another office's rider just that."""
    return lambda leg: (
        str(leg.request.rider) if may_see_rider(request, leg) else _("a rider of another office")
    )


def seen_of(run: Run) -> str:
    """Return what a form about `run` or its claim carries along: the newest thing that happened to either."""
    entries = Q(subject=RUN.name, subject_id=run.pk)
    claims = ExpenseClaim.objects.filter(run=run).values("pk")
    entries |= Q(subject=EXPENSE_CLAIM.name, subject_id__in=claims)
    newest = AuditEntry.objects.filter(entries).order_by("-pk").values_list("pk", flat=True)
    return str(newest.first() or 0)


@contextmanager
def unchanged(request: ScopedRequest, run: Run) -> Iterator[None]:
    """Run one change of `run` or its claim; raise `ConflictError` when the page was out of date."""
    seen = request.POST.get("seen")
    try:
        with transaction.atomic():
            Run.objects.select_for_update().get(pk=run.pk)
            if seen is not None and seen != seen_of(run):
                raise ConflictError
            yield
    except (ConcurrentMoveError, IllegalMoveError) as error:
        raise ConflictError from error
