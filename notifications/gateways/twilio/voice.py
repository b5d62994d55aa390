"""Answering a call through Twilio: its official TwiML, one question, one key."""

from django.http import HttpRequest, HttpResponse
from twilio.twiml.voice_response import Gather, VoiceResponse

from notifications.gateways.base import VoiceCall
from notifications.texts.voice import LANGUAGE_TAGS

SECONDS_FOR_A_KEY = 8


def parse_call(request: HttpRequest) -> VoiceCall | None:
    """Read the call of a verified request; None when it has no id."""
    fields = request.POST
    if not fields.get("CallSid"):
        return None
    return VoiceCall(fields["CallSid"], fields.get("From", ""), fields.get("Digits", "")[:1])


def ask_for_key(question: str, otherwise: str, language: str) -> HttpResponse:
    """Say `question` twice, each time waiting for one key, which comes back to the same address."""
    answer = VoiceResponse()
    for _time in range(2):
        gather = Gather(num_digits=1, timeout=SECONDS_FOR_A_KEY, method="POST")
        gather.say(question, language=LANGUAGE_TAGS[language])
        answer.append(gather)
    answer.say(otherwise, language=LANGUAGE_TAGS[language])
    return _twiml(answer)


def say(sentence: str, language: str) -> HttpResponse:
    """Say `sentence` and hang up."""
    answer = VoiceResponse()
    answer.say(sentence, language=LANGUAGE_TAGS[language])
    answer.hangup()
    return _twiml(answer)


def _twiml(answer: VoiceResponse) -> HttpResponse:
    return HttpResponse(str(answer), content_type="text/xml")
