"""The hours in which people are written to: the usual ones, others, and public holidays."""

from datetime import UTC, datetime, time

import pytest

from notifications.rules.quiet import USUAL, Hours, opens_at

RESTING = Hours(time(8), time(20), rests_on_holidays=True)
LATE = Hours(time(10, 30), time(12))


def helsinki(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    """Return the instant of a winter hour of 2026 by the clock on the wall."""
    return datetime(2026, month, day, hour - 2, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "opens"),
    [
        (USUAL, helsinki(1, 8), None),
        (USUAL, helsinki(1, 19, 59), None),
        (USUAL, helsinki(1, 7, 59), helsinki(1, 8)),
        (USUAL, helsinki(1, 20), helsinki(2, 8)),
        (LATE, helsinki(1, 9), helsinki(1, 10, 30)),
        (LATE, helsinki(1, 11), None),
        (LATE, helsinki(1, 12), helsinki(2, 10, 30)),
        # Independence Day, a Sunday: as any other day, or not at all.
        (USUAL, helsinki(6, 12), None),
        (RESTING, helsinki(6, 12), helsinki(7, 8)),
        (RESTING, helsinki(5, 21), helsinki(7, 8)),
        # Christmas Day and the day after it.
        (RESTING, helsinki(25, 7), helsinki(27, 8)),
        (RESTING, helsinki(24, 20), helsinki(27, 8)),
    ],
)
def test_texts_wait_until_the_hours_open(
    hours: Hours, now: datetime, opens: datetime | None
) -> None:
    assert opens_at(now, hours) == opens


def test_the_hour_on_the_wall_counts_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 28, 19, 0, tzinfo=UTC)  # 21.00 on the eve, winter time
    assert opens_at(before) == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)  # 8.00, summer time
