"""What people write to us: kept word for word and once, and believed only when the gateway brought it."""

import logging
from dataclasses import replace

import pytest
from django.utils import timezone

from notifications.gateways.base import Gateway
from notifications.models import Inbound, Message
from notifications.services.inbound import process_new
from notifications.services.polling import poll
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from tests.gateways.contract.part import NORDIC, NUMBER, PRIVATE, Part, fresh, written
from tests.gateways.contract.reporting import Posted
from tests.gateways.counterpart import Answering, Counterpart, Posting, eventually
from tests.gateways.ear import Ear, Heard
from tests.notifications.makers import Listening, state_of

LONGEST = 10_000_000


def kept() -> list[tuple[str, str]]:
    """Return who wrote what, as it stands in our tables."""
    return list(Inbound.objects.order_by("pk").values_list("sender", "body"))


class Hears(Part):
    """What holds whether texts are posted or fetched."""

    def again(self, ear: Ear | None) -> None:
        """Let the same texts reach us once more."""
        raise NotImplementedError

    @pytest.fixture
    def ear(self) -> Ear | None:
        """Nothing is posted, unless a part says otherwise."""
        return None

    @pytest.mark.usefixtures("gateway", "coordinator", "maija", "topic")
    @pytest.mark.parametrize("body", ["Ok", NORDIC, NORDIC * 5], ids=["ok", "nordic", "long"])
    def test_a_text_is_kept_word_for_word_and_once_though_it_comes_three_times(
        self, counterpart: Answering, ear: Ear | None, body: str
    ) -> None:
        counterpart.incoming(NUMBER, body)
        assert self.waits_for(1)
        self.again(ear)
        self.again(ear)
        self.listen()
        assert kept() == [(NUMBER, body)]

    @pytest.mark.usefixtures("maija")
    def test_a_word_that_stops_is_heard_and_nothing_more_goes(
        self, gateway: Gateway, counterpart: Answering, maija: Person, topic: Listening
    ) -> None:
        message = written(maija, gateway, timezone.now())
        counterpart.incoming(NUMBER, "Lopeta")
        assert self.waits_for(1)
        assert eventually(lambda: PhoneNumber.objects.get(e164=NUMBER).stopped_at)
        send_due(timezone.now())
        assert self.becomes(message, "failed") == "failed"
        assert message.error == "opted_out"
        # The one text that goes after it confirms that it was heard.
        assert {text.body for text in counterpart.taken()}.isdisjoint({message.body})
        assert topic.lost == [message.pk]

    @pytest.mark.usefixtures("gateway", "maija", "topic")
    def test_nothing_of_what_came_is_logged(
        self, counterpart: Answering, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        counterpart.incoming(NUMBER, NORDIC)
        assert self.waits_for(1)
        assert [word for word in PRIVATE if word in caplog.text] == []

    def waits_for(self, count: int) -> bool:
        """Tell whether so many texts come to be kept and read."""

        def there() -> bool:
            self.listen()
            read = Inbound.objects.exclude(state=Inbound.State.NEW)
            return read.count() == count

        return eventually(there)


class HearsByWebhook(Posted, Hears):
    """A gateway that posts what people write."""

    def listen(self) -> None:
        """Read what was posted, as the clock does within its minute."""
        process_new(timezone.now())

    def again(self, ear: Ear | None) -> None:
        assert ear is not None
        answer = ear.pass_on(ear.about("inbound")[0])
        assert answer == ear.answered[0]
        assert answer.status < 300

    @pytest.fixture
    def genuine(
        self, gateway: Gateway, counterpart: Posting, maija: Person, topic: Listening, ear: Ear
    ) -> Heard:
        """A genuine request whose text was forgotten again, as if it had never come."""
        del gateway, maija, topic
        counterpart.incoming(NUMBER, "Ok")
        assert self.waits_for(1)
        Inbound.objects.all().delete()
        return ear.about("inbound")[0]

    @pytest.mark.usefixtures("gateway", "coordinator", "maija", "topic")
    def test_what_is_posted_and_found_by_asking_is_kept_once_in_either_order(
        self, counterpart: Posting, ear: Ear
    ) -> None:
        body = fresh("Ok")
        counterpart.incoming(NUMBER, body)
        assert self.waits_for(1)
        poll(timezone.now())
        assert kept().count((NUMBER, body)) == 1
        Inbound.objects.all().delete()
        poll(timezone.now())
        self.again(ear)
        assert kept().count((NUMBER, body)) == 1

    def test_what_the_gateway_did_not_sign_is_refused_and_leaves_no_trace(
        self, counterpart: Posting, ear: Ear, genuine: Heard
    ) -> None:
        versions = counterpart.forged(genuine)
        assert len(versions) >= 3
        for version in versions:
            assert version != genuine
            assert ear.pass_on(version).status in {400, 403, 404, 413}, version
        assert kept() == []
        assert ear.pass_on(genuine).status < 300
        assert kept() == [(NUMBER, "Ok")]

    def test_ten_megabytes_are_refused_and_nothing_of_them_is_kept_or_logged(
        self, ear: Ear, genuine: Heard, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.clear()
        caplog.set_level(logging.DEBUG)
        filler = b"&Body=" + b"Muistathan" * (LONGEST // 10)
        answer = ear.pass_on(replace(genuine, method="POST", body=genuine.body + filler))
        assert answer.status in {400, 403, 413}
        assert kept() == []
        assert "Muistathan" not in caplog.text
        assert len(caplog.text) < 10_000


class HearsByPoll(Hears):
    """A gateway that is asked for what people wrote."""

    def listen(self) -> None:
        """Ask as the clock does."""
        now = timezone.now()
        poll(now)
        process_new(now)

    def again(self, ear: Ear | None) -> None:
        assert ear is None
        self.listen()


class HearsNothing(Part):
    """A gateway that goes one way: no text that asks for an answer ever goes through it."""

    def test_it_hears_nothing_and_carries_no_question(
        self, gateway: Gateway, counterpart: Counterpart, maija: Person, topic: Listening
    ) -> None:
        assert gateway.capabilities.two_way is False
        now = timezone.now()
        assert gateway.poll(now) == []
        message = written(maija, gateway, now)
        Message.objects.filter(pk=message.pk).update(two_way=True)
        send_due(now)
        assert state_of(message) not in {"accepted", "sent", "delivered"}
        assert counterpart.taken() == []
