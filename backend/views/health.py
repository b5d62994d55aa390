"""For the machine that watches us: is the process up, is it able to serve, and does the worker run."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from notifications.gateways.base import GatewaySettingsError
from notifications.gateways.registry import gateways
from notifications.services.heartbeat import PATIENCE, last_beat, oldest_due
from rings.services.showing.lateness import behind

Found = dict[str, str | int | None]


@never_cache
@login_not_required
def live(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process lives; asks nothing of the database."""
    return JsonResponse({"process": "ok"})


@never_cache
@login_not_required
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, has every migration and the gateways are set up; else 503 and why."""
    checks: dict[str, Callable[[], str]] = {"migrations": _migrations, "gateways": _gateways}
    found: Found = {"database": "ok"}
    try:
        found |= {name: check() for name, check in checks.items()}
    except DatabaseError:
        found = {"database": "no answer", **dict.fromkeys(checks, "unknown")}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "waiting" if waiting else "ok"


def _gateways() -> str:
    try:
        return "ok" if gateways() else "none"
    except (GatewaySettingsError, ImportError):
        return "not set up"


@never_cache
@login_not_required
def worker(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the clock ticks and nothing has waited long for it; else 503. Ages are in seconds.

    `last_tick_seconds` is null when no tick has ever ended. `oldest_message_seconds` is how long the oldest due
    text has waited for the sender, `oldest_due_seconds` the oldest of all: calls, texts, and replies not yet read.
    """
    try:
        found = _worker(timezone.now())
    except DatabaseError:
        found = {"worker": "unknown"}
    return JsonResponse(found, status=200 if found["worker"] == "ok" else 503)


def _worker(now: datetime) -> Found:
    beat = last_beat()
    ages: dict[str, timedelta | None] = {
        "last_tick_seconds": now - beat.at if beat and beat.ticks else None,
        "oldest_message_seconds": oldest_due(now),
        "oldest_due_seconds": behind(now),
    }
    is_late = any(age is None or age > PATIENCE for age in ages.values())
    found: Found = {
        name: None if age is None else int(age.total_seconds()) for name, age in ages.items()
    }
    limit = int(PATIENCE.total_seconds())
    return {"worker": "late" if is_late else "ok", "limit_seconds": limit, **found}
