"""Texts that wait until an hour, and questions that are asked anew when calling off is undone."""

import pytest

from notifications.models import Message
from notifications.services.outbox import Text, put
from notifications.services.sender import send_due
from notifications.services.taking_back import AlreadySentError, send_after_all, take_back
from people.models import Person
from tests.notifications.makers import NINE, OFFICE, minutes


def waiting(person: Person) -> Message:
    """Put a text that waits ten minutes."""
    return put(
        Text("unclear_received", OFFICE),
        to=person,
        topic="",
        purpose="held",
        about="bulk:1",
        now=NINE,
        not_before=minutes(10),
        expires_at=minutes(90),
    )


def test_a_text_waits_until_its_time(maija: Person) -> None:
    text = waiting(maija)
    send_due(minutes(9))
    text.refresh_from_db()
    assert text.state == "pending"
    send_due(minutes(10))
    text.refresh_from_db()
    assert text.state in {"accepted", "delivered", "sent"}


def test_a_waiting_text_is_taken_back_and_never_goes(maija: Person) -> None:
    text = waiting(maija)
    assert take_back("held", "bulk:1", now=minutes(5)) == 1
    send_due(minutes(10))
    text.refresh_from_db()
    assert (text.state, text.due_at) == ("cancelled", None)


def test_a_text_that_has_left_is_not_taken_back(maija: Person) -> None:
    waiting(maija)
    send_due(minutes(10))
    with pytest.raises(AlreadySentError):
        take_back("held", "bulk:1", now=minutes(10))


def test_a_dropped_text_goes_after_all_and_a_sent_one_not_twice(maija: Person) -> None:
    text = waiting(maija)
    take_back("held", "bulk:1", now=minutes(1))
    text.refresh_from_db()
    assert send_after_all([text], now=minutes(20)) == 1
    text.refresh_from_db()
    assert (text.state, text.due_at) == ("pending", minutes(20))
    send_due(minutes(20))
    text.refresh_from_db()
    assert send_after_all([text], now=minutes(21)) == 0
