"""A wish for no more texts is heard from every gateway alike: each one's own words, stored and read."""

import json
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils.module_loading import import_string

from directory.models import User
from notifications.gateways.android.webhooks import parse_inbound as from_android
from notifications.gateways.base import Capabilities, InboundSms
from notifications.gateways.gammu import GammuGateway
from notifications.gateways.gammu.config import GammuConfig
from notifications.gateways.kannel.webhooks import parse_inbound as from_kannel
from notifications.gateways.twilio.webhooks import parse_inbound as from_twilio
from notifications.models import Inbound, Message
from notifications.services.inbound import process, receive
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from tests.gateways.gammu.modem import SCHEMAS
from tests.gateways.test_complete import NAMES
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call, minutes, state_of

NUMBER, OURS = "+358401230002", "+358401110000"
ONE_WAY = {"console", "email"}
WORDS = [
    "STOP",
    " lopeta. ",
    "Sluta!",
    "stopp",
    "END\n",
    "Quit",
    "unsubscribe",
    "”Stop”",
    "Börja? STOPP",
]
_ids = count(1)


def twilio(body: str, _folder: Path) -> list[InboundSms]:
    """A form."""
    fields = {"MessageSid": f"SM{next(_ids)}", "From": NUMBER, "To": OURS, "Body": body}
    return from_twilio(RequestFactory().post("/", fields))


def kannel(body: str, _folder: Path) -> list[InboundSms]:
    """The bare words, in the alphabet that the phone chose, and the number in a header."""
    headers = {"X-Kannel-From": NUMBER, "X-Kannel-To": OURS, "X-Kannel-Coding": "2"}
    written, kind = body.encode("utf-16-be"), "text/plain; charset=UTF-16BE"
    path = f"/?id=k{next(_ids)}"
    return from_kannel(
        RequestFactory().generic("POST", path, written, content_type=kind, headers=headers)
    )


def android(body: str, _folder: Path) -> list[InboundSms]:
    """JSON."""
    told = {"sender": NUMBER, "message": body, "receivedAt": f"2026-11-23T07:05:{next(_ids):06}"}
    return from_android(
        RequestFactory().post(
            "/",
            json.dumps({"event": "sms:received", "payload": told}),
            content_type="application/json",
        )
    )


def gammu(body: str, folder: Path) -> list[InboundSms]:
    """A row in the daemon's own table."""
    path = folder / f"smsd{next(_ids)}.db"
    with sqlite3.connect(path) as line:
        line.executescript((SCHEMAS / "sqlite.sql").read_text())
        line.execute(
            'INSERT INTO inbox ("Text", "SenderNumber", "UDH", "TextDecoded", "RecipientID")'
            " VALUES ('', ?, '', ?, '')",
            (NUMBER, body),
        )
    line.close()
    return GammuGateway(GammuConfig(f"sqlite:///{path}", number=OURS)).poll(NINE)


def demo(body: str, _folder: Path) -> list[InboundSms]:
    """What the page of the demo phones makes of what was written there."""
    return [InboundSms(f"demo-{next(_ids)}", NUMBER, "", body)]


WAYS: dict[str, Callable[[str, Path], list[InboundSms]]] = {
    way.__name__: way for way in (android, demo, gammu, kannel, twilio)
}


@pytest.fixture(params=sorted(WAYS))
def writes(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str, int], Inbound]:
    """Let somebody write through one of the gateways, so many minutes after nine."""
    name = request.param

    def comes(body: str, at: int) -> Inbound:
        (sms,) = WAYS[name](body, tmp_path)
        return process(receive(name, sms, minutes(at)).pk, minutes(at))

    return comes


def is_stopped() -> bool:
    """Tell whether nothing more goes to the number."""
    return PhoneNumber.objects.get(e164=NUMBER).stopped_at is not None


def test_every_gateway_that_hears_is_tested_here() -> None:
    assert set(WAYS) | ONE_WAY == set(NAMES)
    for name in ONE_WAY:
        gateway = import_string(f"notifications.gateways.{name}.{name.title()}Gateway")
        assert isinstance(gateway.capabilities, Capabilities)
        assert not gateway.capabilities.two_way


@pytest.mark.parametrize("word", WORDS[:-1])
def test_a_stop_ends_all_texts_but_the_one_that_says_so(
    writes: Callable[[str, int], Inbound],
    word: str,
    maija: Person,
    topic: Listening,
    coordinator: User,
) -> None:
    waiting = ask_to_call(maija, AINO, now=minutes(4))
    heard = writes(word, 5)
    assert is_stopped()
    assert (heard.body, heard.intent, heard.owner) == (word, "stop", coordinator)
    assert (heard.state, heard.queued_because) == ("queued", "stop")
    send_due(minutes(5))
    assert (state_of(waiting), waiting.error) == ("failed", "opted_out")
    went = Message.objects.filter(state="delivered")
    assert list(went.values_list("template", "number__e164")) == [("stop_confirmed", NUMBER)]
    assert topic.lost == [waiting.pk]


def test_who_stops_twice_is_told_once_and_who_starts_again_gets_texts(
    writes: Callable[[str, int], Inbound], maija: Person, topic: Listening
) -> None:
    del topic
    writes("STOP", 5)
    writes("LOPETA", 6)
    writes("Kyllä", 7)
    assert is_stopped()
    again = writes("aloita!", 8)
    assert not is_stopped()
    assert (again.state, again.queued_because) == ("queued", "start")
    answers = Message.objects.filter(answers__isnull=False).order_by("pk")
    assert list(answers.values_list("template", flat=True)) == ["stop_confirmed", "start_confirmed"]
    send_due(minutes(9))
    assert state_of(ask_to_call(maija, AINO)) == "pending"


@pytest.mark.parametrize("word", ["CANCEL", "Peru", "Avboka", "Kyllä", "Yes", WORDS[-1]])
def test_calling_off_and_answering_stop_nothing(
    writes: Callable[[str, int], Inbound], word: str, maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    writes(word, 5)
    assert not is_stopped()
    assert [intent for _about, intent in topic.heard] != ["stop"]


def test_what_the_carrier_has_stopped_is_stopped_here_and_not_answered(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    """Carriers take CANCEL for a stop. It still calls off what was asked; only, nothing goes through any more."""
    ask_to_call(maija, AINO)
    fields = {"MessageSid": "SM9", "From": NUMBER, "Body": "Cancel", "OptOutType": "STOP"}
    (sms,) = from_twilio(RequestFactory().post("/", fields))
    heard = process(receive("twilio", sms, minutes(5)).pk, minutes(5))
    assert is_stopped()
    assert (heard.state, heard.queued_because, heard.owner) == ("queued", "stop", coordinator)
    assert topic.heard == [("occurrence:1", "cannot")]
    assert not Message.objects.filter(answers__isnull=False).exists()


@pytest.mark.parametrize("kind", ["START", "HELP", ""])
def test_only_a_stop_of_the_carrier_stops(kind: str, maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    fields = {"MessageSid": "SM9", "From": NUMBER, "Body": "Yes", "OptOutType": kind}
    (sms,) = from_twilio(RequestFactory().post("/", fields))
    process(receive("twilio", sms, minutes(5)).pk, minutes(5))
    assert not is_stopped()
    assert topic.heard == [("occurrence:1", "done")]
