"""One daemon for the tests of a file: it takes seconds to find its phone."""

from collections.abc import Iterator

import pytest

from notifications.gateways.gammu import GammuGateway
from notifications.gateways.gammu.config import GammuConfig
from tests.gateways.gammu.modem import OWN_NUMBER, Modem, modem_for_this_run


@pytest.fixture(scope="module")
def daemon() -> Iterator[Modem]:
    """The daemon, started."""
    with modem_for_this_run() as running:
        yield running


@pytest.fixture
def counterpart(daemon: Modem) -> Modem:
    """The daemon, with nothing on its way and nothing in its lists."""
    daemon.forget()
    return daemon


@pytest.fixture
def modem(counterpart: Modem) -> Modem:
    """The same, by its name in the field."""
    return counterpart


@pytest.fixture
def gateway(modem: Modem) -> GammuGateway:
    """The gateway, led to the daemon."""
    return GammuGateway(GammuConfig(modem.database, number=OWN_NUMBER))
