"""Operations, for administrators: the clock, the queue and each gateway; and a test text to oneself."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.actors import staff
from directory.middleware import ScopedRequest
from notifications.gateways.registry import gateway_named
from notifications.models import Message, StageFailure
from notifications.rules.undelivered import why
from notifications.services.heartbeat import PATIENCE, TO_GO, last_beat, oldest_due
from notifications.services.numbers import staff_number
from notifications.services.operations import standings
from notifications.services.outbox import NoTextChannelError
from notifications.services.tally import A_DAY, waiting
from notifications.services.trial import TEST, BusyError, send_test

TESTS = 5


def operations(request: ScopedRequest) -> HttpResponse:
    """Show how texts go at this moment."""
    if not request.scope.administers:
        raise PermissionDenied
    now = timezone.now()
    context: dict[str, Any] = {
        "now": now,
        **_clock(now),
        **_queue(now),
        "gateways": standings(now),
        "database": connection.display_name,
        "queue_in_redis": bool(settings.REDIS_URL),
        "has_telephone": staff_number(request.user) is not None,
        "tests": _tests(now),
    }
    return render(request, "notifications/operations.html", context)


def _clock(now: datetime) -> dict[str, Any]:
    beat = last_beat()
    ticks = beat is not None and beat.ticks > 0
    return {
        "beat": beat if ticks else None,
        "clock_is_well": beat is not None and ticks and now - beat.at <= PATIENCE,
        "failures": StageFailure.objects.filter(last_at__gt=now - A_DAY),
    }


def _queue(now: datetime) -> dict[str, Any]:
    counts = waiting(now)
    queue = [(state.label, counts[state][0]) for state in TO_GO]
    oldest = oldest_due(now)
    return {"queue": queue, "oldest": timesince(now - oldest, now), "is_late": oldest > PATIENCE}


def _tests(now: datetime) -> list[Message]:
    lately = Message.objects.filter(purpose=TEST, created_at__gt=now - A_DAY)
    return list(lately.order_by("-created_at", "-pk")[:TESTS])


@require_POST
def test_text(request: ScopedRequest) -> HttpResponse:
    """Send a test text to whoever is signed in, through the gateway they chose."""
    if not request.scope.administers:
        raise PermissionDenied
    gateway = gateway_named(request.POST.get("gateway", ""))
    if gateway is None:
        messages.error(request, _("Choose a gateway first."))
        return redirect("operations")
    by, now = staff(request.user.pk), timezone.now()
    try:
        _say(request, send_test(request.user, gateway, by=by, now=now))
    except NoTextChannelError:
        messages.error(
            request, _("Your telephone takes no texts. Give another in your own account.")
        )
    except BusyError:
        busy = _("A text to your telephone is on its way already. Try again in a minute.")
        messages.warning(request, busy)
    return redirect("operations")


def _say(request: ScopedRequest, message: Message) -> None:
    match message.state:
        case Message.State.DELIVERED:
            messages.success(request, _("The test text has arrived."))
        case Message.State.ACCEPTED | Message.State.SENT:
            taken = _("The gateway has taken the test text. It should reach you in a minute.")
            messages.success(request, taken)
        case Message.State.SENDING:
            lost = _("The answer of the gateway was lost. Rinki asks it again in a moment.")
            messages.warning(request, lost)
        case _:
            reason = str(why(message.state, message.error))
            failed = _("The test text did not go. %(reason)s") % {"reason": reason}
            messages.error(request, failed)
