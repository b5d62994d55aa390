"""The hours in which people are written to, and the waits between tries."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.timing import noon_after, quiet_until, retry_at


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-23T05:59", "2026-11-23T06:00"),  # 7.59 in winter
        ("2026-11-23T06:00", None),
        ("2026-11-23T17:59", None),
        ("2026-11-23T18:00", "2026-11-24T06:00"),  # 20.00 in winter
        ("2026-07-01T16:59", None),
        ("2026-07-01T17:00", "2026-07-02T05:00"),  # 20.00 in summer
        ("2027-03-27T19:00", "2027-03-28T05:00"),  # over the night that loses an hour
    ],
)
def test_people_are_written_to_from_eight_to_twenty_by_the_wall_clock(
    now: str, until: str | None
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert quiet_until(moment) == expected


def test_each_wait_is_longer_and_the_fifth_failure_is_the_last() -> None:
    now = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    waits = [retry_at(now, attempts, spread=0) for attempts in range(1, 6)]
    assert waits == [now + timedelta(minutes=m) for m in (1, 3, 9, 27)] + [None]


def test_texts_that_failed_together_come_back_apart() -> None:
    now = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    back = {retry_at(now, 1, spread) for spread in range(100)}
    assert len(back) == 100
    assert all(
        moment and timedelta(minutes=1) <= moment - now < timedelta(minutes=1.5) for moment in back
    )


def test_a_late_answer_belongs_to_its_day_until_noon_of_the_next() -> None:
    late_evening = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    assert noon_after(late_evening) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    after_midnight = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert noon_after(after_midnight) == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
