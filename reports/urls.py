"""Addresses of what has been published of counts. No address holds anything personal."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from reports.api import views as api
from reports.views import overview, period, printing

_api = [
    path("", api.CountsListView.as_view(), name="api_counts"),
    path("<slug:period>/", api.CountsPeriodView.as_view(), name="api_counts_period"),
    path(
        "<slug:period>/<slug:name>.<slug:extension>",
        api.TableFileView.as_view(),
        name="counts_table_file",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("counts/", overview.counts, name="counts"),
    # The pages with a name of their own stand before those of a period.
    path("counts/", include("reports.about_urls")),
    path("counts/<slug:period>/", period.counts_period, name="counts_period"),
    path("counts/<slug:period>/print/", printing.counts_print, name="counts_print"),
    path("api/", include([path("counts/", include(_api))])),
]
