"""A text handed over: it arrives word for word, once, and leaves no word in the log."""

import logging

import pytest
from django.test import RequestFactory
from django.utils import timezone

from notifications.gateways.base import Fault, Gateway
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from tests.gateways.contract.part import (
    LINES_AND_SIGNS,
    LONG,
    NORDIC,
    NUMBER,
    PLAIN,
    PRIVATE,
    Part,
    sms,
    written,
)
from tests.gateways.counterpart import Counterpart, Refusing, eventually
from tests.notifications.makers import Listening, make_person, state_of


class TakesTexts(Part):
    """Every gateway."""

    @pytest.mark.parametrize(
        "body",
        [PLAIN, NORDIC, LONG, LINES_AND_SIGNS],
        ids=["plain", "nordic", "long", "lines and signs"],
    )
    def test_a_text_arrives_word_for_word_and_once(
        self,
        gateway: Gateway,
        counterpart: Counterpart,
        maija: Person,
        topic: Listening,
        body: str,
    ) -> None:
        now = timezone.now()
        message = written(maija, gateway, now, body)
        send_due(now)
        assert state_of(message) in {"accepted", "sent", "delivered"}
        taken = eventually(counterpart.taken)
        assert [(text.to, text.body) for text in taken] == [(NUMBER, body)]
        assert topic.lost == []

    def test_it_says_how_long_a_call_may_take_and_how_many_help(self, gateway: Gateway) -> None:
        assert 0 < gateway.timeout <= 30
        assert gateway.listing_lag >= 0
        assert gateway.rate > 0
        assert gateway.concurrent >= 1

    def test_nothing_of_a_text_or_its_number_is_logged(
        self, gateway: Gateway, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        text = sms(NORDIC)
        gateway.send(text)
        gateway.look_up(text)
        gateway.poll(text.handed_over_at)
        assert [word for word in PRIVATE if word in caplog.text] == []

    def test_what_no_gateway_posted_is_not_believed(
        self, gateway: Gateway, rf: RequestFactory
    ) -> None:
        forms = [rf.post("/"), rf.post("/", {"Body": "STOP"}), rf.get("/")]
        forms.append(rf.post("/", b'{"event": "sms:received"}', content_type="application/json"))
        assert [gateway.verify(form) for form in forms] == [False] * len(forms)


class RefusesNumbers(Part):
    """A gateway whose counterpart says which number it does not serve, at once or later."""

    def test_a_refused_number_fails_visibly_and_its_person_is_phoned(
        self, gateway: Gateway, counterpart: Refusing, maija: Person, topic: Listening
    ) -> None:
        now = timezone.now()
        nobody = make_person("Veikko", counterpart.bad_number())
        message = written(nobody, gateway, now)
        send_due(now)
        self.becomes(message, "failed")
        assert (message.state, message.error) == ("failed", Fault.NUMBER)
        assert topic.lost == [message.pk]
        assert PhoneNumber.objects.get(e164=counterpart.bad_number()).takes_sms == "no"
        assert PhoneNumber.objects.get(e164=NUMBER).takes_sms != "no"


class TakesAnyNumber(Part):
    """A gateway that cannot know numbers: it takes each, and what went wrong is not heard of."""

    @pytest.mark.usefixtures("coordinator", "topic")
    def test_any_number_is_taken_and_said_to_be(
        self, gateway: Gateway, counterpart: Counterpart
    ) -> None:
        now = timezone.now()
        message = written(make_person("Veikko", "+3584000"), gateway, now)
        send_due(now)
        assert state_of(message) in {"accepted", "sent", "delivered"}
        taken = eventually(counterpart.taken)
        assert [text.to for text in taken] == ["+3584000"]
