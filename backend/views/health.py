"""For the machine that watches us: is the process up, and is it able to serve."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
@login_not_required
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process lives; asks nothing of the database."""
    return JsonResponse({"process": "ok"})


@never_cache
@login_not_required
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and has every migration, else 503 and what is missing."""
    found = {"database": "ok", "migrations": "ok"}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            found["migrations"] = "waiting"
    except DatabaseError:
        found = {"database": "no answer", "migrations": "unknown"}
    ready = all(value == "ok" for value in found.values())
    return JsonResponse(found, status=200 if ready else 503)
