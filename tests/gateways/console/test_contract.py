"""A file keeps the contract, as far as a file can."""

import json
from pathlib import Path

import pytest

from notifications.gateways.base import Fault, GatewaySettingsError
from notifications.gateways.console import ConsoleGateway
from notifications.gateways.console.config import ConsoleConfig
from tests.gateways import contract
from tests.gateways.contract.part import LINES_AND_SIGNS, NUMBER, sms
from tests.gateways.counterpart import Taken


class File:
    """A file that is read as an operator reads it."""

    gateway = "notifications.gateways.console.ConsoleGateway"

    def __init__(self, path: Path) -> None:
        self.path = path

    def environment(self) -> dict[str, str]:
        """Lead the gateway to the file."""
        return {"CONSOLE_FILE": str(self.path)}

    def away(self) -> dict[str, str]:
        """Return settings that lead to a folder that is not there."""
        return {"CONSOLE_FILE": str(self.path.parent / "nowhere" / "texts")}

    def taken(self) -> list[Taken]:
        """Read the lines."""
        if not self.path.exists():
            return []
        lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return [Taken(line["to"], line["text"], line["at"]) for line in lines]


@pytest.fixture
def counterpart(tmp_path: Path) -> File:
    """A file that nobody has written to."""
    return File(tmp_path / "texts")


class TestTakesTexts(contract.TakesTexts):
    """Every text is a line."""


class TestNumbers(contract.TakesAnyNumber):
    """A file knows no numbers."""


class TestAsked(contract.CannotBeAsked):
    """What was written for people to read is not asked."""


class TestReports(contract.NeverReports):
    """Nobody knows who reads."""


class TestHears(contract.HearsNothing):
    """Nobody can answer."""


class TestLine(contract.OverAnotherLine):
    """The line is the file system."""


def test_nobody_but_its_owner_may_read_the_file(counterpart: File) -> None:
    ConsoleGateway(ConsoleConfig(str(counterpart.path))).send(sms())
    assert counterpart.path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_took_nothing() -> None:
    assert ConsoleGateway(ConsoleConfig("/dev/full")).send(sms()).fault is Fault.TEMPORARY


def test_a_dash_is_the_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert ConsoleGateway(ConsoleConfig("-")).send(sms(LINES_AND_SIGNS)).fault is Fault.NONE
    told = json.loads(capsys.readouterr().out)
    assert (told["to"], told["text"]) == (NUMBER, LINES_AND_SIGNS)


def test_where_to_write_is_never_guessed() -> None:
    with pytest.raises(GatewaySettingsError, match="CONSOLE_FILE"):
        ConsoleConfig.from_environment({})
