"""Texts that did not arrive: which are shown, when one may go again, and somebody phoned instead."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from directory.actors import Actor, staff
from directory.models import AuditEntry, User
from notifications.gateways.base import Fault, SendResult
from notifications.models import Message, PhoneInstead, Prompt
from notifications.services.sender import send_due
from notifications.services.undelivered import (
    NEWER,
    NotAgainError,
    phone_instead,
    phoned,
    send_again,
    undelivered,
)
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    NINE,
    VEIKKO,
    Listening,
    ask_to_call,
    make_person,
    minutes,
    state_of,
)
from tests.notifications.scripted import ScriptedGateway
from tests.notifications.services.test_inbound import writes

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def by(coordinator: User) -> Actor:
    """The coordinator, who does it."""
    return staff(coordinator.pk)


@pytest.fixture
def lost(maija: Person, topic: Listening, gateway: ScriptedGateway) -> Message:
    """A text to Maija that the gateway refused at nine."""
    del topic
    gateway.answer = lambda _sms: SendResult(fault=Fault.REFUSED, code="30007")
    message = ask_to_call(maija, AINO, VEIKKO)
    send_due(NINE)
    assert state_of(message) == "failed"
    gateway.answer = lambda sms: SendResult(f"id-{sms.reference}")
    return message


def events(message: Message) -> list[tuple[str, str, str]]:
    """Return what is written down of `message` that somebody did."""
    rows = AuditEntry.objects.filter(subject="message", subject_id=message.pk).order_by("pk")
    return list(rows.exclude(user=None).values_list("event", "before", "after"))


def refused(message: Message, by: Actor, words: str) -> None:
    """See that `message` does not go again, because of `words`, and that nothing is left of the attempt."""
    before = Message.objects.count(), Prompt.objects.filter(state="open").count()
    with pytest.raises(NotAgainError, match=words):
        send_again(message, by=by, now=minutes(5))
    assert (Message.objects.count(), Prompt.objects.filter(state="open").count()) == before
    assert events(message) == []


# --- the list ---------------------------------------------------------------------------------------
def test_what_failed_was_too_late_or_may_have_gone_is_listed_newest_first(
    maija: Person, topic: Listening
) -> None:
    del topic
    states = ["failed", "delivered", "expired", "cancelled", "unknown", "sent"]
    for step, state in enumerate(states, start=1):
        message = ask_to_call(maija, AINO, step=step, now=minutes(step))
        Message.objects.filter(pk=message.pk).update(state=state, due_at=None)
    assert [m.state for m in undelivered(minutes(10))] == ["unknown", "expired", "failed"]
    Message.objects.update(purpose="test")
    assert not undelivered(minutes(10)).exists()


def test_after_two_weeks_a_text_is_listed_no_more(lost: Message) -> None:
    assert undelivered(NINE + 14 * DAY - timedelta(seconds=1)).get() == lost
    assert not undelivered(NINE + 14 * DAY).exists()


# --- again ------------------------------------------------------------------------------------------
def test_it_goes_again_as_a_new_text_with_what_it_asked_and_the_old_one_stays_lost(
    lost: Message, by: Actor, topic: Listening, gateway: ScriptedGateway
) -> None:
    fresh = send_again(lost, by=by, now=minutes(5))
    assert (fresh.step, fresh.body, fresh.state) == (lost.step + 1, lost.body, "pending")
    assert fresh.expires_at - fresh.created_at == lost.expires_at - lost.created_at
    assert {item.about for item in fresh.prompt.items.all()} == {AINO.about, VEIKKO.about}
    assert events(lost) == [("again", "failed", "pending")]
    send_due(minutes(5))
    assert (state_of(fresh), state_of(lost)) == ("accepted", "failed")
    assert len(gateway.sent) == 2
    writes("ok", at=minutes(9))
    assert sorted(topic.heard) == [(AINO.about, "done"), (VEIKKO.about, "done")]
    assert undelivered(minutes(10)).get().went_again is True  # type: ignore[attr-defined]


def test_what_has_been_answered_meanwhile_is_not_asked_again(lost: Message, by: Actor) -> None:
    Prompt.objects.get().items.filter(about=AINO.about).update(answered_as="done")
    fresh = send_again(lost, by=by, now=minutes(5))
    assert [item.about for item in fresh.prompt.items.all()] == [VEIKKO.about]


def test_a_text_that_may_have_gone_never_goes_again(lost: Message, by: Actor) -> None:
    Message.objects.filter(pk=lost.pk).update(state="unknown")
    lost.refresh_from_db()
    refused(lost, by, "This text may have gone")


def test_a_text_of_yesterday_does_not_go_again(lost: Message, by: Actor) -> None:
    lost.created_at -= DAY
    refused(lost, by, "its words no longer hold")


def test_words_that_have_been_erased_do_not_go_again(lost: Message, by: Actor) -> None:
    lost.body = ""
    refused(lost, by, "its words no longer hold")


def test_what_its_topic_does_not_want_any_more_does_not_go_again(
    lost: Message, by: Actor, topic: Listening
) -> None:
    topic.wanted = False
    refused(lost, by, "settled in another way")


def test_a_question_that_is_over_is_not_asked_again(lost: Message, by: Actor) -> None:
    Prompt.objects.update(closes_at=minutes(5))
    refused(lost, by, "settled in another way")


def test_a_newer_text_of_the_same_stands_in_its_place(
    lost: Message, by: Actor, maija: Person
) -> None:
    ask_to_call(maija, AINO, step=2, now=minutes(3))
    refused(lost, by, "A newer text has gone already")


def test_a_newer_question_of_the_same_topic_is_not_pushed_aside(
    lost: Message, by: Actor, maija: Person
) -> None:
    newer = ask_to_call(maija, AINO, step=2, now=minutes(3))
    Message.objects.filter(pk=newer.pk).update(about="duty:later")
    refused(lost, by, "A newer text has gone already")


@pytest.mark.parametrize("stands", [{"stopped_at": NINE}, {"takes_sms": "no"}])
def test_where_no_text_can_go_somebody_must_phone(
    lost: Message, by: Actor, stands: dict[str, object]
) -> None:
    PhoneNumber.objects.update(**stands)
    refused(lost, by, "no number that takes texts")


def test_it_goes_to_the_number_that_the_person_has_now(
    lost: Message, by: Actor, maija: Person, gateway: ScriptedGateway
) -> None:
    new = PhoneNumber.objects.create(e164="+358401230077", kind="mobile")
    maija.numbers.update(number=new)
    send_again(lost, by=by, now=minutes(5))
    send_due(minutes(5))
    assert gateway.sent[-1].to == "+358401230077"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_sends(lost: Message, by: Actor) -> None:
    together = threading.Barrier(2)
    outcomes: list[object] = []

    def press() -> None:
        together.wait()
        try:
            send_again(Message.objects.get(pk=lost.pk), by=by, now=minutes(5))
            outcomes.append("sent")
        except NotAgainError as refusal:
            outcomes.append(refusal.reason)
        connection.close()

    people = [threading.Thread(target=press) for _ in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(outcomes, key=str) == sorted(["sent", NEWER], key=str)
    assert Message.objects.exclude(pk=lost.pk).count() == 1
    assert Prompt.objects.filter(state="open").count() == 1


# --- phoning ----------------------------------------------------------------------------------------
def test_phoning_instead_is_asked_for_once_and_the_topic_goes_on_without_the_text(
    maija: Person, topic: Listening, by: Actor
) -> None:
    late = ask_to_call(maija, AINO, expires_at=minutes(1))
    send_due(minutes(2))
    assert (state_of(late), topic.lost) == ("expired", [])
    assert phone_instead(late, by=by, now=minutes(3))
    assert not phone_instead(late, by=by, now=minutes(4))
    assert topic.lost == [late.pk]
    assert events(late) == [("phone", "expired", "expired")]
    call = PhoneInstead.objects.get()
    assert (call.asked_by_id, call.asked_at, call.done_at) == (by.user_id, minutes(3), None)


def test_a_call_is_noted_once(lost: Message, by: Actor) -> None:
    phone_instead(lost, by=by, now=minutes(3))
    assert phoned(lost, by=by, now=minutes(9))
    assert not phoned(lost, by=by, now=minutes(10))
    call = PhoneInstead.objects.get()
    assert (call.done_by_id, call.done_at) == (by.user_id, minutes(9))
    assert [event for event, _before, _after in events(lost)] == ["phone", "phoned"]


def test_a_call_that_nobody_had_asked_for_is_noted_all_the_same(
    maija: Person, topic: Listening, by: Actor
) -> None:
    late = ask_to_call(maija, AINO, expires_at=minutes(1))
    send_due(minutes(2))
    assert state_of(late) == "expired"
    assert phoned(late, by=by, now=minutes(9))
    call = PhoneInstead.objects.get()
    assert (call.asked_by_id, call.done_by_id, call.done_at) == (by.user_id, by.user_id, minutes(9))
    assert topic.lost == [late.pk]
    assert not phone_instead(late, by=by, now=minutes(10))


def test_nobody_is_phoned_instead_of_a_text_that_has_arrived(
    topic: Listening, by: Actor, coordinator: User
) -> None:
    del coordinator
    arrived = ask_to_call(make_person("Pekka", "+358401230004"), AINO)
    send_due(NINE)
    assert state_of(arrived) == "delivered"
    assert not phone_instead(arrived, by=by, now=minutes(3))
    assert not phoned(arrived, by=by, now=minutes(3))
    assert not PhoneInstead.objects.exists()
    assert topic.lost == []
