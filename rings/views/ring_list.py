"""The list of rings: what runs, what comes next, and where somebody is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import django_filters
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.middleware import ScopedRequest
from directory.models import Municipality
from rings.forms.members import SELECT
from rings.models import Assignment, Occurrence, Ring
from rings.views.shared import working

PAGE = 25
GAPS_AHEAD = timedelta(days=14)


class RingFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """What the list shows: one state, one kind, one municipality."""

    state = django_filters.ChoiceFilter(
        choices=Ring.State.choices, empty_label=_("All states"), widget=SELECT
    )
    kind = django_filters.ChoiceFilter(
        choices=Ring.Kind.choices, empty_label=_("All kinds"), widget=SELECT
    )
    municipality = django_filters.ModelChoiceFilter(
        queryset=Municipality.objects.all(), empty_label=_("All municipalities"), widget=SELECT
    )

    class Meta:
        model = Ring
        fields = ["state", "kind", "municipality"]


@dataclass(frozen=True)
class RingRow:
    """One ring in the list; `gaps` counts calls of the next two weeks that nobody has."""

    ring: Ring
    next_at: datetime | None
    gaps: int


def rows_of(rings: list[Ring], now: datetime) -> list[RingRow]:
    """Return the rows of one page, in one query whatever the number of rings."""
    taken = Assignment.objects.filter(occurrence=OuterRef("pk"), state__in=Assignment.LIVE)
    ahead = Occurrence.objects.open().filter(ring__in=rings, starts_at__gte=now)
    found: dict[int | None, Mapping[str, Any]] = {
        row["ring"]: row
        for row in ahead.order_by()
        .values("ring")
        .annotate(
            next_at=Min("starts_at"),
            gaps=Count("pk", filter=Q(~Exists(taken), starts_at__lt=now + GAPS_AHEAD)),
        )
    }
    return [_row(ring, found.get(ring.pk, {})) for ring in rings]


def _row(ring: Ring, found: Mapping[str, Any]) -> RingRow:
    return RingRow(ring, found.get("next_at"), found.get("gaps", 0))


def in_order(rings: QuerySet[Ring]) -> QuerySet[Ring]:
    """Return drafts first, since they wait for somebody, then those that run, then the rest."""
    rank = Case(When(state="draft", then=0), When(state="published", then=1), default=2)
    return rings.order_by(rank, "name", "pk")


@working
def ring_list(request: ScopedRequest) -> HttpResponse:
    """Show the rings, drafts first."""
    rings = Ring.objects.visible_to(request.scope).select_related("municipality")
    chosen = RingFilter(request.GET, queryset=in_order(rings))
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(page), timezone.now())
    context = {"filter": chosen, "page": page, "rows": rows}
    return render(request, "rings/list.html", context)
