"""The replies that a person must read, and those that Rinki read itself, to be put right."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from directory.actors import staff
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from notifications.confidential import hidden_from
from notifications.models import Inbound, Prompt
from notifications.services import queue as replies_queue
from notifications.services.candidates import answerable, prompts_on
from notifications.wishes import Wish, wish_called, wish_in
from people.models import Person
from people.services.access import log_residents_seen

LATELY = timedelta(hours=24)
SHOWN = 50

Intent = Inbound.Intent
ABOUT_A_DUTY = (Intent.DONE, Intent.NO_ANSWER, Intent.CANNOT, Intent.CONCERN)
ABOUT_AN_OFFER = (Intent.ACCEPT, Intent.DECLINE)
LIKELY = {
    "morning_checkin": (Intent.DONE, Intent.CONCERN),
    "substitute_offer": ABOUT_AN_OFFER,
    "gig_offer": ABOUT_AN_OFFER,
    "ride_offer": ABOUT_AN_OFFER,
    "ring_invite": ABOUT_AN_OFFER,
    "ride_confirm": ABOUT_AN_OFFER,
    "ride_driver_reminder": (Intent.ACCEPT, Intent.CANNOT),
}
BECAUSE: dict[str, str | Promise] = {
    "concern": gettext_lazy("May be a worry about somebody's wellbeing"),
    "help": gettext_lazy("Asks for help"),
    "stop": gettext_lazy("Wants no more messages: please phone"),
    "start": gettext_lazy("Wants messages again"),
    "unclear": gettext_lazy("Rinki is not sure what this means"),
    "unread_words": gettext_lazy("Done as it says, but please read the words"),
    "partly_unclear": gettext_lazy("Rinki understood only a part of this"),
    "several_people": gettext_lazy("Several people use this phone: whose answer is it?"),
    "same_name": gettext_lazy("Two people have this name: which one is meant?"),
    "not_asked": gettext_lazy("Nothing was asked"),
    "another_day": gettext_lazy("Says how something went whose day is still to come"),
    "unknown_sender": gettext_lazy("Unknown number"),
    "rider_missing": gettext_lazy("A rider is not ready or not there"),
    "brings_more": gettext_lazy("Somebody or something more comes along on a ride"),
    "which_ride": gettext_lazy("Cancels a ride, but which one?"),
    "error": gettext_lazy("Rinki could not act on this"),
}


@dataclass(frozen=True)
class Question:
    """One question a reply may answer, with the readings that are likely for it."""

    prompt: Prompt
    readings: tuple[Inbound.Intent, ...]
    say_who: bool


@dataclass(frozen=True)
class Card:
    """One reply as the page shows it."""

    inbound: Inbound
    title: str
    because: str | Promise
    tone: str
    questions: list[Question]
    wish: Wish | None


@require_GET
def queue(request: ScopedRequest) -> HttpResponse:
    """List what waits for a person, worries first, and below what Rinki read itself today."""
    visible = _visible(request)
    waiting = _for(request, visible.filter(state=Inbound.State.QUEUED))
    worries = list(waiting.filter(intent=Intent.CONCERN).order_by("due_at")[:SHOWN])
    others = list(waiting.exclude(intent=Intent.CONCERN).order_by("due_at")[:SHOWN])
    since = timezone.now() - LATELY
    lately = _for(request, visible.filter(state=Inbound.State.HANDLED, received_at__gte=since))
    context = {
        "cards": _cards(worries + others),
        "lately": _cards(list(lately.order_by("-received_at")[:SHOWN])),
    }
    shown = {inbound.person for inbound in worries + others if inbound.person}
    log_residents_seen(request.user, shown, "reply", timezone.now())
    return render(request, "notifications/replies.html", context)


@require_POST
def close_reply(request: ScopedRequest, inbound_id: int) -> HttpResponse:
    """Close a reply, acting on the reading that was chosen, if one was."""
    inbound = get_object_or_404(_for(request, _visible(request).filter(pk=inbound_id)))
    intent = request.POST.get("intent", "")
    possible = _prompts(inbound, prompts_on([inbound.sender], inbound.received_at))
    prompt = next((p for p in possible if str(p.pk) == request.POST.get("prompt")), None)
    if intent and (intent not in Intent.values or (prompt or inbound.prompt) is None):
        raise PermissionDenied
    by = staff(request.user.pk, on_behalf_of=inbound.person_id)
    try:
        replies_queue.close(inbound, by=by, now=timezone.now(), intent=intent, prompt=prompt)
    except (ConcurrentMoveError, IllegalMoveError):
        messages.warning(request, _("Somebody else has already closed this reply."))
    else:
        messages.success(request, _("The reply is closed."))
    return redirect("replies")


def _visible(request: ScopedRequest) -> QuerySet[Inbound]:
    """Return the replies this member of staff may read: of their own people, and of nobody known."""
    if not request.scope.works:
        raise PermissionDenied
    mine = Person.objects.visible_to(request.scope)
    known = Inbound.objects.select_related("person", "owner", "prompt__message", "prompt__person")
    return known.prefetch_related("prompt__items").filter(
        Q(person__isnull=True) | Q(person__in=mine)
    )


def _for(request: ScopedRequest, inbounds: QuerySet[Inbound]) -> QuerySet[Inbound]:
    """Return those of `inbounds` whose words are for whoever is signed in."""
    ids = list(inbounds.order_by().values_list("pk", flat=True))
    return inbounds.exclude(pk__in=hidden_from(request, "came", ids))


def _cards(inbounds: list[Inbound]) -> list[Card]:
    unsure = [inbound.sender for inbound in inbounds if inbound.prompt is None]
    asked = prompts_on(unsure, min((i.received_at for i in inbounds), default=timezone.now()))
    return [_card(inbound, _prompts(inbound, asked)) for inbound in inbounds]


def _card(inbound: Inbound, prompts: list[Prompt]) -> Card:
    questions = [
        Question(prompt, LIKELY.get(prompt.context, ABOUT_A_DUTY), len(prompts) > 1)
        for prompt in prompts
    ]
    worry = inbound.intent == Intent.CONCERN
    late = inbound.due_at is not None and inbound.due_at <= timezone.now()
    tone = "alarm" if worry or late else "warning"
    wish = wish_in(inbound.body, inbound.received_at)
    asked_for = wish_called(inbound.queued_because)
    because = asked_for.because if asked_for else BECAUSE.get(inbound.queued_because, "")
    return Card(inbound, _title(inbound, prompts), because, tone, questions, wish)


def _title(inbound: Inbound, prompts: list[Prompt]) -> str:
    if inbound.person is not None:
        return str(inbound.person)
    return _("Shared phone") if prompts else _("Unknown number")


def _prompts(inbound: Inbound, asked: dict[str, list[Prompt]]) -> list[Prompt]:
    """Return the question that was answered, or, when that was not clear, all it may have been."""
    if inbound.prompt is not None:
        return [inbound.prompt]
    return answerable(asked.get(inbound.sender, []), inbound)
