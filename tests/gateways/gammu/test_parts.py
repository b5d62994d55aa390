"""The rules of the gammu gateway that need no daemon: settings, words, lengths of time, parts."""

from datetime import timedelta

import pytest

from notifications.gateways.base import Fault, GatewaySettingsError, Status
from notifications.gateways.gammu.codes import fault_of_report, status_of_parts
from notifications.gateways.gammu.config import GammuConfig
from notifications.gateways.gammu.outbox import validity
from notifications.gateways.gammu.parts import InboxRow, arrivals

FIRST, SECOND = "050003070201", "050003070202"


@pytest.mark.parametrize("database", ["", "smsd.db", "mysql://smsd@db/smsd"])
def test_it_refuses_to_start_without_a_database_that_it_knows(database: str) -> None:
    with pytest.raises(GatewaySettingsError, match="GAMMU_DATABASE"):
        GammuConfig.from_environment({"GAMMU_DATABASE": database})


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["SendingOK"], Status.SENT),
        (["SendingOKNoReport"], Status.SENT),
        (["DeliveryPending"], Status.SENT),
        (["DeliveryUnknown"], Status.SENT),
        (["DeliveryOK"], Status.DELIVERED),
        (["DeliveryOK", "SendingOK"], Status.SENT),
        (["DeliveryOK", "DeliveryOK"], Status.DELIVERED),
        (["DeliveryOK", "DeliveryFailed"], Status.FAILED),
        (["SendingOK", "SendingError"], Status.FAILED),
        (["Error"], Status.FAILED),
        (["SomethingNew"], Status.SENT),
    ],
)
def test_a_text_is_where_its_parts_are(words: list[str], status: Status) -> None:
    assert status_of_parts(words) is status


@pytest.mark.parametrize(
    ("word", "code", "fault"),
    [
        ("SendingError", -1, Fault.TEMPORARY),
        ("DeliveryFailed", 0x41, Fault.NUMBER),
        ("DeliveryFailed", 0x46, Fault.TEMPORARY),
        ("DeliveryFailed", 0x62, Fault.TEMPORARY),
        ("DeliveryFailed", 0x42, Fault.REFUSED),
        ("DeliveryFailed", 0, Fault.REFUSED),
    ],
)
def test_the_networks_code_says_why(word: str, code: int, fault: Fault) -> None:
    assert fault_of_report(word, code) is fault


@pytest.mark.parametrize("minutes", [1, 7, 30, 719, 745, 760, 1441, 2881, 20000, 50000, 90000])
def test_a_text_may_never_take_longer_than_it_is_given(minutes: int) -> None:
    code = validity(timedelta(minutes=minutes))
    # The other way round, as the specification writes it.
    if code <= 143:
        allowed = (code + 1) * 5
    elif code <= 167:
        allowed = 12 * 60 + (code - 143) * 30
    else:
        allowed = (code - 166 if code <= 196 else (code - 192) * 7) * 24 * 60
    assert max(5, minutes * 0.4) <= allowed <= max(5, minutes)


def row(number: int, text: str, header: str = "", received: str = "09:00") -> InboxRow:
    """Return a row of the inbox."""
    return InboxRow(number, "+358401230002", received, text, header, age=1)


def test_parts_are_put_together_in_their_order() -> None:
    (text,) = arrivals([row(1, "loppu", SECOND), row(2, "alku ", FIRST)])
    assert (text.body, text.ids, text.is_whole) == ("alku loppu", [1, 2], True)


def test_one_that_the_daemon_put_together_is_the_same_text() -> None:
    (joined,) = arrivals([row(5, "alku loppu", FIRST), row(6, "", SECOND)])
    (apart,) = arrivals([row(1, "alku ", FIRST), row(2, "loppu", SECOND)])
    assert joined.identity == apart.identity


def test_a_number_that_comes_round_again_is_another_text() -> None:
    rows = [row(1, "a", FIRST), row(2, "b", SECOND)]
    later = [row(3, "c", FIRST, "10:00"), row(4, "d", SECOND, "10:00")]
    assert [text.body for text in arrivals([*rows, *later])] == ["ab", "cd"]


def test_what_was_written_down_twice_in_part_is_there_once_and_all_of_it_is_ticked_off() -> None:
    rows = [row(1, "ab", FIRST), row(2, "ab", FIRST), row(3, "", SECOND)]
    (text,) = arrivals(rows)
    assert (text.body, sorted(text.ids)) == ("ab", [1, 2, 3])


def test_the_same_word_at_another_time_is_another_text() -> None:
    first, second = arrivals([row(1, "Ok"), row(2, "Ok", received="09:01")])
    assert first.identity != second.identity


@pytest.mark.parametrize("header", ["0500", "050003", "050003070003", "050003070205", "0B0504"])
def test_a_header_that_says_nothing_of_parts_is_no_part(header: str) -> None:
    (text,) = arrivals([row(1, "Ok", header)])
    assert (text.body, text.is_whole) == ("Ok", True)
