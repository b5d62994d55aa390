"""Gateways that post nothing are asked: nothing is lost or doubled, and one that breaks keeps no other waiting."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from pytest_django import Settings

from notifications.gateways.base import Fault, InboundSms, Status, StatusReport
from notifications.gateways.registry import gateways
from notifications.models import Inbound
from notifications.references import reference_of
from notifications.services.polling import poll
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import NINE, Listening, ask_to_call, minutes, state_of
from tests.notifications.scripted import ScriptedGateway

OK = InboundSms("1", "+358401230002", "", "Ok")
CALL = InboundSms("2", "+358401230002", "", "Soittakaa")


class Keeping(ScriptedGateway):
    """Keeps what came in until it is told that it is stored; `dies` says when it is not told."""

    name = "keeping"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[StatusReport] = []
        self.dies = False

    def stored(self, texts: Sequence[InboundSms]) -> None:
        if self.dies:
            raise ConnectionError
        self.came_in = [text for text in self.came_in if text not in texts]

    def reports(self, since: datetime) -> list[StatusReport]:
        del since
        return self.said


class Broken(ScriptedGateway):
    """Breaks its promise not to raise."""

    name = "broken"

    def poll(self, since: datetime) -> list[InboundSms]:
        raise RuntimeError(since)


@pytest.fixture
def keeping(settings: Settings) -> Keeping:
    """The only gateway in use."""
    settings.RINKI_GATEWAYS = [f"{__name__}.Keeping"]
    (only,) = gateways()
    assert isinstance(only, Keeping)
    return only


@pytest.mark.django_db
def test_what_is_stored_is_not_given_again(keeping: Keeping) -> None:
    keeping.came_in = [OK, CALL]
    assert poll(NINE) == 2
    assert keeping.came_in == []
    assert poll(NINE) == 0
    assert list(Inbound.objects.values_list("body", flat=True)) == ["Ok", "Soittakaa"]


@pytest.mark.django_db
@pytest.mark.logs_error("Could not ask gateway keeping")
def test_who_dies_before_saying_so_is_given_the_same_again_and_keeps_it_once(
    keeping: Keeping,
) -> None:
    keeping.came_in, keeping.dies = [OK], True
    poll(NINE)
    assert (keeping.came_in, Inbound.objects.count()) == ([OK], 1)
    keeping.dies = False
    poll(minutes(1))
    assert (keeping.came_in, Inbound.objects.count()) == ([], 1)


@pytest.mark.django_db
@pytest.mark.logs_error("Could not ask gateway broken")
def test_a_gateway_that_breaks_keeps_no_other_waiting(settings: Settings) -> None:
    settings.RINKI_GATEWAYS = [f"{__name__}.Broken", f"{__name__}.Keeping"]
    keeping = gateways()[1]
    assert isinstance(keeping, Keeping)
    keeping.came_in = [OK]
    assert poll(NINE) == 1
    assert Inbound.objects.count() == 1


def test_a_report_names_the_text_itself_and_counts_once(
    keeping: Keeping, maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija)
    send_due(NINE)
    reference = reference_of(message.pk)
    taken = StatusReport("k1", Status.SENT, "sent", reference=reference)
    failed = StatusReport("k1", Status.FAILED, "failed", Fault.NUMBER, "65", reference)
    foreign = StatusReport("k2", Status.DELIVERED, "ok", reference="7.guessed")
    keeping.said = [taken, foreign]
    assert poll(minutes(1)) == 0
    assert state_of(message) == "accepted"
    keeping.said = [taken, failed, foreign]
    assert [poll(minutes(2)), poll(minutes(3))] == [1, 0]
    assert state_of(message) == "failed"
    assert message.events.filter(status="failed").count() == 1
    assert topic.lost == [message.pk]
