"""Putting texts into the outbox: once, to the right number, with the question they ask."""

import threading

import pytest
from django.db import connection

from directory.models import User
from notifications.models import Message, Prompt
from notifications.services.outbox import NoTextChannelError, Text, put, put_to_staff
from people.models import Person, PersonNumber, PhoneNumber
from tests.notifications.makers import (
    AINO,
    NINE,
    OFFICE,
    VEIKKO,
    ask_to_call,
    make_office,
    make_person,
    minutes,
)


def test_the_same_text_is_put_once(maija: Person) -> None:
    first = ask_to_call(maija, AINO)
    again = ask_to_call(maija, AINO, now=minutes(1))
    assert again == first
    assert Message.objects.count() == 1
    assert Prompt.objects.get().state == "open"


def test_the_text_is_written_in_the_persons_language_and_its_parts_are_counted(
    coordinator: User,
) -> None:
    del coordinator
    swedish = make_person("Greta", "+358401230003", language="sv")
    message = ask_to_call(swedish, AINO)
    assert "Hej Greta" in message.body
    assert message.language == "sv"
    assert message.parts in {1, 2}
    assert message.two_way


def test_the_first_number_that_takes_texts_is_used(maija: Person) -> None:
    landline = PhoneNumber.objects.create(e164="+358145550001", kind="landline")
    PersonNumber.objects.create(person=maija, number=landline, position=0)
    assert ask_to_call(maija, AINO).number.e164 == "+358401230002"


@pytest.mark.parametrize(
    "change", [{"takes_sms": "no"}, {"stopped_at": NINE}, {"kind": "landline"}]
)
def test_without_a_number_that_takes_texts_the_caller_is_told(
    maija: Person, change: dict[str, object]
) -> None:
    PhoneNumber.objects.update(**change)
    with pytest.raises(NoTextChannelError):
        ask_to_call(maija, AINO)
    assert not Message.objects.exists()


def test_a_landline_known_to_take_texts_gets_them(coordinator: User) -> None:
    del coordinator
    person = make_person("Eino", "+358145550001", kind="landline")
    PhoneNumber.objects.update(takes_sms="yes")
    assert ask_to_call(person, AINO).number.e164 == "+358145550001"


def test_a_newer_question_supersedes_the_older_of_the_same_topic(maija: Person) -> None:
    older = ask_to_call(maija, AINO)
    newer = ask_to_call(maija, AINO, VEIKKO, now=minutes(30), step=2)
    older.prompt.refresh_from_db()
    assert older.prompt.state == "superseded"
    assert newer.prompt.state == "open"
    assert [item.name for item in newer.prompt.items.all()] == ["Aino", "Veikko"]


def test_a_colleague_without_a_telephone_cannot_be_alerted(coordinator: User) -> None:
    coordinator.phone = "ei ole"
    text = Text("coordinator_alert", {**OFFICE, "count": 1, "time": "9.00"})
    with pytest.raises(NoTextChannelError):
        put_to_staff(
            text, to=coordinator, topic="", purpose="alert", about="x:1", now=NINE, expires_at=NINE
        )


def test_two_colleagues_are_both_alerted_of_one_thing(coordinator: User) -> None:
    other = User.objects.create_user("liisa@esimerkki.fi", phone="040 123 0008")
    text = Text("coordinator_alert", {**OFFICE, "count": 1, "time": "9.00"})
    for user in (coordinator, other, other):
        put_to_staff(
            text, to=user, topic="", purpose="alert", about="x:1", now=NINE, expires_at=minutes(60)
        )
    numbers = set(Message.objects.values_list("number__e164", "urgent"))
    assert numbers == {("+358401230001", True), ("+358401230008", True)}
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_put_the_same_text_make_one() -> None:
    make_office()
    maija = make_person("Maija", "+358401230002")
    both = threading.Barrier(2)
    made: list[int] = []

    def work() -> None:
        both.wait()
        made.append(ask_to_call(maija, AINO).pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(made) == 2
    assert len(set(made)) == 1
    assert Message.objects.count() == 1
    assert Prompt.objects.count() == 1


def test_a_text_for_a_person_with_no_office_is_still_put_when_the_caller_names_it(
    maija: Person,
) -> None:
    message = put(
        Text("stop_confirmed", OFFICE),
        to=maija,
        topic="",
        purpose="stop_confirmed",
        about="inbound:1",
        now=NINE,
        expires_at=minutes(60),
    )
    assert "Vapari" in message.body
    assert not Prompt.objects.exists()
