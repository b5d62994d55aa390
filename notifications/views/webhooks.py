"""Where gateways post: proved first, then stored. A worker is called to read it; the clock would read it too."""

from functools import partial

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils import timezone

from notifications.gateways.base import Gateway
from notifications.gateways.registry import gateway_named
from notifications.models import Message
from notifications.references import message_id_of
from notifications.services.inbound import receive
from notifications.services.status import apply_report
from notifications.services.waking import wake
from notifications.views.posted import posted


@posted("POST")
def inbound(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take in a text. Whoever posts the same again gets the same answer, and nothing happens twice.

    It is only stored here: a gateway that waits too long for its answer gives up, and the reply would be lost.
    """
    carrier = _known(gateway)
    if not carrier.verify(request):
        return HttpResponseForbidden()
    now = timezone.now()
    stored = [receive(carrier.name, sms, now) for sms in carrier.parse_inbound(request)]
    transaction.on_commit(partial(wake, stored, now))
    return carrier.acknowledge()


@posted("GET", "POST")
def status(request: HttpRequest, gateway: str, reference: str = "") -> HttpResponse:
    """Take in what became of one of our texts, named by our own reference: in the address or in the report.

    A report that names no text of ours is acknowledged and left: else the gateway would send it for days.
    """
    carrier = _known(gateway)
    if not carrier.verify(request):
        return HttpResponseForbidden()
    known = Message.objects.select_related("number", "person")
    addressed = get_object_or_404(known, pk=message_id_of(reference)) if reference else None
    now = timezone.now()
    for report in carrier.parse_status(request):
        message = addressed or known.filter(pk=message_id_of(report.reference) or 0).first()
        if message is not None:
            apply_report(message, report, now)
    return carrier.acknowledge()


def _known(name: str) -> Gateway:
    gateway = gateway_named(name)
    if gateway is None:
        raise Http404
    return gateway
