"""What became of a text: statuses climb in our own tables, whoever brings them and in whatever order."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from notifications.gateways.base import Gateway, Status
from notifications.models import Message
from notifications.services.sender import send_due
from people.models import Person
from tests.gateways.contract.part import Part, written
from tests.gateways.counterpart import Counterpart, Reporting, Taken, eventually
from tests.gateways.ear import Ear, listening
from tests.notifications.makers import Listening, state_of

A_DAY_LATER = timedelta(hours=25)


class Posted(Part):
    """The service under a public address, at which everything that comes is heard."""

    @pytest.fixture
    def ear(self, live_server: LiveServer) -> Iterator[Ear]:
        """The public address of the service."""
        with listening(live_server.url) as ear:
            yield ear

    @pytest.fixture
    def public_url(self, ear: Ear) -> str:
        """What is posted there reaches the service."""
        return ear.url


class Reported(Part):
    """What holds whether reports are posted or asked for."""

    @pytest.fixture
    def sent(
        self, gateway: Gateway, counterpart: Counterpart, maija: Person, topic: Listening
    ) -> tuple[Message, Taken]:
        """A text that was taken, in our tables and as the counterpart holds it."""
        del topic
        message = written(maija, gateway, timezone.now())
        send_due(message.created_at)
        (taken,) = eventually(counterpart.taken)
        assert state_of(message) in {"accepted", "sent", "delivered"}
        return message, taken

    def test_a_text_that_arrives_is_known_to_have(
        self, gateway: Gateway, counterpart: Reporting, sent: tuple[Message, Taken]
    ) -> None:
        assert gateway.capabilities.receipts is True
        message, taken = sent
        counterpart.report(taken, Status.SENT)
        counterpart.report(taken, Status.DELIVERED)
        assert self.becomes(message, "delivered") == "delivered"
        assert message.delivered_at is not None
        assert message.events.count() >= 1

    def test_a_text_that_fails_later_is_known_to_have_and_its_topic_hears_once(
        self, counterpart: Reporting, sent: tuple[Message, Taken], topic: Listening
    ) -> None:
        message, taken = sent
        counterpart.report(taken, Status.FAILED)
        assert self.becomes(message, "failed") == "failed"
        assert topic.lost == [message.pk]


class Reports(Posted, Reported):
    """A gateway that posts what became of a text."""

    def test_reports_in_reverse_order_and_twice_over_change_nothing(
        self, counterpart: Reporting, sent: tuple[Message, Taken], ear: Ear
    ) -> None:
        message, taken = sent
        counterpart.report(taken, Status.SENT)
        counterpart.report(taken, Status.DELIVERED)
        assert self.becomes(message, "delivered") == "delivered"
        heard = ear.about("status")
        for request in [*reversed(heard), *heard]:
            assert ear.pass_on(request).status < 300
            assert state_of(message) == "delivered"
        assert Message.objects.count() == 1

    def test_a_report_of_an_unknown_text_has_no_effect(
        self, counterpart: Reporting, sent: tuple[Message, Taken], ear: Ear
    ) -> None:
        message, taken = sent
        counterpart.report(taken, Status.SENT)
        eventually(lambda: ear.about("status"))
        state = state_of(message)
        genuine = ear.about("status")[-1]
        for reference in ("1", "999999.guessed", "%00", "%C3%A5"):
            path = genuine.path.replace(_reference_in(genuine.path), reference)
            answer = ear.pass_on(type(genuine)("POST", path, genuine.headers, genuine.body))
            assert answer.status in {400, 403, 404}
        assert state_of(message) == state


class ReportsWhenAsked(Reported):
    """A gateway that says what became of a text when it is asked."""

    def listen(self) -> None:
        """Ask as the sender's clock does when the hour of asking has come."""
        now = timezone.now()
        Message.objects.filter(state="accepted").update(due_at=now)
        send_due(now)


class NeverReports(Part):
    """A gateway that never says what became of a text: it rests as sent."""

    def test_after_a_day_the_text_rests_as_sent(
        self, gateway: Gateway, counterpart: Counterpart, maija: Person, topic: Listening
    ) -> None:
        assert gateway.capabilities.receipts is False
        now = timezone.now()
        message = written(maija, gateway, now)
        send_due(now)
        assert eventually(counterpart.taken)
        send_due(now + A_DAY_LATER)
        assert state_of(message) == "sent"
        assert topic.lost == []


def _reference_in(path: str) -> str:
    """Return our own reference in the address of a report."""
    return path.partition("/status/")[2].partition("/")[0]
