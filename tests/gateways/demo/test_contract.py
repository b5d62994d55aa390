"""The demo phones keep the contract: their counterpart is the page on which staff reads and answers texts."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import User
from notifications.gateways.registry import gateways
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from tests.gateways import contract
from tests.gateways.contract.part import written
from tests.gateways.counterpart import Taken


class DemoPhones:
    """The page of the demo phones, before a coordinator who has signed in."""

    gateway = "notifications.gateways.demo.DemoGateway"

    def __init__(self, coordinator: User, client: Client) -> None:
        self.client = client
        client.force_login(coordinator)

    def environment(self) -> dict[str, str]:
        """It needs no settings."""
        return {}

    def taken(self) -> list[Taken]:
        """Read each phone on its page."""
        shown = []
        for number in PhoneNumber.objects.filter(messages__isnull=False).distinct():
            page = self.client.get(reverse("phone", args=[number.pk]))
            if page.status_code != 200:  # the coordinator's own phone is not among them
                continue
            shown += [
                Taken(number.e164, bubble.text, str(number.pk))
                for bubble in page.context["bubbles"]
                if not bubble.is_reply
            ]
        return shown

    def incoming(self, sender: str, body: str) -> None:
        """Answer on the page; a phone is there once something was sent to it."""
        number = PhoneNumber.objects.get(e164=sender)
        if not number.messages.exists():
            now = timezone.now()
            written(Person.objects.get(numbers__number=number), gateways()[0], now)
            send_due(now)
        answer = self.client.post(reverse("phone", args=[number.pk]), {"body": body})
        assert answer.status_code == 302


@pytest.fixture
def counterpart(coordinator: User, client: Client) -> DemoPhones:
    """The demo phones."""
    return DemoPhones(coordinator, client)


class TestTakesTexts(contract.TakesTexts):
    """Every text is shown on its phone."""


class TestNumbers(contract.TakesAnyNumber):
    """Each number has a phone."""


class TestAsked(contract.KeepsNoBooks):
    """The row in the outbox is the phone."""


class TestReports(contract.ArrivesAtOnce):
    """What is on the page has arrived."""


class TestHears(contract.HearsOnAPage):
    """Staff answers as the person."""


class TestLine(contract.IsAlwaysThere):
    """Nothing leaves the machine."""
