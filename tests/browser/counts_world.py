"""Counts as a year leaves them: last year published with its quarters, and three quarters of this one."""

from datetime import datetime

from reports.services.targets import load_targets
from tests.reports.invented import publish_invented

LAST, THIS = 2025, 2026


def counts(now: datetime) -> None:
    """Publish invented counts, and set the targets of both years."""
    publish_invented(LAST, seed=1)
    publish_invented(THIS, quarters=3, seed=2)
    for year in (LAST, THIS):
        load_targets(year, now=now)
