"""When and how often texts go to a person: held, and released when the time has come."""

from datetime import UTC, datetime, time, timedelta

from directory.models import Municipality
from notifications.gateways.base import Fault, InboundSms, SendResult
from notifications.models import Message, PersonHours, TextPolicy
from notifications.services.inbound import process, receive
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import (
    AINO,
    NINE,
    Listening,
    ask_to_call,
    make_person,
    minutes,
    state_of,
)
from tests.notifications.scripted import ScriptedGateway
from tests.notifications.services.writing import LONG, states, write


def make_other() -> Municipality:
    """Make another municipality."""
    return Municipality.objects.create(
        code="182",
        name_fi="Toisaalla",
        population=1,
        population_year=2016,
        latitude=62,
        longitude=25,
    )


# --- hours ------------------------------------------------------------------------------------------
def test_a_person_is_written_to_in_their_own_hours(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    PersonHours.objects.create(person=maija, opens=time(10), closes=time(12))
    (message,) = write(maija)
    send_due(NINE)
    assert (state_of(message), message.due_at) == ("held", minutes(60))
    send_due(minutes(60))
    assert state_of(message) == "accepted"


def test_a_municipality_has_hours_and_holidays_of_its_own(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    noon_of_independence = datetime(2026, 12, 6, 10, tzinfo=UTC)
    TextPolicy.objects.create(
        municipality=Municipality.objects.get(), opens=time(9, 30), rests_on_holidays=True
    )
    late = noon_of_independence + timedelta(days=3)
    (message,) = write(maija, now=noon_of_independence, expires_at=late)
    (urgent,) = write(maija, first=2, now=noon_of_independence, expires_at=late, urgent=True)
    send_due(noon_of_independence)
    assert (state_of(message), state_of(urgent)) == ("held", "accepted")
    monday = datetime(2026, 12, 7, 7, 30, tzinfo=UTC)
    assert message.due_at == monday
    send_due(monday)
    assert state_of(message) == "accepted"


def test_other_municipalities_keep_the_limits_of_all(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    TextPolicy.objects.create(municipality=Municipality.objects.get(), opens=time(8))
    TextPolicy.objects.create(opens=time(10))
    pekka = make_person("Pekka", "+358401230004")
    Person.objects.filter(pk=pekka.pk).update(municipality=make_other())
    here, there = write(maija) + write(pekka)
    send_due(NINE)
    assert (state_of(here), state_of(there)) == ("accepted", "held")
    assert there.due_at == minutes(60)


def test_what_would_open_too_late_fails_at_once_so_that_somebody_phones(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del gateway
    PersonHours.objects.create(person=maija, opens=time(18), closes=time(20))
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert (state_of(message), message.error) == ("failed", "quiet")
    assert topic.lost == [message.pk]


# --- windows ----------------------------------------------------------------------------------------
def test_a_person_gets_six_ordinary_texts_in_a_day_and_night(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    texts = write(maija, 8)
    send_due(NINE)
    assert states(texts) == ["accepted"] * 6 + ["held"] * 2
    (urgent,) = write(maija, first=20, urgent=True)
    send_due(minutes(1))
    assert state_of(urgent) == "accepted"
    tomorrow = NINE + timedelta(days=1)
    assert {text.due_at for text in texts[6:]} == {tomorrow}
    send_due(tomorrow)
    assert states(texts) == ["sent"] * 6 + ["accepted"] * 2
    assert len(gateway.sent) == 9


def test_one_person_with_many_texts_keeps_nobody_else_waiting(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    pekka = make_person("Pekka", "+358401230004")
    many, one = write(maija, 7), write(pekka)
    send_due(NINE)
    assert states(many).count("held") == 1
    assert states(one) == ["accepted"]


def test_how_many_is_data_and_an_answer_always_goes(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    TextPolicy.objects.create(most_a_day=1)
    first, second = write(maija, 2)
    send_due(NINE)
    assert states([first, second]) == ["accepted", "held"]
    inbound = receive("scripted", InboundSms("in-1", "+358401230002", "", "apua"), minutes(1))
    process(inbound.pk, minutes(1))
    send_due(minutes(2))
    answer = Message.objects.get(answers=inbound)
    assert state_of(answer) == "accepted"
    assert len(gateway.sent) == 2


def test_one_text_in_several_pieces_is_one(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    TextPolicy.objects.create(most_a_day=2)
    pieces = [ask_to_call(maija, AINO, step=n, expires_at=LONG) for n in range(1, 5)]
    one, too_many = write(maija, 2, first=20, now=minutes(2))
    send_due(NINE)
    send_due(minutes(2))
    assert states([*pieces, one]) == ["accepted"] * 5
    assert state_of(too_many) == "held"
    assert len(gateway.sent) == 5


def test_texts_that_were_not_taken_fill_no_window(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    TextPolicy.objects.create(most_a_day=1)
    gateway.answer = lambda _sms: SendResult(fault=Fault.REFUSED)
    write(maija)
    send_due(NINE)
    gateway.answer = lambda _sms: SendResult("SM1")
    (text,) = write(maija, first=2)
    send_due(minutes(1))
    assert state_of(text) == "accepted"
