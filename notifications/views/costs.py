"""What texts cost, month by month, for administrators; and the word that a cap comes near."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.actors import staff
from directory.middleware import ScopedRequest
from directory.models import Municipality
from directory.scope import Scope
from directory.views.sections import everywhere, within
from notifications.gateways.registry import gateways
from notifications.models import CapNotice, GatewayPrice
from notifications.rules.caps import month_after, month_of
from notifications.services.costs import costs_of, see


def costs(request: ScopedRequest) -> HttpResponse:
    """Show what the texts of one month cost each municipality that this administrator sets up."""
    if not request.scope.administers:
        raise PermissionDenied
    this_month = month_of(timezone.now())
    month = _asked_month(request, this_month)
    towns = Municipality.objects.filter(within(request.scope, municipality="pk"))
    rows = costs_of(month, list(towns), strangers=everywhere(request.scope))
    context: dict[str, Any] = {
        "month": month,
        "before": month_of_day_before(month),
        "after": month_after(month) if month < this_month else None,
        "rows": rows,
        "total": sum(row.euros for row in rows),
        "parts": sum(row.parts for row in rows),
        "unpriced": _unpriced(),
    }
    return render(request, "notifications/costs.html", context)


def month_of_day_before(month: date) -> date:
    """Return the first day of the month before `month`."""
    return (month - timedelta(days=1)).replace(day=1)


def _asked_month(request: ScopedRequest, otherwise: date) -> date:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return otherwise


def _unpriced() -> list[str]:
    """Return the gateways in use that have no price; the demo phones cost nothing."""
    priced = set(GatewayPrice.objects.values_list("gateway", flat=True))
    return [g.name for g in gateways() if g.name not in priced and g.name != "demo"]


def open_notices(scope: Scope) -> "QuerySet[CapNotice]":
    """Return the notices that nobody has read of what this administrator sets up."""
    notices = CapNotice.objects.filter(within(scope, municipality="municipality"), seen_at=None)
    return notices.select_related("municipality")


@require_POST
def notice_seen(request: ScopedRequest, notice_id: int) -> HttpResponse:
    """Take one notice off the Today page."""
    if not request.scope.administers:
        raise PermissionDenied
    notice = get_object_or_404(open_notices(request.scope), pk=notice_id)
    see(notice, by=staff(request.user.pk), now=timezone.now())
    return redirect("today")
