"""The queue of replies for a person: one click puts right, nothing is left lying, worries call again."""

from datetime import datetime, timedelta

import pytest

from directory.actors import staff
from directory.machine import IllegalMoveError
from directory.models import AuditEntry, StaffRole, User
from notifications.models import Inbound, Message, Prompt
from notifications.services.audit import findings
from notifications.services.prompts import close_about, expire
from notifications.services.queue import close, rearm
from notifications.topics import Outcome
from people.models import Person
from tests.notifications.makers import (
    AINO,
    NINE,
    VEIKKO,
    Listening,
    ask_to_call,
    make_person,
    minutes,
)
from tests.notifications.services.test_inbound import MAIJAS, replies, writes


def problems(now: datetime) -> list[tuple[str, str]]:
    """Return what the auditor finds, without the row numbers."""
    return [(finding.subject, finding.problem) for finding in findings(now)]


def test_one_click_acts_on_the_corrected_reading(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="no_answer")
    assert topic.heard == [("occurrence:1", "no_answer")]
    inbound.refresh_from_db()
    assert (inbound.state, inbound.intent, inbound.corrected_intent) == (
        "closed",
        "unclear",
        "no_answer",
    )
    assert (inbound.closed_by, inbound.closed_at, inbound.due_at) == (coordinator, minutes(9), None)
    assert Prompt.objects.get().state == "answered"
    entry = AuditEntry.objects.filter(subject="inbound").latest("pk")
    assert (entry.event, entry.user) == ("close", coordinator)


def test_closing_without_a_reading_acts_on_nothing(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    close(inbound, by=staff(coordinator.pk), now=minutes(9))
    assert topic.heard == []
    assert Inbound.objects.get().state == "closed"


def test_what_rinki_read_itself_can_be_put_right(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("ok")
    close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="no_answer")
    assert topic.heard == [("occurrence:1", "done"), ("occurrence:1", "no_answer")]


def test_closing_twice_is_refused(maija: Person, topic: Listening, coordinator: User) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    close(inbound, by=staff(coordinator.pk), now=minutes(9))
    with pytest.raises(IllegalMoveError):
        close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="done")
    assert topic.heard == []


def test_for_a_shared_phone_the_coordinator_says_whose_answer_it_was(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    asked = ask_to_call(pentti, VEIKKO)
    inbound = writes("ok")
    close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="done", prompt=asked.prompt)
    assert topic.heard == [("occurrence:2", "done")]
    assert inbound.person == pentti


def test_a_correction_sends_the_topics_answer_but_never_a_second_one(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    topic.outcome = Outcome(reply="help_received")
    close(inbound, by=staff(coordinator.pk), now=minutes(9), intent="cannot")
    assert replies() == ["unclear_received"]


def test_an_unread_reply_becomes_due_again_and_a_worry_alerts_once_an_hour(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    del topic
    ask_to_call(maija, AINO)
    inbound = writes("Aino on kaatunut")
    for late in range(15, 136, 5):
        rearm(minutes(late))
        inbound.refresh_from_db()
        assert inbound.due_at is not None
        assert inbound.due_at > minutes(late)
    assert inbound.owner == coordinator
    assert Message.objects.filter(template="coordinator_alert").count() == 3


def test_a_reply_goes_to_an_administrator_when_there_is_no_coordinator(
    maija: Person, topic: Listening
) -> None:
    del topic
    boss = User.objects.create_user("johto@esimerkki.fi")
    StaffRole.objects.all().delete()
    StaffRole.objects.create(user=boss, role="administrator", valid_from=NINE.date())
    ask_to_call(maija, AINO)
    assert writes("höm").owner == boss


def test_the_auditor_is_quiet_when_all_is_in_order(maija: Person, topic: Listening) -> None:
    del topic
    ask_to_call(maija, AINO)
    writes("höm")
    assert findings(minutes(4)) == []


def test_the_auditor_finds_what_the_clock_passed_over(maija: Person, topic: Listening) -> None:
    del topic
    ask_to_call(maija, AINO)
    writes("höm")
    Inbound.objects.update(owner=None)
    found = problems(NINE + timedelta(hours=30))
    assert sorted(found) == [
        ("inbound", "no_owner"),
        ("inbound", "overdue"),
        ("message", "overdue"),
        ("message", "overdue"),
        ("prompt", "overdue"),
    ]


def test_a_question_expires_when_its_time_is_over(maija: Person, topic: Listening) -> None:
    del topic
    ask_to_call(maija, AINO)
    assert expire(NINE + timedelta(hours=26)) == 0
    assert expire(NINE + timedelta(hours=27)) == 1
    assert Prompt.objects.get().state == "expired"


def test_what_was_settled_in_another_way_is_taken_off_the_question(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO, VEIKKO)
    by = staff(1)
    assert close_about(["occurrence:1"], by=by, now=minutes(3)) == 0
    writes("ok")
    assert topic.heard == [("occurrence:2", "done")]


def test_a_question_about_nothing_more_is_closed(maija: Person, coordinator: User) -> None:
    ask_to_call(maija, AINO)
    assert close_about(["occurrence:1"], by=staff(coordinator.pk), now=minutes(3)) == 1
    assert Prompt.objects.get().state == "closed"
