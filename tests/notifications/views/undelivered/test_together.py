"""After a gateway was down: all that surely did not go is sent again in one go."""

from datetime import timedelta

import pytest
from django.test import Client

from directory.models import AuditEntry, User
from notifications.gateways.base import Fault
from notifications.models import Message
from notifications.rules.freshness import CAP, WINDOW
from people.models import Person, PhoneNumber
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call, make_person, state_of
from tests.notifications.views.undelivered.helpers import PAGE, lose
from tests.rings.desk import words_of

ALL = f"{PAGE}again/"
BUTTON = "Send all 3 again"


@pytest.fixture
def three(lost: Message, topic: Listening) -> list[Message]:
    """The texts to three people that no gateway took."""
    del topic
    others = [make_person("Pekka", f"+35840123030{place}") for place in range(2)]
    return [lost, *(lose(ask_to_call(person, AINO)) for person in others)]


def send_all(desk: Client, newest: Message) -> str:
    """Press the button of a page whose newest such text was `newest`; return what the next page says."""
    return words_of(desk.post(ALL, {"newest": newest.pk}, follow=True))


def fresh() -> list[Message]:
    return list(Message.objects.filter(state="pending").order_by("pk"))


def test_all_go_again_each_to_its_own_and_each_is_written_down(
    desk: Client, three: list[Message], coordinator: User
) -> None:
    page = desk.get(PAGE)
    assert BUTTON in words_of(page)
    assert f'name="newest" value="{three[-1].pk}"' in page.content.decode()
    assert "3 texts go again within a minute." in send_all(desk, three[-1])
    assert [(m.person, m.body) for m in fresh()] == [(m.person, m.body) for m in three]
    assert {state_of(message) for message in three} == {"failed"}
    entries = AuditEntry.objects.filter(subject="message", event="again", user=coordinator)
    assert {entry.subject_id for entry in entries} == {message.pk for message in three}


def test_pressing_twice_sends_once(desk: Client, three: list[Message]) -> None:
    send_all(desk, three[-1])
    assert "one by one" in send_all(desk, three[-1])
    assert len(fresh()) == 3


def test_what_was_lost_after_the_page_was_opened_waits_to_be_seen(
    desk: Client, three: list[Message]
) -> None:
    assert "2 texts go again" in send_all(desk, three[1])
    assert [message.person for message in fresh()] == [message.person for message in three[:2]]


@pytest.mark.parametrize(
    ("newest", "going"),
    [("", 0), ("x", 0), ("-1", 0), ("0", 0), ("²", 0), ("9" * 5000, 0), ("9" * 40, 3)],
    ids=lambda value: str(value)[:5],
)
def test_a_page_that_was_tampered_with_breaks_nothing(
    desk: Client, three: list[Message], newest: str, going: int
) -> None:
    assert desk.post(ALL, {"newest": newest}).status_code == 302
    assert [m.person for m in fresh()] == [m.person for m in three[:going]]


@pytest.mark.parametrize("fault", [Fault.NUMBER, Fault.OPTED_OUT, Fault.REFUSED, WINDOW, CAP])
def test_what_would_meet_the_same_again_is_left_to_be_looked_at(
    desk: Client, three: list[Message], fault: str
) -> None:
    lose(three[0], "failed", fault)
    assert "Send all 2 again" in words_of(desk.get(PAGE))
    assert "2 texts go again" in send_all(desk, three[-1])
    assert three[0].person not in {message.person for message in fresh()}


def test_what_may_have_gone_is_old_or_to_be_phoned_does_not_go(
    desk: Client, three: list[Message]
) -> None:
    lose(three[0], "unknown", "")
    Message.objects.filter(pk=three[1].pk).update(created_at=NINE - timedelta(hours=20))
    desk.post(f"{PAGE}{three[2].pk}/phone/")
    assert "Send all" not in words_of(desk.get(PAGE))
    assert "one by one" in send_all(desk, three[-1])
    assert fresh() == []


def test_one_that_cannot_go_keeps_nobody_elses_text(
    desk: Client, three: list[Message], maija: Person
) -> None:
    PhoneNumber.objects.filter(holders__person=maija).update(stopped_at=NINE)
    says = send_all(desk, three[-1])
    assert "2 texts go again" in says
    assert "What is left can be looked at one by one." in says
    assert maija not in {message.person for message in fresh()}


def test_for_one_alone_its_own_button_is_enough(desk: Client, lost: Message) -> None:
    says = words_of(desk.get(PAGE))
    assert "Send it again" in says
    assert "Send all" not in says


def test_nobody_sends_what_is_another_offices(three: list[Message], elsewhere: Client) -> None:
    assert "Send all" not in words_of(elsewhere.get(PAGE))
    send_all(elsewhere, three[-1])
    assert fresh() == []


def test_who_only_reads_counts_sends_nothing(
    desk: Client, three: list[Message], coordinator: User
) -> None:
    coordinator.roles.update(role="reader")
    assert desk.post(ALL, {"newest": three[-1].pk}).status_code == 403
    assert desk.get(ALL).status_code == 405
    assert fresh() == []
