"""A database with invented years in it, published period by period as they close."""

from datetime import UTC, datetime

from backend.demo.history import seed_history
from directory.actors import COMMAND
from reports.counting.periods import quarters_of, with_its_year
from reports.services.publish import Published, publish


def publish_years(seed: int, first_year: int, years: int) -> list[Published]:
    """Seed `years` from `first_year` on, and publish each quarter and year right after its close."""
    seed_history(seed, first_year, years)
    made = []
    for year in range(first_year, first_year + years):
        for quarter in quarters_of(year):
            now = datetime(quarter.end.year, quarter.end.month, 2, 9, tzinfo=UTC)
            made += [publish(p, by=COMMAND, now=now) for p in with_its_year(quarter)]
    return made
