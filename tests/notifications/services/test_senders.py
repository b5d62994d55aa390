"""Who wrote: somebody who stops or starts again, a stranger, a machine, one of two on a phone."""

import pytest

from directory.models import User
from notifications.models import Message
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    VEIKKO,
    Listening,
    ask_to_call,
    make_person,
    minutes,
)
from tests.notifications.services.test_inbound import MAIJAS, replies, writes


def test_stop_stops_the_number_confirms_once_and_asks_the_coordinator_to_phone(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("LOPETA")
    number = PhoneNumber.objects.get(e164=MAIJAS)
    assert number.stopped_at == minutes(5)
    assert (inbound.state, inbound.queued_because) == ("queued", "stop")
    assert inbound.owner == coordinator
    send_due(minutes(5))
    states = dict(Message.objects.values_list("template", "state"))
    assert states == {"stop_confirmed": "delivered", "call_reminder": "failed"}
    assert topic.heard == [("occurrence:1", "stop")]
    writes("STOP", at=minutes(9))
    assert replies() == ["stop_confirmed"]


def test_start_restores_the_number(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    writes("lopeta")
    inbound = writes("Aloita!", at=minutes(8))
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at is None
    assert (inbound.state, inbound.queued_because) == ("queued", "start")
    assert topic.heard == [("occurrence:1", "stop")]


def test_start_is_confirmed_once_and_the_confirmation_goes_out(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    writes("lopeta")
    writes("START", at=minutes(8))
    writes("START", at=minutes(9))
    assert replies().count("start_confirmed") == 1
    send_due(minutes(10))
    confirmed = Message.objects.get(template="start_confirmed")
    assert (confirmed.state, confirmed.number.e164) == ("delivered", MAIJAS)
    assert "Saat meiltä taas tekstiviestejä" in confirmed.body


def test_yes_does_not_restore_a_stopped_number(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    writes("lopeta")
    writes("kyllä", at=minutes(8))
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at is not None
    assert topic.heard[1:] == [("occurrence:1", "done")]


def test_an_unknown_sender_gets_one_neutral_line_without_personal_data(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("ok", sender="+358449998877")
    writes("haloo", sender="+358449998877", at=minutes(6))
    assert topic.heard == []
    assert (inbound.state, inbound.person, inbound.owner) == ("queued", None, coordinator)
    assert replies() == ["unknown_sender"]
    body = Message.objects.get(template="unknown_sender").body
    assert "Maija" not in body
    assert "Aino" not in body


@pytest.mark.parametrize("sender", ["16130", "Posti", ""])
def test_short_codes_and_names_get_no_answer(
    coordinator: User, topic: Listening, sender: str
) -> None:
    del coordinator, topic
    inbound = writes("Lähetyksesi on saapunut", sender=sender)
    assert inbound.state == "queued"
    assert replies() == []


def test_two_people_on_one_phone_are_not_guessed_apart(maija: Person, topic: Listening) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    ask_to_call(pentti, VEIKKO)
    inbound = writes("ok")
    assert topic.heard == []
    assert (inbound.queued_because, inbound.person) == ("several_people", None)


def test_a_signature_tells_who_wrote(maija: Person, topic: Listening) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    ask_to_call(pentti, VEIKKO)
    inbound = writes("Soitettu. Terveisin Pentti")
    assert topic.heard == [("occurrence:2", "done")]
    assert inbound.person == pentti


def test_a_residents_name_tells_whose_question_it_was(maija: Person, topic: Listening) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    ask_to_call(pentti, VEIKKO)
    writes("Aino ei vastannut")
    assert topic.heard == [("occurrence:1", "no_answer")]
