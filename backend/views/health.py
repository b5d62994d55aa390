"""For the machine that watches us: is the process up, and is it able to serve."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from rings.services.showing.lateness import STANDSTILL, behind


@never_cache
@login_not_required
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process lives; asks nothing of the database."""
    return JsonResponse({"process": "ok"})


@never_cache
@login_not_required
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, has every migration and the clock keeps up; else 503 and why.

    `oldest_due_seconds` is how long the oldest due thing has waited for the clock.
    """
    found: dict[str, str | int] = {"database": "ok", "migrations": "ok", "clock": "unknown"}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            found["migrations"] = "waiting"
        else:
            found |= _clock(timezone.now())
    except DatabaseError:
        found |= {"database": "no answer", "migrations": "unknown"}
    ready = all(found[part] == "ok" for part in ("database", "migrations", "clock"))
    return JsonResponse(found, status=200 if ready else 503)


def _clock(now: datetime) -> dict[str, str | int]:
    waited = behind(now)
    return {
        "clock": "late" if waited > STANDSTILL else "ok",
        "oldest_due_seconds": int(waited.total_seconds()),
    }
