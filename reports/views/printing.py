"""What a municipality takes along for its wellbeing report: one period on paper, ready to be quoted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.middleware import ScopedRequest
from reports.explained import METHOD, source_of
from reports.services.parts import parts_of
from reports.services.reading import Reader, contents, tables_for
from reports.services.sentences import sentences
from reports.views.shared import published, reads
from reports.words import Labels, period_name


@require_safe
@reads
def counts_print(request: ScopedRequest, reader: Reader, period: str) -> HttpResponse:
    """Show the counts of `period` as a reader may see them, in words and tables."""
    tables, labels = tables_for(reader, periods=[published(period)]), Labels()
    context = {
        "period": period,
        "name": period_name(period),
        "sentences": sentences(tables, reader, labels),
        "parts": parts_of(tables, reader, labels),
        "method": METHOD,
        "method_url": request.build_absolute_uri(reverse("counts_method")),
        "source": source_of(period, contents()[period].published_at),
    }
    return render(request, "reports/print.html", context)
