"""What is the modem's own: long texts, reports, a dead modem, what comes too late, a daemon that is killed."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from notifications.gateways.base import Fault, Found, LookUp, SendResult, Sms, Status
from notifications.gateways.gammu import GammuGateway
from notifications.gateways.gammu.config import GammuConfig
from tests.gateways.counterpart import eventually
from tests.gateways.gammu.modem import Modem

NUMBER = "+358401230002"
LONG = "Hei Åke! Muistathan soittaa klo 9? € " * 9
EMOJI = "Väinö 🙂 " * 20


def text(reference: str, body: str = "Hei", *, minutes: int = 60) -> Sms:
    """Return a text that may arrive within so many minutes."""
    now = timezone.now()
    return Sms(reference, NUMBER, body, now, expires_at=now + timedelta(minutes=minutes))


def status(gateway: GammuGateway, sms: Sms) -> Status | None:
    """Return what the gateway says of a text."""
    report = gateway.look_up(sms).report
    return report.status if report else None


@pytest.mark.parametrize(
    ("body", "coding", "parts"),
    [
        ("Hei Åke, 5 €", "Default_No_Compression", 1),
        (LONG, "Default_No_Compression", 3),
        (EMOJI, "Unicode_No_Compression", 3),
    ],
    ids=["one part", "long", "long with signs"],
)
def test_a_long_text_goes_in_numbered_parts_of_one_alphabet(
    modem: Modem, gateway: GammuGateway, body: str, coding: str, parts: int
) -> None:
    assert gateway.send(text("1.a", body)).fault is Fault.NONE
    (taken,) = eventually(modem.taken)
    assert (taken.to, taken.body) == (NUMBER, body)
    rows = modem.rows('SELECT "Coding", "UDH" FROM sentitems ORDER BY "SequencePosition"')
    assert {row[0] for row in rows} == {coding}
    headers = [row[1] for row in rows]
    of_all = {header[:-2] for header in headers}
    assert len(of_all) == 1
    if parts == 1:
        assert headers == [""]
    else:
        assert [header[-4:] for header in headers] == [f"{parts:02X}{n:02X}" for n in (1, 2, 3)]


def test_a_long_text_has_arrived_when_all_its_parts_have(
    modem: Modem, gateway: GammuGateway
) -> None:
    sms = text("1.a", LONG)
    gateway.send(sms)
    (taken,) = eventually(modem.taken)
    assert status(gateway, sms) is Status.SENT
    # A modem numbers every part by itself; the dummy phone gives all the same number.
    modem.do('UPDATE sentitems SET "TPMR" = 7 WHERE "SequencePosition" > 1')
    modem.report(taken, Status.DELIVERED)
    arrived = "SELECT 1 FROM sentitems WHERE \"Status\" = 'DeliveryOK'"
    assert len(eventually(lambda: modem.rows(arrived))) == 1
    assert status(gateway, sms) is Status.SENT
    a_minute_before = sms.handed_over_at - timedelta(minutes=1)
    assert [report.status for report in gateway.reports(a_minute_before)] == [Status.SENT]
    modem.do('UPDATE sentitems SET "TPMR" = 255')
    modem.report(taken, Status.DELIVERED)
    assert eventually(lambda: status(gateway, sms) is Status.DELIVERED)
    (report,) = gateway.reports(a_minute_before)
    assert (report.status, report.reference) == (Status.DELIVERED, "1.a")


def test_the_same_text_handed_over_twice_is_there_once(modem: Modem, gateway: GammuGateway) -> None:
    sms = text("1.a")
    first, second = gateway.send(sms), gateway.send(sms)
    eventually(modem.taken)
    third = gateway.send(sms)
    assert first == second == third
    assert len(modem.taken()) == 1


def test_how_long_it_may_take_goes_along_to_the_network(
    modem: Modem, gateway: GammuGateway
) -> None:
    gateway.send(text("1.a", minutes=31))
    eventually(modem.taken)
    assert modem.rows('SELECT "RelativeValidity" FROM sentitems') == [(5,)]  # 30 minutes


@pytest.fixture
def stopped(modem: Modem) -> Iterator[Callable[[int], None]]:
    """Stop the daemon; the next test finds it running again."""

    yield modem.silent_for
    modem.forget()
    modem.start()


def test_a_dead_modem_is_given_nothing_and_says_what_is_wrong(
    modem: Modem, gateway: GammuGateway, stopped: Callable[[int], None]
) -> None:
    with translation.override("en"):
        assert gateway.trouble() == ""
        stopped(60)
        assert gateway.trouble() == ""
        stopped(605)  # the tables know whole seconds
        assert gateway.trouble() == "The modem has been silent for 10 minutes."
        assert gateway.send(text("1.a")) == SendResult(fault=Fault.TEMPORARY, code="no modem")
        assert gateway.look_up(text("1.a")) == Found(LookUp.ABSENT)
        modem.do("DELETE FROM phones")
        assert gateway.trouble() == "gammu-smsd has found no modem."
        assert gateway.send(text("1.a")).fault is Fault.TEMPORARY
    assert modem.rows("SELECT * FROM outbox") == []


def test_a_modem_of_another_name_is_not_ours(modem: Modem) -> None:
    other = GammuGateway(GammuConfig(modem.database, phone="keuruu"))
    assert other.send(text("1.a")).code == "no modem"


def test_what_comes_too_late_before_the_modem_took_it_is_taken_back_and_has_failed(
    modem: Modem,
    gateway: GammuGateway,
    stopped: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped(60)
    late, later = text("1.a", LONG, minutes=10), text("2.b", minutes=60)
    gateway.send(late)
    gateway.send(later)
    in_half_an_hour = timezone.now() + timedelta(minutes=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: in_half_an_hour)
    gateway.poll(in_half_an_hour)
    assert modem.rows("SELECT * FROM outbox_multipart") == []
    found = gateway.look_up(late).report
    assert found is not None
    assert (found.status, found.fault) == (Status.FAILED, Fault.TEMPORARY)
    assert status(gateway, later) is Status.ACCEPTED
    modem.start()
    assert [taken.body for taken in eventually(modem.taken)] == [later.body]


def test_what_the_modem_has_in_hand_is_not_taken_back(
    modem: Modem,
    gateway: GammuGateway,
    stopped: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped(60)
    late = text("1.a", minutes=10)
    gateway.send(late)
    modem.do("UPDATE outbox SET \"SendingTimeOut\" = '2026-11-23 09:00:00'")
    monkeypatch.setattr("django.utils.timezone.now", lambda: late.expires_at)
    gateway.poll(late.handed_over_at)
    assert status(gateway, late) is Status.ACCEPTED


def test_one_that_was_taken_back_may_be_handed_over_again(
    modem: Modem,
    gateway: GammuGateway,
    stopped: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped(60)
    late = text("1.a", minutes=10)
    gateway.send(late)
    after = timezone.now() + timedelta(minutes=11)
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: after)
        gateway.poll(after)
    assert status(gateway, late) is Status.FAILED
    again = Sms("1.a", NUMBER, "Hei", after, expires_at=after + timedelta(hours=1))
    gateway.send(again)
    assert status(gateway, again) is Status.ACCEPTED
    modem.start()
    assert len(eventually(modem.taken)) == 1


def test_a_daemon_that_was_killed_sends_what_waits_once_it_is_back(
    modem: Modem, gateway: GammuGateway
) -> None:
    texts = [text(f"{number}.k", f"Hei {number}") for number in range(4)]
    for sms in texts[:2]:
        gateway.send(sms)
    modem.stop()
    for sms in texts[2:]:
        gateway.send(sms)
    modem.start()
    assert eventually(lambda: len(modem.taken()) == len(texts))
    assert sorted(taken.body for taken in modem.taken()) == [sms.body for sms in texts]
