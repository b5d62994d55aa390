"""How many texts a person gets in a day and night, and what a municipality may spend in a month."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from notifications.rules.caps import is_near, month_after, opens_again
from notifications.rules.window import WINDOW, room_at

NOW = datetime(2026, 12, 15, 10, tzinfo=UTC)


def hours_ago(*hours: float) -> list[datetime]:
    """Return the instants so many hours before now."""
    return [NOW - timedelta(hours=count) for count in hours]


@pytest.mark.parametrize(
    ("sent", "most", "room"),
    [
        ([], 1, None),
        (hours_ago(1), 2, None),
        (hours_ago(1), 1, NOW + timedelta(hours=23)),
        (hours_ago(23, 1, 12), 3, NOW + timedelta(hours=1)),
        (hours_ago(24, 1), 2, None),
        (hours_ago(5, 4, 3, 2), 2, NOW + timedelta(hours=21)),
    ],
)
def test_there_is_room_again_when_enough_of_the_last_day_have_grown_old(
    sent: list[datetime], most: int, room: datetime | None
) -> None:
    assert room_at(sent, most, NOW) == room
    if room:
        assert len([at for at in sent if at > room - WINDOW]) < most


@pytest.mark.parametrize(
    ("spent", "cap", "near", "capped"),
    [
        ("0", None, False, False),
        ("79.99", "100", False, False),
        ("80", "100", True, False),
        ("99.99", "100", True, False),
        ("100", "100", True, True),
    ],
)
def test_a_cap_warns_at_four_fifths_and_holds_until_the_next_month(
    spent: str, cap: str | None, near: bool, capped: bool
) -> None:
    limit = Decimal(cap) if cap else None
    assert is_near(Decimal(spent), limit) is near
    # Midnight in Helsinki is ten in the evening before.
    january = datetime(2026, 12, 31, 22, tzinfo=UTC)
    assert opens_again(Decimal(spent), limit, NOW) == (january if capped else None)


def test_after_december_comes_january() -> None:
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_after(date(2026, 1, 1)) == date(2026, 2, 1)
