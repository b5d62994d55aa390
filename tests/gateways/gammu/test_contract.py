"""A modem keeps the contract: its counterpart is the real gammu-smsd with its dummy phone."""

from tests.gateways import contract


class TestTakesTexts(contract.TakesTexts):
    """Every text goes out by the modem."""


class TestNumbers(contract.TakesAnyNumber):
    """The network alone knows a wrong number, and says so in a report."""


class TestAsked(contract.IsAsked):
    """The daemon's lists carry our reference."""


class TestReports(contract.ReportsWhenAsked):
    """The network's reports stand in the daemon's list."""


class TestHears(contract.HearsByPoll):
    """What came in waits in the daemon's inbox."""


class TestLine(contract.OverAnotherLine):
    """The line is the daemon's database."""
