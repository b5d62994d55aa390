"""A gateway inside the service: its phones are a page of ours, and its books are our own tables."""

import time

from django.utils import timezone

from notifications.gateways.base import Fault, Gateway, LookUp
from notifications.services.sender import send_due
from people.models import Person
from tests.gateways.contract.asking import NothingGoesTwice
from tests.gateways.contract.hearing import Hears
from tests.gateways.contract.part import Part, sms, written
from tests.gateways.counterpart import Counterpart
from tests.gateways.ear import Ear
from tests.notifications.makers import Listening, state_of


class KeepsNoBooks(NothingGoesTwice):
    """Nothing leaves the machine: what our own tables do not call sent was not sent."""

    def test_of_what_our_tables_do_not_call_sent_it_has_nothing(self, gateway: Gateway) -> None:
        assert gateway.capabilities.look_up is True
        assert gateway.look_up(sms()).look_up is LookUp.ABSENT


class ArrivesAtOnce(Part):
    """There is nothing to wait for between taking a text and its arrival."""

    def test_what_was_taken_has_arrived(
        self, gateway: Gateway, maija: Person, topic: Listening
    ) -> None:
        assert gateway.capabilities.receipts is True
        now = timezone.now()
        message = written(maija, gateway, now)
        send_due(now)
        assert state_of(message) == "delivered"
        assert (message.delivered_at, topic.lost) == (now, [])


class HearsOnAPage(Hears):
    """Who answers is signed in and presses a button: whoever presses once writes once."""

    def again(self, ear: Ear | None) -> None:
        assert ear is None

    def test_nobody_else_is_believed_to_speak_for_it(self, gateway: Gateway) -> None:
        assert gateway.capabilities.two_way is True
        assert gateway.poll(timezone.now()) == []


class IsAlwaysThere(Part):
    """A gateway inside the service: there is no line that could fail."""

    def test_it_answers_at_once_and_has_no_settings_to_be_wrong(
        self, gateway: Gateway, counterpart: Counterpart
    ) -> None:
        began = time.monotonic()
        assert gateway.send(sms()).fault is Fault.NONE
        assert time.monotonic() - began < 1
        assert dict(counterpart.environment()) == {}
