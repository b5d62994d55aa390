"""After a stop nothing goes to the number, on whatever path it would; only the word that it was heard."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from directory.actors import staff
from directory.models import User
from notifications.gateways.base import Fault, InboundSms, SendResult
from notifications.models import Inbound, Message
from notifications.services import outbox, queue, undelivered
from notifications.services.inbound import process, receive
from notifications.services.mailing import put_all
from notifications.services.numbers import bare_number, may_be_written_to
from notifications.services.outbox import (
    Key,
    Letter,
    NoTextChannelError,
    Text,
    put,
    put_letter,
    put_to_number,
    put_to_staff,
)
from notifications.services.sender import send_due
from notifications.services.stopping import stop
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    NINE,
    OFFICE,
    Listening,
    ask_to_call,
    make_person,
    minutes,
)
from tests.notifications.makers import state_of as state
from tests.notifications.scripted import ScriptedGateway
from tests.notifications.services.test_inbound import MAIJAS, replies, writes

SARIS, STRANGER = "+358401230001", "+358449998877"
UNTIL = NINE + timedelta(hours=3)
TEXT = Text("unknown_sender", OFFICE)
Put = Callable[[Person, User], object]


def _letter(maija: Person, purpose: str = "test") -> Letter:
    return Letter(TEXT, maija, "", Key(purpose, "test:1", 1), UNTIL)


def _all(maija: Person, _sari: User) -> None:
    if put_all([_letter(maija)], minutes(6)) == [None]:
        raise NoTextChannelError


PATHS: dict[str, Put] = {
    "put": lambda maija, _sari: put(
        TEXT, to=maija, topic="", now=minutes(6), expires_at=UNTIL, purpose="test", about="test:1"
    ),
    "put_letter": lambda maija, _sari: put_letter(_letter(maija), minutes(6)),
    "put_all": _all,
    "put_to_number": lambda _maija, _sari: put_to_number(
        TEXT,
        number=bare_number(MAIJAS),
        language="fi",
        now=minutes(6),
        expires_at=UNTIL,
        purpose="test",
        about="test:1",
    ),
    "put_to_staff": lambda _maija, sari: put_to_staff(
        TEXT, to=sari, topic="", now=minutes(6), expires_at=UNTIL, purpose="test", about="test:1"
    ),
}


def test_every_way_into_the_outbox_is_tried_here() -> None:
    ways = {name for name in dir(outbox) if name.startswith("put")} | {"put_all"}
    assert set(PATHS) == ways


@pytest.mark.parametrize("path", sorted(PATHS))
def test_nothing_is_put_for_a_number_that_has_stopped(
    path: str, maija: Person, coordinator: User
) -> None:
    for number in (MAIJAS, SARIS):
        stop(number, minutes(5))
    with pytest.raises(NoTextChannelError):
        PATHS[path](maija, coordinator)
    assert not Message.objects.exists()


@pytest.mark.parametrize("path", sorted(PATHS))
def test_what_was_put_before_the_stop_does_not_go(
    path: str, maija: Person, coordinator: User, gateway: ScriptedGateway
) -> None:
    PATHS[path](maija, coordinator)
    for number in (MAIJAS, SARIS):
        stop(number, minutes(7))
    send_due(minutes(8))
    assert gateway.sent == []
    assert list(Message.objects.values_list("state", "error")) == [("failed", "opted_out")]


def test_an_answer_to_a_later_text_does_not_go_either(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    writes("STOP")
    writes("Soittakaa minulle", at=minutes(6))
    assert replies() == ["stop_confirmed"]
    assert Inbound.objects.filter(state="queued", intent="help").count() == 1
    assert topic.heard[0] == ("occurrence:1", "stop")


def test_a_lost_text_is_not_sent_again_after_a_stop(
    maija: Person, topic: Listening, coordinator: User, gateway: ScriptedGateway
) -> None:
    gateway.answer = lambda _sms: SendResult(fault=Fault.REFUSED, code="30007")
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert state(message) == "failed"
    stop(MAIJAS, minutes(1))
    with pytest.raises(undelivered.NotAgainError) as refusal:
        undelivered.send_again(message, by=staff(coordinator.pk), now=minutes(2))
    assert refusal.value.reason == undelivered.NO_NUMBER
    assert topic.lost == [message.pk]


def test_a_stop_the_carrier_tells_of_at_a_send_is_kept(
    maija: Person, topic: Listening, gateway: ScriptedGateway, coordinator: User
) -> None:
    """Twilio's 21610."""
    gateway.answer = lambda _sms: SendResult(fault=Fault.OPTED_OUT, code="21610")
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert (state(message), message.error_code) == ("failed", "21610")
    assert topic.lost == [message.pk]
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at == NINE
    assert message in undelivered.undelivered(minutes(1))
    with pytest.raises(NoTextChannelError):
        PATHS["put"](Person.objects.get(), coordinator)


def test_who_starts_again_while_the_carrier_still_stops_is_stopped_again_and_seen(
    maija: Person, topic: Listening, gateway: ScriptedGateway, coordinator: User
) -> None:
    del maija, topic
    stop(MAIJAS, NINE)
    gateway.answer = lambda _sms: SendResult(fault=Fault.OPTED_OUT, code="21610")
    inbound = writes("START")
    assert (inbound.queued_because, inbound.owner) == ("start", coordinator)
    send_due(minutes(6))
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at == minutes(6)
    (lost,) = undelivered.undelivered(minutes(7))
    assert (lost.template, lost.error) == ("start_confirmed", "opted_out")


def test_a_stop_inside_an_answer_is_the_answer_that_counts(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("ok, soitettu. Lopettakaa nämä viestit")
    assert topic.heard == [("occurrence:1", "stop")]
    assert (inbound.intent, inbound.queued_because) == ("stop", "stop")
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at is not None


def test_a_worry_is_never_lost_to_a_stop(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("Stop. Aino on kaatunut eikä pääse ylös")
    assert (inbound.intent, inbound.queued_because) == ("concern", "concern")
    assert ("occurrence:1", "concern") in topic.heard


def test_a_stop_of_one_stops_the_number_for_all_who_share_it(
    maija: Person, topic: Listening
) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    inbound = writes("Stop")
    assert topic.heard == [("occurrence:1", "stop")]
    assert inbound.queued_because == "stop"
    with pytest.raises(NoTextChannelError):
        ask_to_call(pentti, AINO, now=minutes(6))


def test_a_stop_from_a_number_that_is_nobodys_is_kept_and_confirmed_once(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    inbound = writes("STOP", sender=STRANGER)
    writes("STOP", sender=STRANGER, at=minutes(6))
    assert (inbound.queued_because, inbound.owner) == ("stop", coordinator)
    assert not may_be_written_to(STRANGER)
    send_due(minutes(7))
    assert [sms.to for sms in gateway.sent] == [STRANGER]
    # Whoever gets the number later is not written to by mistake.
    with pytest.raises(NoTextChannelError):
        ask_to_call(make_person("Pentti", STRANGER), AINO)


def test_who_is_nobody_may_start_again_too(coordinator: User) -> None:
    del coordinator
    writes("STOP", sender=STRANGER)
    inbound = writes("START", sender=STRANGER, at=minutes(6))
    assert may_be_written_to(STRANGER)
    assert inbound.queued_because == "start"
    assert replies() == ["stop_confirmed", "start_confirmed"]


@pytest.mark.parametrize("sender", ["16130", "Posti", "", "+35840123000212345678"])
def test_a_stop_from_what_is_no_telephone_makes_no_number(coordinator: User, sender: str) -> None:
    del coordinator
    sms = InboundSms("x-1", sender, "", "STOP", stopped_by_carrier=True)
    inbound = process(receive("demo", sms, minutes(5)).pk, minutes(5))
    assert inbound.state == "queued"
    assert replies() == []
    assert not PhoneNumber.objects.filter(e164=sender).exists()


def test_a_reading_that_a_person_corrects_to_stop_stops(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("Kuka tää on?")
    prompt = Message.objects.get(template="call_reminder").prompt
    queue.close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="stop", prompt=prompt)
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at == minutes(9)
    assert topic.heard == [("occurrence:1", "stop")]
