"""What is said of a text that did not arrive, and when it may go again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from notifications.gateways.base import Fault
from notifications.rules.freshness import CAP, QUIET, WINDOW
from notifications.rules.undelivered import FAULTS, may_go_again, why

# A quarter past midnight in Helsinki: the day before has ended a quarter of an hour ago.
NOW = datetime(2026, 11, 23, 22, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("state", "fault", "words"),
    [
        ("unknown", Fault.AMBIGUOUS, "Nobody can say whether it went."),
        ("expired", "", "It was not sent in time."),
        ("failed", Fault.NUMBER, "The number takes no text messages."),
        ("failed", Fault.OPTED_OUT, "wants no more texts"),
        ("failed", Fault.CONFIGURATION, "Tell your administrator."),
        ("failed", QUIET, "wait for the morning"),
        ("failed", WINDOW, "as many texts as are allowed"),
        ("failed", CAP, "euros for texts are used"),
        ("failed", "something new", "It did not go."),
    ],
)
def test_why_it_did_not_arrive_is_said_in_a_sentence(state: str, fault: str, words: str) -> None:
    assert words in str(why(state, fault))


def test_every_fault_of_a_gateway_has_words_of_its_own() -> None:
    faults = [fault for fault in Fault if fault]
    assert list(FAULTS) == faults
    assert len({str(why("failed", fault)) for fault in faults}) == len(faults)


@pytest.mark.parametrize(
    ("state", "written", "may"),
    [
        ("failed", timedelta(minutes=10), True),
        ("expired", timedelta(minutes=10), True),
        # It may have arrived: never twice.
        ("unknown", timedelta(minutes=10), False),
        ("delivered", timedelta(minutes=10), False),
        # "Today" in its words would be another day.
        ("failed", timedelta(minutes=20), False),
    ],
)
def test_only_what_surely_did_not_go_goes_again_and_only_on_its_own_day(
    state: str, written: timedelta, *, may: bool
) -> None:
    assert may_go_again(state, NOW - written, NOW) is may
