"""E-mail-to-SMS keeps the contract: its counterpart is a real mail server."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.gateways import contract
from tests.gateways.email.mailbox import MailServer, mail_server


@pytest.fixture
def counterpart(settings: Settings) -> Iterator[MailServer]:
    """The mail server."""
    with mail_server(settings) as server:
        yield server


class TestTakesTexts(contract.TakesTexts):
    """Every text is a letter."""


class TestNumbers(contract.RefusesNumbers):
    """The server says which addresses it has."""


class TestAsked(contract.CannotBeAsked):
    """A mail server keeps no books for those who write."""


class TestReports(contract.NeverReports):
    """Nothing comes back."""


class TestHears(contract.HearsNothing):
    """Nobody can answer."""


class TestLine(contract.OverAnotherLine):
    """The line speaks SMTP."""
