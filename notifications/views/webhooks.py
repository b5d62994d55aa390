"""Where gateways post: proved first, stored, then acted on."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifications.gateways.base import Gateway
from notifications.gateways.registry import gateway_named
from notifications.models import Message
from notifications.references import message_id_of
from notifications.services.inbound import process_safely, receive
from notifications.services.status import apply_report


@csrf_exempt
@login_not_required
@require_POST
def inbound(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take in a text. Whoever posts the same again gets the same answer, and nothing happens twice."""
    carrier = _known(gateway)
    if not carrier.verify(request):
        return HttpResponseForbidden()
    now = timezone.now()
    for sms in carrier.parse_inbound(request):
        stored = receive(carrier.name, sms, now)
        process_safely(stored.pk, now)
    return carrier.acknowledge()


@csrf_exempt
@login_not_required
@require_POST
def status(request: HttpRequest, gateway: str, reference: str) -> HttpResponse:
    """Take in what became of one of our texts, named by our own reference in the address."""
    carrier = _known(gateway)
    if not carrier.verify(request):
        return HttpResponseForbidden()
    known = Message.objects.select_related("number", "person")
    message = get_object_or_404(known, pk=message_id_of(reference))
    now = timezone.now()
    for report in carrier.parse_status(request):
        apply_report(message, report, now)
    return carrier.acknowledge()


def _known(name: str) -> Gateway:
    gateway = gateway_named(name)
    if gateway is None:
        raise Http404
    return gateway
