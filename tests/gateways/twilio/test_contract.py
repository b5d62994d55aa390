"""Twilio keeps the contract: the official client, a proxy that checks both sides, and a stateful counterpart."""

import pytest

from tests.gateways import contract
from tests.gateways.twilio.counterpart import Origins, RefusingTwilio, Twilio

pytestmark = pytest.mark.service


@pytest.fixture
def counterpart(origins: Origins, public_url: str) -> Twilio:
    """Emulate behind the proxy."""
    return Twilio(origins, public_url)


class TestTakesTexts(contract.TakesTexts):
    """Both sides keep to Twilio's own document."""


class TestNumbers(contract.RefusesNumbers):
    """The error that Twilio gives for a number."""

    @pytest.fixture
    def counterpart(self, origins: Origins, public_url: str) -> RefusingTwilio:
        """One that refuses every number."""
        return RefusingTwilio(origins, public_url)


class TestAsked(contract.IsAsked):
    """By number, words and time, or by Twilio's own id."""


class TestReports(contract.Reports):
    """Posted and signed, the first one before the text is even acknowledged."""


class TestHears(contract.HearsByWebhook):
    """Posted and signed."""


class TestLine(contract.OverHttp):
    """HTTP, as the official client speaks it."""
