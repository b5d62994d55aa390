"""Payment files: made of what is approved, listed, shown, and taken along as tables."""

from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.asked import row_number
from directory.middleware import ScopedRequest
from directory.models import Association
from directory.tables import table_response
from people.errors import RefusedError
from people.views.shared import by, working
from rides.models import ClaimLine, ExpenseClaim, PaymentFile
from rides.services.claims.pay import Payee, pay, payees, vouchers
from rides.services.claims.showing import to_pay, visible_files

PAGE = 25
State = ExpenseClaim.State


@working
def payment_list(request: ScopedRequest) -> HttpResponse:
    """List what waits to be paid, and the files made so far."""
    files = Paginator(visible_files(request.scope), PAGE).get_page(request.GET.get("page"))
    context = {"to_pay": to_pay(request.scope), "page": files}
    return render(request, "rides/after/payments.html", context)


@working
@require_POST
def payment_make(request: ScopedRequest) -> HttpResponse:
    """Put what is approved in one association into a new file."""
    association = get_object_or_404(
        Association, pk=row_number(request.POST.get("association")) or 0
    )
    claims = ExpenseClaim.objects.visible_to(request.scope).filter(state=State.APPROVED)
    try:
        file = pay(association, list(claims), by=by(request), now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("payments")
    messages.success(request, _("The payment file is made. Take it along below."))
    return redirect("payment", file.pk)


@working
def payment_page(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Show what each driver gets by one file."""
    file = _visible(request, file_id)
    found = payees(vouchers(file))
    context = {
        "file": file,
        "payees": found,
        "all": sum(each.cents for each in found),
        "over": sum(each.over for each in found),
        "without": [each.driver for each in found if not each.driver.account],
    }
    return render(request, "rides/after/payment.html", context)


@working
def payment_csv(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Return one row a driver: whom to pay what, on which account."""
    file = _visible(request, file_id)
    head = [
        _("Name"),
        _("Account number (IBAN)"),
        _("Euros"),
        _("Of these above the year's limit"),
        _("Message"),
    ]
    rows = (_payment(file, payee) for payee in payees(vouchers(file)))
    return table_response(f"payment-{file.pk}", head, rows)


@working
def voucher_csv(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Return one row a claim and date: what the books keep, and the Incomes Register asks for."""
    file = _visible(request, file_id)
    head = [
        _("Claim"),
        _("Name"),
        _("Day"),
        _("Kilometres"),
        _("Kilometres of passengers"),
        _("Euros a kilometre"),
        _("Euros a kilometre for each passenger"),
        _("Euros"),
        _("Paid by riders"),
        _("Paid out"),
        _("Of these above the year's limit"),
        _("Beyond the year's days"),
    ]
    return table_response(f"vouchers-{file.pk}", head, map(_voucher, vouchers(file)))


def _visible(request: ScopedRequest, file_id: int) -> PaymentFile:
    return get_object_or_404(visible_files(request.scope), pk=file_id)


def _payment(file: PaymentFile, payee: Payee) -> list[str]:
    claims = ", ".join(str(number) for number in payee.claims)
    message = _("Kilometres, claims %(claims)s, file %(file)s") % {
        "claims": claims,
        "file": file.pk,
    }
    account = payee.driver.account or ""
    return [str(payee.driver), account, _euros(payee.cents), _euros(payee.over), message]


def _voucher(line: ClaimLine) -> list[str]:
    return [
        str(line.claim_id),
        str(line.claim.driver),
        f"{line.day:%d.%m.%Y}",
        _figure(line.km),
        _figure(line.passenger_km),
        _figure(line.rate.per_km),
        _figure(line.rate.per_passenger_km),
        _euros(line.cents),
        _euros(line.shared_cents),
        _euros(line.payable),
        _euros(line.over_cents),
        _("yes") if line.over_days else "",
    ]


def _euros(cents: int) -> str:
    return _figure(Decimal(cents).scaleb(-2))


def _figure(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
