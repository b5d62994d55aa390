"""A lost answer: the gateway is asked, tells the truth, and no text goes twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.gateways.base import Fault, Gateway, LookUp, SendResult, Sms
from notifications.services.sender import send_due
from people.models import Person
from tests.gateways.contract.part import NORDIC, Part, fresh, sms, written
from tests.gateways.counterpart import Counterpart, eventually
from tests.notifications.makers import Listening, state_of

LATER = timedelta(hours=1)
LOST = SendResult(fault=Fault.AMBIGUOUS, code="lost")


def lose_the_answer(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, *, before_the_call: bool
) -> None:
    """Let the next call end without an answer: before or after the gateway was reached."""
    send = gateway.send

    def lossy(text: Sms) -> SendResult:
        if not before_the_call:
            assert send(text).fault is Fault.NONE
        monkeypatch.undo()
        return LOST

    monkeypatch.setattr(gateway, "send", lossy)


class NothingGoesTwice(Part):
    """What holds wherever it can be known what was taken."""

    @pytest.mark.usefixtures("topic")
    @pytest.mark.parametrize("before_the_call", [False, True], ids=["after", "before"])
    def test_after_a_lost_answer_the_text_is_there_exactly_once(
        self,
        gateway: Gateway,
        counterpart: Counterpart,
        maija: Person,
        before_the_call: bool,
    ) -> None:
        now = timezone.now()
        message = written(maija, gateway, now)
        with pytest.MonkeyPatch.context() as patch:
            lose_the_answer(gateway, patch, before_the_call=before_the_call)
            send_due(now)
        assert state_of(message) in {"sending", "accepted", "delivered"}
        for minutes in (0, 10, 20):
            send_due(now + LATER + timedelta(minutes=minutes))
        eventually(counterpart.taken)
        assert state_of(message) in {"accepted", "sent", "delivered"}
        assert len(counterpart.taken()) == 1


class IsAsked(NothingGoesTwice):
    """A gateway that knows what it took."""

    def test_what_it_took_it_finds_and_what_it_did_not_take_it_has_not(
        self, gateway: Gateway, counterpart: Counterpart
    ) -> None:
        assert gateway.capabilities.look_up is True
        text = sms(fresh(NORDIC))
        assert gateway.look_up(text).look_up is LookUp.ABSENT
        result = gateway.send(text)
        assert eventually(counterpart.taken)
        found = eventually(lambda: f if (f := gateway.look_up(text)).report else None)
        assert found is not None
        assert found.look_up is LookUp.FOUND
        assert found.report is not None
        assert found.report.provider_id == result.provider_id
        known = gateway.look_up(replace(text, provider_id=result.provider_id))
        assert known.look_up is LookUp.FOUND
        assert gateway.look_up(sms("Another text")).look_up is LookUp.ABSENT


class CannotBeAsked(Part):
    """A gateway that keeps no books: a lost answer stays unknown, and a person takes over."""

    def test_it_says_that_it_cannot_say(self, gateway: Gateway) -> None:
        assert gateway.capabilities.look_up is False
        text = sms()
        gateway.send(text)
        assert gateway.look_up(text).look_up is LookUp.CANNOT_SAY

    def test_after_a_lost_answer_nothing_goes_again_and_its_topic_hears(
        self, gateway: Gateway, counterpart: Counterpart, maija: Person, topic: Listening
    ) -> None:
        now = timezone.now()
        message = written(maija, gateway, now)
        with pytest.MonkeyPatch.context() as patch:
            lose_the_answer(gateway, patch, before_the_call=True)
            send_due(now)
        for minutes in (0, 10, 20):
            send_due(now + LATER + timedelta(minutes=minutes))
        assert state_of(message) == "unknown"
        assert topic.lost == [message.pk]
        assert counterpart.taken() == []
