"""All that may keep a text from going, in one table, and which of two reasons counts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from notifications.rules.freshness import Verdict, verdict

NOW = datetime(2026, 12, 15, 10, tzinfo=UTC)
LATER, MUCH_LATER = NOW + timedelta(hours=1), NOW + timedelta(days=3)


@dataclass
class Known:
    """What is known of a text that may go."""

    is_too_late: bool = False
    is_wanted: bool = True
    has_stopped: bool = False
    has_new_holder: bool = False
    is_exempt: bool = False
    expires_at: datetime = NOW + timedelta(hours=3)
    quiet_until: datetime | None = None
    full_until: datetime | None = None
    capped_until: datetime | None = None


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(), None),
        (Known(is_too_late=True), Verdict("expire")),
        (Known(is_wanted=False), Verdict("cancel")),
        (Known(has_stopped=True), Verdict("fail", "opted_out")),
        (Known(has_new_holder=True), Verdict("fail", "number")),
        (Known(quiet_until=LATER), Verdict("hold", until=LATER)),
        (Known(full_until=LATER), Verdict("hold", until=LATER)),
        (Known(capped_until=LATER), Verdict("hold", until=LATER)),
        # What would come too late then is not held: somebody phones instead.
        (Known(quiet_until=MUCH_LATER), Verdict("fail", "quiet")),
        (Known(full_until=MUCH_LATER), Verdict("fail", "window")),
        (Known(capped_until=MUCH_LATER), Verdict("fail", "cap")),
        # Urgent ones and answers keep no hours and no limits; but they are not sent in vain.
        (Known(is_exempt=True, quiet_until=LATER, full_until=LATER, capped_until=LATER), None),
        (Known(is_exempt=True, is_wanted=False), Verdict("cancel")),
        (Known(is_exempt=True, has_stopped=True), Verdict("fail", "opted_out")),
        # The first rule that has something to say counts.
        (Known(is_too_late=True, is_wanted=False), Verdict("expire")),
        (Known(is_wanted=False, has_stopped=True, quiet_until=LATER), Verdict("cancel")),
        (Known(quiet_until=LATER, full_until=MUCH_LATER), Verdict("hold", until=LATER)),
    ],
)
def test_the_first_rule_with_something_to_say_decides(
    known: Known, expected: Verdict | None
) -> None:
    assert verdict(known) == expected
