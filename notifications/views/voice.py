"""Somebody rings the service and presses a key: all is well, or please ring me. Stored before it is acted on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone

from directory.services.offices import office_of
from notifications.gateways.base import Answers, InboundSms, VoiceCall
from notifications.gateways.registry import gateway_named
from notifications.models import Inbound
from notifications.reading.keypad import ALL_WELL, CALL_ME
from notifications.services.inbound import process_safely, receive
from notifications.texts.voice import spoken
from notifications.views.posted import posted
from people.models import Person


@posted("POST")
def call(request: HttpRequest, gateway: str) -> HttpResponse:
    """Answer a call: ask for a key, or act on the key pressed. The same call tells the same thing once."""
    carrier = gateway_named(gateway)
    if not isinstance(carrier, Answers):
        raise Http404
    if not carrier.verify(request):
        return HttpResponseForbidden()
    step = carrier.parse_call(request)
    if step is None:
        raise Http404
    person = Person.objects.filter(numbers__number__e164=step.caller).first()
    language = person.language if person else "fi"
    values = _office_values(person)
    if person is None:
        return carrier.say(spoken("unknown", language, values), language)
    if step.key in {ALL_WELL, CALL_ME}:
        return carrier.say(spoken(_heard(carrier.name, step), language, values), language)
    question, otherwise = (spoken(name, language, values) for name in ("ask", "no_key"))
    return carrier.ask_for_key(question, otherwise, language)


def _heard(gateway: str, step: VoiceCall) -> str:
    """Store the key and act on it; return what the caller is told."""
    now = timezone.now()
    sms = InboundSms(step.provider_id, step.caller, "", step.key)
    stored = receive(gateway, sms, now, Inbound.Channel.KEYPAD)
    process_safely(stored.pk, now)
    stored.refresh_from_db()
    if stored.body == CALL_ME:
        return "help"
    return "well" if stored.state == Inbound.State.HANDLED else "heard"


def _office_values(person: Person | None) -> dict[str, str]:
    office = office_of(person.municipality if person else None)
    if office is None:
        return {"office": "Rinki", "help_phone": ""}
    return {"office": office.short_name, "help_phone": office.phone}
