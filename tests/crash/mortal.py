"""What makes the processes of a crash test different from those of an office: they can die, and soon recover."""

import os
from datetime import timedelta
from typing import Any

from notifications.rules import breaker
from notifications.services import claims, orphans, settling
from tests.crash.dying import wrap
from tests.crash.points import ALL

LEASE, MARGIN = "RINKI_TEST_LEASE", "RINKI_TEST_MARGIN"


def become_mortal() -> None:
    """Wrap all points of death; shorten the lease and its margin (seconds) where the environment says so."""
    if LEASE in os.environ:
        claims.LEASE = timedelta(seconds=float(os.environ[LEASE]))
    if MARGIN in os.environ:
        margin = timedelta(seconds=float(os.environ[MARGIN]))
        readers: list[Any] = [claims, settling, orphans]
        for reader in readers:
            reader.MARGIN = margin
    # Whether a gateway is left alone is tested elsewhere: here it works, and only its answers are lost.
    breaker.FAILURES = 1_000_000
    for place in dict.fromkeys(point.place for point in ALL):
        wrap(place)
