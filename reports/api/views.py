"""GET, and nothing else: which tables there are, and each of them whole. No filter is ever answered."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.tables import table_response
from reports.api.documents import Document, document_of, head, plain, rows
from reports.api.workbook import MEDIA_TYPE, workbook
from reports.services.reading import Contents, Reader, contents, reader_of, table_for, tables_for
from reports.words import TABLES, Labels, period_name
from rings.api.views import scope_in


class CountsView(APIView):
    """What all three share: who reads, and that an address is the whole question."""

    http_method_names = ["get", "head"]
    reader: Reader

    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,  # as DRF calls it
    ) -> tuple[BaseRenderer, str]:
        """Take the form that the address names, whatever else the client would rather have."""
        return JSONRenderer(), JSONRenderer.media_type

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 403 to whoever may read no counts, and 400 to a question that filters."""
        super().initial(request, *args, **kwargs)
        reader = reader_of(scope_in(request))
        if reader is None:
            raise PermissionDenied
        if request.query_params:
            raise ValidationError({"detail": _only_whole_tables()})
        self.reader = reader

    def method(self) -> str:
        """Return the address of the page that explains the method."""
        return self.request.build_absolute_uri(reverse("counts_method"))

    def published(self, period: str) -> Contents:
        """Return what was published of `period`, or answer 404."""
        found = contents().get(period)
        if found is None:
            raise Http404
        return found


class CountsListView(CountsView):
    """GET: every published period with the addresses of its tables."""

    def get(self, request: Request) -> Response:
        """Return them, the oldest first."""
        periods = [self._period(each) for each in contents().values()]
        return Response({"periods": periods, "method": self.method()})

    def _period(self, found: Contents) -> dict[str, Any]:
        return {
            "period": found.period,
            "name": period_name(found.period),
            "published_at": found.published_at,
            "tables": [self._table(found.period, name) for name in found.names],
        }

    def _table(self, period: str, name: str) -> dict[str, str]:
        addresses = {
            extension: reverse("counts_table_file", args=[period, name, extension])
            for extension in FORMS
        }
        return {"name": name, "title": str(TABLES.get(name, name))} | {
            extension: self.request.build_absolute_uri(address)
            for extension, address in addresses.items()
        }


class CountsPeriodView(CountsView):
    """GET: all tables of one period, as far as the one who asks may see them."""

    def get(self, request: Request, period: str) -> Response:
        """Return them by name."""
        found, labels = self.published(period), Labels()
        documents = [
            document_of(table, labels, found.published_at, self.method())
            for table in tables_for(self.reader, periods=[period])
        ]
        return Response(
            {
                "period": period,
                "name": period_name(period),
                "published_at": found.published_at,
                "tables": [plain(document) for document in documents],
                "method": self.method(),
            }
        )


class TableFileView(CountsView):
    """GET: one table as JSON, CSV or XLSX."""

    def get(self, request: Request, period: str, name: str, extension: str) -> HttpResponseBase:
        """Return the file; 404 for whatever has not been published, or not in that form."""
        published_at = self.published(period).published_at
        table = table_for(self.reader, period, name)
        if table is None or extension not in FORMS:
            raise Http404
        return FORMS[extension](document_of(table, Labels(), published_at, self.method()))


def _as_json(document: Document) -> HttpResponseBase:
    return Response(plain(document))


def _as_csv(document: Document) -> HttpResponseBase:
    return table_response(document.name, head(document.sheet), rows(document.sheet))


def _as_xlsx(document: Document) -> HttpResponseBase:
    response = HttpResponse(workbook(document), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{document.name}.xlsx"'
    return response


FORMS: Mapping[str, Callable[[Document], HttpResponseBase]] = {
    "json": _as_json,
    "csv": _as_csv,
    "xlsx": _as_xlsx,
}


def _only_whole_tables() -> str:
    return _(
        "Counts are answered as whole tables, without any filter. The tables are: %(names)s."
    ) % {"names": ", ".join(TABLES)}
