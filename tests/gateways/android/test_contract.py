"""An Android phone keeps the contract: the app's own client, and prism between it and a phone.

No package was found that carries the app's own description of its interface, so prism holds both sides to one of
ours (`openapi.json`), written from the facts of the app's documentation. The phone itself is ours as well.
"""

import pytest

from tests.gateways import contract

pytestmark = pytest.mark.service


class TestTakesTexts(contract.TakesTexts):
    """Word for word, whatever the alphabet: the phone splits and counts."""


class TestNumbers(contract.TakesAnyNumber):
    """The phone hears of a wrong number later, from its network, and in no words one could rely on."""


class TestAsked(contract.IsAsked):
    """Our own reference is the text's id there."""


class TestReports(contract.Reports):
    """One signed post for each thing that happens."""


class TestHears(contract.HearsByWebhook):
    """One signed post for each text."""


class TestLine(contract.OverHttp):
    """Every bad answer leaves it open whether the text went; then the phone is asked."""
