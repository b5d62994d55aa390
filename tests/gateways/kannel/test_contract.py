"""Kannel keeps the contract, with a real Kannel and an SMPP centre at the other end of its line."""

import pytest

from tests.gateways import contract
from tests.gateways.contract.reporting import Posted

pytestmark = pytest.mark.service


class TestTakesTexts(contract.TakesTexts):
    """The carrier has them word for word, in one part or several."""


class TestNumbers(Posted, contract.RefusesNumbers):
    """The carrier says that it does not know a number; Kannel reports it."""


class TestAsked(contract.CannotBeAsked):
    """Kannel gives no id and has no list."""


class TestReports(contract.Reports):
    """The carrier's receipts, as Kannel's calls."""


class TestHears(contract.HearsByWebhook):
    """What people write, as Kannel's posts."""


class TestLine(contract.OverHttp):
    """Every bad answer leaves it open whether the text went."""
