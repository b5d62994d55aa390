"""The demo phones: a page where one answers as the volunteer or the resident. Never leaves the machine."""

from uuid import uuid4

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from notifications.gateways.base import InboundSms
from notifications.gateways.registry import gateway_named, gateways
from notifications.models import Inbound, Prompt
from notifications.reading.keypad import ALL_WELL, CALL_ME
from notifications.services.inbound import process_safely, receive
from notifications.services.sender import send_due
from notifications.services.threads import threads_on
from people.models import Person, PhoneNumber, Resident

PHONES_A_PAGE = 12
SHORT_THREAD = 4
LONG_THREAD = 60


class AnswerForm(forms.Form):
    """What the person writes. An empty text is one too: people send them."""

    body = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def has_demo_phones(request: ScopedRequest) -> bool:
    """Tell whether this member of staff may use the demo phones, and whether there are any."""
    return request.scope.works and gateway_named("demo") is not None


def row(request: ScopedRequest) -> HttpResponse:
    """Show the phones that have something to read, those with an open question first."""
    page = Paginator(_phones(request), PHONES_A_PAGE).get_page(request.GET.get("page"))
    threads = threads_on([phone.e164 for phone in page], limit=SHORT_THREAD, only_sent=True)
    phones = [(phone, threads.get(phone.e164, [])) for phone in page]
    context = {"page": page, "phones": phones, "form": AnswerForm()}
    return render(request, "notifications/phones.html", context)


def one(request: ScopedRequest, number_id: int) -> HttpResponse:
    """Show one phone with its whole thread; a POST answers as its holder."""
    phone = get_object_or_404(_phones(request), pk=number_id)
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, auto_id=f"%s-{phone.pk}")
    if form.is_valid():
        return _answer(request, phone, form.cleaned_data["body"])
    threads = threads_on([phone.e164], limit=LONG_THREAD, only_sent=True)
    context = {"phone": phone, "bubbles": threads.get(phone.e164, []), "form": form}
    status = 422 if form.errors else 200
    return render(request, "notifications/phone.html", context, status=status)


@require_POST
def press(request: ScopedRequest, number_id: int) -> HttpResponse:
    """Ring the service from this phone and press a key: 1 all is well, 3 please ring me."""
    phone = get_object_or_404(_phones(request), pk=number_id)
    key = request.POST.get("key", "")
    if key not in {ALL_WELL, CALL_ME}:
        raise Http404
    return _answer(request, phone, key, Inbound.Channel.KEYPAD)


def _answer(
    request: HttpRequest, phone: PhoneNumber, body: str, channel: str = Inbound.Channel.SMS
) -> HttpResponse:
    now = timezone.now()
    sms = InboundSms(f"demo-{uuid4()}", phone.e164, "", body)
    process_safely(receive("demo", sms, now, channel).pk, now)
    if all(gateway.name == "demo" for gateway in gateways()):
        # Nothing leaves the machine, so the automatic answer can be shown at once.
        send_due(now)
    return redirect("phones") if request.POST.get("from") == "row" else redirect("phone", phone.pk)


def _phones(request: ScopedRequest) -> QuerySet[PhoneNumber]:
    if not has_demo_phones(request):
        raise Http404
    asked = Prompt.objects.filter(number=OuterRef("pk"), state=Prompt.State.OPEN)
    mine = Person.objects.visible_to(request.scope)
    return (
        PhoneNumber.objects.filter(holders__person__in=mine)
        .annotate(
            last=Max("messages__created_at"),
            is_asked=Exists(asked),
            is_residents=Exists(Resident.objects.filter(person__numbers__number=OuterRef("pk"))),
        )
        .filter(last__isnull=False)
        .prefetch_related("holders__person")
        .order_by("-is_asked", "-last", "pk")
    )
