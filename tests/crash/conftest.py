"""What every crash test needs: a place for its files, a carrier, and what the processes are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django_q.conf import Conf

from tests.crash import dying, line, servers


@pytest.fixture
def carrier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Start the carrier, and have this process know it, the folder of the armed points and the workers' queue."""
    with servers.exchange() as port:
        monkeypatch.setenv(line.PORT, str(port))
        monkeypatch.setenv(dying.ARMED, str(tmp_path))
        monkeypatch.setattr(Conf, "REDIS", servers.queue_url())
        yield port
