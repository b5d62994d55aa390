"""What comes in: stored first, read as the answer to what was asked, answered at most once."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from directory.actors import CLOCK
from directory.models import User
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message, Prompt
from notifications.services.inbound import process, process_new, process_safely, receive
from notifications.services.outbox import Ask
from notifications.services.polling import poll
from notifications.services.prompts import close_about
from notifications.topics import Answer, Outcome
from people.models import Person
from tests.notifications.makers import (
    AINO,
    NINE,
    VEIKKO,
    Listening,
    ask_to_call,
    minutes,
)
from tests.notifications.scripted import ScriptedGateway

_ids = count(1)
MAIJAS = "+358401230002"
FIVE_PAST = minutes(5)


def writes(body: str, sender: str = MAIJAS, at: datetime = FIVE_PAST) -> Inbound:
    """Let `body` come in from `sender` and be read."""
    sms = InboundSms(f"in-{next(_ids)}", sender, "+358401110000", body)
    return process(receive("demo", sms, at).pk, at)


def replies() -> list[str]:
    """Return the templates of the automatic answers, in order."""
    return list(Message.objects.filter(answers__isnull=False).values_list("template", flat=True))


def test_ok_after_the_hour_reports_it_done(maija: Person, topic: Listening) -> None:
    message = ask_to_call(maija, AINO)
    inbound = writes("Ok")
    assert topic.heard == [("occurrence:1", "done")]
    assert (inbound.state, inbound.intent, inbound.person) == ("handled", "done", maija)
    assert inbound.prompt == message.prompt
    assert Prompt.objects.get().state == "answered"
    assert replies() == []


def test_the_same_text_from_the_gateway_twice_is_one(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    sms = InboundSms("same", MAIJAS, "", "ok")
    for _time in range(2):
        process(receive("demo", sms, minutes(5)).pk, minutes(5))
    assert Inbound.objects.count() == 1
    assert topic.heard == [("occurrence:1", "done")]


def test_a_text_stored_by_a_worker_that_died_is_read_by_the_next(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    receive("demo", InboundSms("left", MAIJAS, "", "ok"), minutes(5))
    assert process_new(minutes(6)) == 1
    assert process_new(minutes(7)) == 0
    assert topic.heard == [("occurrence:1", "done")]


def test_a_text_whose_webhook_was_lost_is_asked_for_and_acted_on_once(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    ask_to_call(maija, AINO)
    gateway.came_in = [InboundSms("lost", MAIJAS, "", "ok")]
    for at in (5, 6):
        poll(minutes(at))
        process_new(minutes(at))
    assert topic.heard == [("occurrence:1", "done")]
    assert Inbound.objects.get().gateway == "scripted"


def test_ok_before_the_hour_only_acknowledges_and_the_question_stands(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO, now=minutes(-60))
    writes("ok", at=minutes(-30))
    assert topic.heard == [("occurrence:1", "accept")]
    assert Prompt.objects.get().state == "open"
    writes("ok", at=minutes(10))
    assert topic.heard[-1] == ("occurrence:1", "done")
    assert Prompt.objects.get().state == "answered"


def test_each_name_in_the_text_gets_its_own_answer(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO, VEIKKO)
    writes("Aino ok, Veikko ei vastannut")
    assert sorted(topic.heard) == [("occurrence:1", "done"), ("occurrence:2", "no_answer")]
    assert Prompt.objects.get().state == "answered"


def test_a_later_ok_does_not_touch_what_was_answered_before(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO, VEIKKO)
    writes("Aino ei vastannut")
    assert topic.heard == [("occurrence:1", "no_answer")]
    assert Prompt.objects.get().state == "open"
    writes("ok", at=minutes(20))
    assert topic.heard[1:] == [("occurrence:2", "done")]


def test_a_report_the_next_morning_belongs_to_yesterday(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    Prompt.objects.update(state="expired")
    inbound = writes("Soitin eilen illalla, kaikki hyvin", at=NINE + timedelta(hours=23))
    assert topic.heard == [("occurrence:1", "done")]
    assert inbound.state == "handled"


def test_a_report_in_the_next_afternoon_is_left_to_a_person(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    Prompt.objects.update(state="expired")
    inbound = writes("ok", at=NINE + timedelta(hours=30))
    assert topic.heard == []
    assert (inbound.state, inbound.prompt) == ("queued", None)


def test_a_worry_goes_to_the_coordinator_at_once_whatever_else_it_says(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("ok soitin, mutta Aino kuulosti sekavalta ja oli kaatunut")
    assert ("occurrence:1", "concern") in topic.heard
    assert ("occurrence:1", "done") not in topic.heard
    assert (inbound.state, inbound.owner) == ("queued", coordinator)
    assert inbound.due_at == minutes(15)
    assert replies() == ["concern_received"]
    alert = Message.objects.get(template="coordinator_alert")
    assert alert.number.e164 == "+358401230001"
    assert "Aino" not in alert.body
    assert Prompt.objects.get().state == "open"


def test_help_is_answered_and_queued(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("Soittakaa minulle")
    assert (inbound.intent, inbound.state, inbound.due_at) == ("help", "queued", minutes(35))
    assert replies() == ["help_received"]
    assert topic.heard == [("occurrence:1", "help")]


def test_what_cannot_be_read_waits_for_a_person_and_gets_one_neutral_line(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("Kuka tää on?")
    assert topic.heard == []
    assert (inbound.state, inbound.queued_because) == ("queued", "unclear")
    writes("hä?", at=minutes(6))
    assert replies() == ["unclear_received"]


def test_an_empty_text_is_kept_and_shown(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("")
    assert (inbound.body, inbound.state) == ("", "queued")
    assert topic.heard == []


def test_the_topics_own_answer_is_sent_and_keeps_the_question_open(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO, VEIKKO)
    topic.outcome = Outcome(reply="which_one", variables={"names": "Aino, Veikko"}, keep_open=True)
    writes("EI")
    assert replies() == ["which_one"]
    assert Prompt.objects.get().state == "open"
    assert not Prompt.objects.get().items.exclude(answered_as="").exists()


def test_the_topics_answer_may_ask_a_new_question(maija: Person, topic: Listening) -> None:
    ask_to_call(maija, AINO, VEIKKO)
    again = Ask("call_reminder", (AINO,), NINE + timedelta(hours=27), slot_at=minutes(20))
    topic.outcome = Outcome(reply="which_one", variables={"names": "Aino"}, ask=again)
    writes("Aino ei vastannut")
    topic.outcome = Outcome()
    writes("ok", at=minutes(25))
    assert topic.heard == [("occurrence:1", "no_answer"), ("occurrence:1", "done")]
    assert list(Prompt.objects.order_by("pk").values_list("state", flat=True)) == [
        "superseded",
        "answered",
    ]


def test_a_topic_that_closes_the_question_itself_is_not_in_the_way(
    maija: Person, topic: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_to_call(maija, AINO)

    def closes(answers: list[Answer], now: datetime) -> Outcome:
        close_about([answers[0].about], by=CLOCK, now=now)
        return Outcome()

    monkeypatch.setattr(topic, "answered", closes)
    assert writes("ok").state == "handled"
    assert Prompt.objects.get().state == "answered"


def test_a_topic_may_ask_for_a_person_of_its_own_choice(maija: Person, topic: Listening) -> None:
    other = User.objects.create_user("liisa@esimerkki.fi")
    ask_to_call(maija, AINO)
    topic.outcome = Outcome(queue="moved", owner_id=other.pk)
    inbound = writes("ok")
    assert (inbound.state, inbound.queued_because, inbound.owner) == ("queued", "moved", other)


@pytest.mark.logs_error("Could not act on inbound")
def test_an_error_of_ours_leaves_nothing_half_done_and_a_person_sees_the_text(
    maija: Person, topic: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_to_call(maija, AINO)

    def breaks(_answers: object, _now: object) -> Outcome:
        Prompt.objects.update(state="closed")
        raise RuntimeError

    monkeypatch.setattr(topic, "answered", breaks)
    stored = receive("demo", InboundSms("bad", MAIJAS, "", "ok"), minutes(5))
    process_safely(stored.pk, minutes(5))
    stored.refresh_from_db()
    assert (stored.state, stored.queued_because) == ("queued", "error")
    assert Prompt.objects.get().state == "open"
    assert stored.owner is not None


def test_somebody_who_was_asked_nothing_is_read_by_a_person(
    maija: Person, topic: Listening
) -> None:
    inbound = writes("En pääse huomenna")
    assert (inbound.state, inbound.person) == ("queued", maija)
    assert inbound.queued_because == "not_asked"
    assert topic.heard == []


def test_an_answer_with_words_nobody_read_is_acted_on_and_a_person_reads_it_too(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("Soitettu, oli vähän tillinkolla")
    assert topic.heard == [("occurrence:1", "done")]
    assert Prompt.objects.get().state == "answered"
    assert (inbound.state, inbound.queued_because) == ("queued", "unread_words")
    assert (inbound.owner, inbound.due_at) == (coordinator, FIVE_PAST + timedelta(minutes=30))
    assert replies() == []


def test_a_promise_after_the_hour_is_heard_and_the_report_still_counts(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    promise = writes("Soitan kohta")
    assert (promise.state, promise.intent) == ("handled", "accept")
    writes("soitettu", at=minutes(30))
    assert topic.heard == [("occurrence:1", "accept"), ("occurrence:1", "done")]
