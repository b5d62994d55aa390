"""A driver's year: runs, kilometres and what they came to, beside the limits; and where the driver is paid."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.asked import FIRST_YEAR, LAST_YEAR, row_number
from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from people.services.access import log_residents_seen
from people.views.shared import CONFLICT, UNPROCESSABLE, by, working
from rides.forms.claims import AccountForm
from rides.models import Driver, ExpenseClaim
from rides.services.claims.account import write_account
from rides.services.claims.limits import watch_of
from rides.services.claims.showing import claims_of_year, rows_of, with_all
from rides.services.claims.watching import words_of
from rides.views.after.shared import visible_driver


@working
def driver_year(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show what a driver drove in a year, and what it came to."""
    driver = visible_driver(request, person_id)
    return _page(request, driver, AccountForm(driver))


@working
@require_POST
def driver_account(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down the account on which a driver is paid."""
    driver = visible_driver(request, person_id)
    form = AccountForm(driver, request.POST)
    if form.is_valid() and save_if_current(form, lambda: _save(request, driver, form)):
        messages.success(request, _("Saved."))
        year = _year(request)
        return redirect(reverse("driver_year", args=[person_id]) + f"?year={year}")
    status = CONFLICT if is_conflict(form) else UNPROCESSABLE
    return _page(request, driver, form, status)


def _save(request: ScopedRequest, driver: Driver, form: AccountForm) -> None:
    account = form.cleaned_data["account"]
    write_account(driver, account, by=by(request), now=timezone.now())


def _year(request: ScopedRequest) -> int:
    asked = row_number(request.GET.get("year"))
    is_one = asked is not None and FIRST_YEAR <= asked <= LAST_YEAR
    return asked if asked is not None and is_one else timezone.localdate().year


def _page(
    request: ScopedRequest, driver: Driver, form: AccountForm, status: int = 200
) -> HttpResponse:
    year = _year(request)
    rows = rows_of(with_all(claims_of_year(request.scope, driver, year)))
    counted = [row for row in rows if row.claim.state != ExpenseClaim.State.DROPPED]
    found = watch_of(driver, year)
    log_residents_seen(request.user, [driver.person], "driver's year", timezone.now())
    context = {
        "driver": driver,
        "person": driver.person,
        "form": form,
        "year": year,
        "year_text": str(year),
        "rows": rows,
        "km": sum(row.km for row in rows),
        "passengers": sum(row.passengers for row in rows),
        "payable": sum(row.payable for row in counted),
        "watch": found,
        "warnings": words_of(found, driver, year) if found else [],
    }
    return render(request, "rides/after/year.html", context, status=status)
