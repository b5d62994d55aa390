"""Texts that did not arrive: why, and what can be done about each. Of one's own people only."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from directory.actors import Actor, staff
from directory.middleware import ScopedRequest
from directory.views.sections import everywhere
from notifications.confidential import hidden_from
from notifications.models import Message, PhoneInstead
from notifications.rules.undelivered import may_be_over, may_go_again, why
from notifications.services import undelivered as service
from people.models import Person
from people.services.access import log_residents_seen

PAGE = 25
ON_TODAY = 6


@dataclass(frozen=True)
class Row:
    """One text as the page shows it; `call` is whom to phone instead, when somebody has asked for that."""

    message: Message
    why: str | Promise
    tone: str
    call: PhoneInstead | None
    went_again: bool
    may_go_again: bool


@require_GET
def undelivered(request: ScopedRequest) -> HttpResponse:
    """List the texts of the last 14 days that did not arrive, newest first."""
    now = timezone.now()
    page = Paginator(_mine(request, service.undelivered(now)), PAGE).get_page(
        request.GET.get("page")
    )
    seen = [message.person for message in page if message.person]
    log_residents_seen(request.user, seen, "text", now)
    context = {
        "page": page,
        "rows": [_row(message, now) for message in page],
        "together": _together(request, now),
    }
    return render(request, "notifications/undelivered.html", context)


def _mine(request: ScopedRequest, lost: QuerySet[Message]) -> QuerySet[Message]:
    """Return those of `lost` that this member of staff may see: of their people, in words that are for them.

    Texts to colleagues and to unknown numbers are for whoever administers everything.
    """
    if not request.scope.works:
        raise PermissionDenied
    whose = Q(person__in=Person.objects.visible_to(request.scope))
    if everywhere(request.scope):
        whose |= Q(person=None)
    lost = lost.filter(whose)
    hidden = hidden_from(request, "sent", list(lost.values_list("pk", flat=True)))
    return lost.exclude(pk__in=hidden).select_related("person", "number", "phone_instead__done_by")


def _row(message: Message, now: datetime) -> Row:
    again = bool(getattr(message, "went_again", False))
    call = getattr(message, "phone_instead", None)
    settled = again or (call is not None and call.done_at is not None)
    possible = message.person_id is not None and bool(message.body)
    return Row(
        message=message,
        why=why(message.state, message.error),
        tone="quiet" if settled else "alarm",
        call=call,
        went_again=again,
        may_go_again=possible
        and not again
        and call is None
        and may_go_again(message.state, message.created_at, now),
    )


def _together(request: ScopedRequest, now: datetime) -> list[Message]:
    """Return what may go again in one go, the oldest first: it surely did not go, and what kept it may be over."""
    return [
        message
        for message in _mine(request, service.unminded_today(now))
        if _row(message, now).may_go_again and may_be_over(message.error)
    ]


def for_today(request: ScopedRequest, now: datetime) -> tuple[list[Row], int]:
    """Return whom to phone in place of a text, the oldest first, and how many lost texts of today nobody minds."""
    unsettled = service.unsettled(now)
    if not unsettled:
        return [], 0
    mine = _mine(request, service.undelivered(now).filter(pk__in=unsettled))
    to_phone = mine.filter(phone_instead__isnull=False).order_by("phone_instead__asked_at", "pk")
    rows = [_row(message, now) for message in to_phone[:ON_TODAY]]
    return rows, mine.filter(phone_instead=None).count()


@require_POST
def send_again(request: ScopedRequest, message_id: int) -> HttpResponse:
    """Send the text once more, where it surely did not go."""
    message, by, now = _asked(request, message_id)
    try:
        service.send_again(message, by=by, now=now)
    except service.NotAgainError as refusal:
        messages.warning(request, str(refusal.reason))
    else:
        messages.success(request, _("The text goes again within a minute."))
    return redirect("undelivered")


@require_POST
def send_all_again(request: ScopedRequest) -> HttpResponse:
    """Send again all that could go when the page was opened: up to `newest`, for no later one was seen."""
    now = timezone.now()
    try:
        seen = int(request.POST.get("newest", ""))
    except ValueError:  # not a number of ours, or one too long to be any
        seen = 0
    lost = [message for message in _together(request, now) if message.pk <= seen]
    going = service.send_each_again(lost, user_id=request.user.pk, now=now)
    if going:
        words = ngettext(
            "%(count)s text goes again within a minute.",
            "%(count)s texts go again within a minute.",
            going,
        )
        messages.success(request, words % {"count": going})
    if going < len(lost) or not lost:
        messages.warning(request, _("What is left can be looked at one by one."))
    return redirect("undelivered")


@require_POST
def phone_instead(request: ScopedRequest, message_id: int) -> HttpResponse:
    """Put the call on Today."""
    message, by, now = _asked(request, message_id)
    if service.phone_instead(message, by=by, now=now):
        messages.success(request, _("The call is on the Today page."))
    else:
        messages.warning(request, _("Somebody has done this already."))
    return redirect("undelivered")


@require_POST
def phoned(request: ScopedRequest, message_id: int) -> HttpResponse:
    """Note that the call was made; back to where it was pressed."""
    message, by, now = _asked(request, message_id)
    if service.phoned(message, by=by, now=now):
        messages.success(request, _("The call is noted."))
    else:
        messages.warning(request, _("Somebody has done this already."))
    return redirect("today" if request.POST.get("from") == "today" else "undelivered")


def _asked(request: ScopedRequest, message_id: int) -> tuple[Message, Actor, datetime]:
    now = timezone.now()
    message = get_object_or_404(_mine(request, service.undelivered(now).filter(pk=message_id)))
    return message, staff(request.user.pk, on_behalf_of=message.person_id), now
