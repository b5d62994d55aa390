"""What is held of a driver: the car, the days, the runs driven and what they cost."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Person
from people.portability import RowReader, worded_row
from rides.machines import EXPENSE_CLAIM
from rides.models import Driver, ExpenseClaim, Run

STILL_TO_PAY = _(
    "Expense claims of this driver are still open. Pay them, or close them, and then erase."
)


def export_driver(person: Person, row: RowReader) -> dict[str, Any] | None:
    """Return the car of `person` and what they have said of single days, or None."""
    driver = Driver.objects.filter(volunteer__person=person).first()
    if driver is None:
        return None
    days = gettext("Driving days") if row is worded_row else "days"
    return row(driver) | {days: [row(day) for day in driver.days.all()]}


def export_runs(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return the runs of `person` without their riders, each with its claim by days."""
    runs = Run.objects.filter(driver__volunteer__person=person).order_by("day", "pk")
    claims = {claim.run_id: claim for claim in _claims(person).prefetch_related("lines")}
    name = gettext("Expense claim") if row is worded_row else "claim"
    return [
        row(run) | ({name: _claim(claims[run.pk], row)} if run.pk in claims else {}) for run in runs
    ]


def erase_driver(person: Person, by: Actor, now: datetime) -> None:
    """Forget the car, the account and the days. Whoever hears that the volunteer has left gives up the runs ahead.

    Raises `RefusedError` while a claim is open: nobody could be paid any more.
    """
    if _claims(person).exclude(state__in=sorted(EXPENSE_CLAIM.terminal)).exists():
        raise RefusedError(STILL_TO_PAY)
    for driver in Driver.objects.filter(volunteer__person=person):
        driver.days.all().delete()
    Driver.objects.filter(volunteer__person=person).update(
        note="", account=None, takes=[], most_km=None, drives=False
    )


def erase_runs(person: Person, by: Actor, now: datetime) -> None:
    """Blank the words about the claims; runs and sums stay without a name (Kirjanpitolaki 2:10 on vouchers)."""
    _claims(person).update(note="")


def _claims(person: Person) -> QuerySet[ExpenseClaim]:
    return ExpenseClaim.objects.filter(driver__volunteer__person=person)


def _claim(claim: ExpenseClaim, row: RowReader) -> list[dict[str, Any]]:
    return [row(claim), *(row(line) for line in claim.lines.all())]
