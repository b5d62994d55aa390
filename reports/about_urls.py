"""Addresses of what stands around the counts: targets, definitions, method, log, and the funder's report."""

from django.urls import path

from reports.views import about, funder, targets

urlpatterns = [
    path("targets/", targets.targets, name="counts_targets"),
    path("definitions/", about.definitions, name="counts_definitions"),
    path("method/", about.method, name="counts_method"),
    path("log/", about.log, name="counts_log"),
    path("funder/", funder.funder, name="counts_funder"),
    path("funder/file/", funder.funder_csv, name="counts_funder_file"),
]
