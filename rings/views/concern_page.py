"""The page of one worry. Only its readers see the words; every look is logged."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Contact, Person
from people.services.access import log_view
from rings.models import Concern
from rings.services.concerns.diary import diary, newest_entry
from rings.services.concerns.hearing import may_be_about
from rings.views.concern_acts import ACTS, Act
from rings.views.concerns import visible_concerns
from rings.views.conflict import ConflictError
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working


@working
def concern_page(request: ScopedRequest, concern_id: int) -> HttpResponse:
    """Show one worry: its words only to its readers, to an administrator who has it and by when."""
    return _page(request, concern_id)


@working
@require_POST
def concern_act(request: ScopedRequest, concern_id: int, act: str) -> HttpResponse:
    """Do one thing about a worry, as its page offers it."""
    concern, chosen = _chosen(request, concern_id, act)
    form = chosen.form(concern, request.POST)
    if not form.is_valid():
        return _page(request, concern_id, UNPROCESSABLE, forms={act: form})
    try:
        _do(request, concern, chosen, form.cleaned_data)
    except ConflictError:
        return _page(request, concern_id, CONFLICT, forms={act: form}, conflict=True)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, concern_id, UNPROCESSABLE, forms={act: form})
    messages.success(request, str(chosen.done))
    still_mine = visible_concerns(request).filter(pk=concern_id).exists()
    return redirect("concern", concern_id) if still_mine else redirect("concerns")


def _chosen(request: ScopedRequest, concern_id: int, act: str) -> tuple[Concern, Act]:
    """Return the worry and what is to be done, or answer 404 when there is no such thing for this reader."""
    concern = get_object_or_404(visible_concerns(request), pk=concern_id)
    chosen = ACTS.get(act)
    if chosen is None or not (chosen.without_words or _may_read(request, concern)):
        raise Http404
    return concern, chosen


def _numbers(person: Person | None) -> list[str]:
    rows = person.numbers.select_related("number") if person else []
    return [row.number.e164 for row in rows]


def _may_read(request: ScopedRequest, concern: Concern) -> bool:
    mine = Concern.objects.readable_by(request.user, request.scope)
    return mine.filter(pk=concern.pk).exists()


def _do(request: ScopedRequest, concern: Concern, chosen: Act, said: dict[str, Any]) -> None:
    """Do it, unless the worry has moved on since the page was shown."""
    try:
        with transaction.atomic():
            Concern.objects.select_for_update().get(pk=concern.pk)
            if request.POST.get("seen") != str(newest_entry(concern)):
                raise ConflictError
            chosen.do(concern, said, by(request), timezone.now())
    except (ConcurrentMoveError, IllegalMoveError) as error:
        raise ConflictError from error


def _page(request: ScopedRequest, concern_id: int, status: int = 200, **more: Any) -> HttpResponse:
    concern = get_object_or_404(visible_concerns(request), pk=concern_id)
    may_read = _may_read(request, concern)
    what = "concern" if may_read else "concern, without the words"
    log_view(request.user, concern.person, what, timezone.now())
    offered = {
        name: one.form(concern, None)
        for name, one in ACTS.items()
        if concern.is_open and (may_read or one.without_words)
    }
    context = {
        "concern": concern,
        "may_read": may_read,
        "is_mine": concern.owner_id == request.user.pk,
        "is_unclear": bool(concern.inbound_id) and concern.person_id == concern.raised_by_id,
        "person_numbers": _numbers(concern.person) if may_read else [],
        "teller_numbers": _numbers(concern.raised_by) if may_read else [],
        "contacts": Contact.objects.filter(resident__person=concern.person) if may_read else [],
        "others": may_be_about(concern) if may_read and concern.is_open else [],
        "diary": diary(concern, with_words=may_read),
        "readers": list(concern.readers.all()) if may_read else [],
        "seen": newest_entry(concern),
        "now": timezone.now(),
        "conflict": more.get("conflict", False),
        "forms": offered | more.get("forms", {}),
    }
    return render(request, "rings/concerns/page.html", context, status=status)
