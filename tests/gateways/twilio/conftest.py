"""The programs that stand in for Twilio, started once a session."""

from collections.abc import Iterator

import pytest

from tests.gateways.twilio.counterpart import Origins, running


@pytest.fixture(scope="session")
def origins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origins]:
    """Where emulate, the proxy and the mock listen."""
    with running(tmp_path_factory.mktemp("twilio")) as origins:
        yield origins
