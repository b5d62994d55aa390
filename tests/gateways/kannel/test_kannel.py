"""What becomes of texts and replies when the carrier, Kannel or we are not there for a while."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from notifications.gateways.base import Fault, Gateway, Status
from notifications.gateways.registry import gateways
from notifications.models import Inbound
from notifications.services.sender import send_due
from people.models import Person
from tests.gateways.contract.asking import lose_the_answer
from tests.gateways.contract.part import LONG, NORDIC, NUMBER, PRIVATE, sms, written
from tests.gateways.counterpart import eventually
from tests.gateways.ear import Ear, listening
from tests.gateways.kannel.conftest import Driver
from tests.gateways.kannel.office import Kannel
from tests.notifications.makers import Listening, make_person, state_of

pytestmark = pytest.mark.service

A_WHILE = 2.5  # seconds: longer than Kannel waits between two tries here
Opening = Callable[[], AbstractContextManager[Ear]]


@pytest.fixture
def driver(office: Kannel) -> Driver:
    """Kannel, which calls at its door whether we are behind it or not."""
    return Driver(office, f"http://127.0.0.1:{office.door}")


@pytest.fixture
def gateway(
    driver: Driver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gateway]:
    """The gateway, the only one in use."""
    settings.RINKI_GATEWAYS = [driver.gateway]
    for name, value in driver.environment().items():
        monkeypatch.setenv(name, value)
    yield gateways()[0]
    gateways.cache_clear()


@pytest.fixture
def open_door(office: Kannel, live_server: LiveServer) -> Opening:
    """Let the service be there, as long as a block lasts."""
    return lambda: listening(live_server.url, office.door)


@pytest.mark.usefixtures("gateway", "maija", "topic")
@pytest.mark.parametrize("trouble", ["closed", "503"])
def test_a_reply_that_comes_while_we_are_down_is_stored_once_when_we_are_up_again(
    driver: Driver, open_door: Opening, trouble: str
) -> None:
    if trouble == "closed":
        driver.incoming(NUMBER, NORDIC)
        time.sleep(A_WHILE)
    else:
        with open_door() as ear:
            ear.deaf = True
            driver.incoming(NUMBER, NORDIC)
            time.sleep(A_WHILE)
    assert not Inbound.objects.exists()
    with open_door() as ear:
        assert eventually(Inbound.objects.exists)
        time.sleep(A_WHILE)
        assert [(one.sender, one.body) for one in Inbound.objects.all()] == [(NUMBER, NORDIC)]
        assert len(ear.about("inbound")) == 1


@pytest.mark.usefixtures("topic")
def test_a_report_that_comes_while_we_are_down_counts_when_we_are_up_again(
    gateway: Gateway, driver: Driver, maija: Person, open_door: Opening
) -> None:
    message = written(maija, gateway, timezone.now())
    send_due(timezone.now())
    (taken,) = eventually(driver.taken)
    driver.report(taken, Status.DELIVERED)
    time.sleep(A_WHILE)
    assert state_of(message) == "accepted"
    with open_door():
        assert eventually(lambda: state_of(message) == "delivered")


@pytest.mark.usefixtures("topic")
def test_a_report_still_comes_after_the_power_failed_on_kannel(
    gateway: Gateway, driver: Driver, office: Kannel, maija: Person, open_door: Opening
) -> None:
    with open_door() as ear:
        message = written(maija, gateway, timezone.now())
        send_due(timezone.now())
        (taken,) = eventually(driver.taken)
        assert eventually(lambda: ear.about("status"))
        office.kill()
        assert gateway.send(sms()).fault is Fault.TEMPORARY
        office.start()
        driver.report(taken, Status.DELIVERED)
        assert eventually(lambda: state_of(message) == "delivered")
    assert len(driver.taken()) == 1


def test_a_text_of_which_nobody_knew_is_known_as_soon_as_kannel_reports_it(
    gateway: Gateway, driver: Driver, maija: Person, topic: Listening, open_door: Opening
) -> None:
    now = timezone.now()
    message = written(maija, gateway, now)
    with pytest.MonkeyPatch.context() as patch:
        lose_the_answer(gateway, patch, before_the_call=False)
        send_due(now)
    send_due(now + timedelta(minutes=10))
    assert state_of(message) == "unknown"
    assert topic.lost == [message.pk]
    (taken,) = eventually(driver.taken)
    with open_door():
        driver.report(taken, Status.DELIVERED)
        assert eventually(lambda: state_of(message) == "delivered")
    assert topic.lost == [message.pk]


def test_a_text_waits_in_kannel_while_the_carrier_is_away(
    gateway: Gateway, driver: Driver, office: Kannel
) -> None:
    office.carrier.ask("close")
    assert eventually(lambda: not office.carrier.ask("bound"))
    assert gateway.send(sms(NORDIC)).fault is Fault.NONE
    assert office.waiting()
    assert driver.taken() == []
    office.carrier.ask("open")
    assert [text.body for text in eventually(driver.taken)] == [NORDIC]


def test_a_carrier_with_too_much_to_do_gets_the_text_a_second_time_and_takes_it_once(
    gateway: Gateway, driver: Driver, office: Kannel
) -> None:
    assert gateway.send(sms(to="+358401230429")).fault is Fault.NONE
    assert len(eventually(driver.taken)) == 1
    assert [bool(one["id"]) for one in office.carrier.submits()] == [False, True]


def test_a_text_that_the_carrier_refuses_fails_and_teaches_nothing_of_the_number(
    gateway: Gateway, maija: Person, topic: Listening, open_door: Opening
) -> None:
    del maija
    veikko = make_person("Veikko", "+358401230888")
    with open_door():
        message = written(veikko, gateway, timezone.now())
        send_due(timezone.now())
        assert eventually(lambda: state_of(message) == "failed")
    assert (message.error, message.error_code) == (Fault.REFUSED, "0x45")
    assert topic.lost == [message.pk]
    assert veikko.numbers.get().number.takes_sms == "unknown"


def test_the_carrier_hears_until_when_a_text_is_worth_sending(
    gateway: Gateway, driver: Driver, office: Kannel
) -> None:
    text = sms()
    assert text.expires_at is not None
    gateway.send(text)
    assert eventually(driver.taken)
    (submitted,) = office.carrier.submits()
    until = datetime.fromisoformat(submitted["validUntil"]).astimezone(UTC)
    assert text.expires_at - timedelta(minutes=2) < until <= text.expires_at
    assert submitted["from"] == "358401110000"


@pytest.mark.parametrize(
    ("coding", "words"),
    [(0, b"Kyll\x7b, k\x7bvin \x00"), (3, "Kyllä, kävin @".encode("latin-1"))],
    ids=["the alphabet of GSM", "latin-1"],
)
@pytest.mark.usefixtures("gateway", "maija", "topic")
def test_what_a_phone_writes_is_read_whatever_its_coding(
    office: Kannel, open_door: Opening, coding: int, words: bytes
) -> None:
    with open_door():
        office.carrier.written(NUMBER, [words.hex()], coding)
        assert eventually(Inbound.objects.exists)
    assert Inbound.objects.get().body == "Kyllä, kävin @"


@pytest.mark.usefixtures("gateway", "maija", "topic")
def test_bytes_without_a_coding_are_read_as_they_are_usually_meant(
    office: Kannel, open_door: Opening
) -> None:
    with open_door():
        office.carrier.written(NUMBER, ["Kyllä, kävin".encode("latin-1").hex()], coding=4)
        assert eventually(Inbound.objects.exists)
    assert Inbound.objects.get().body == "Kyllä, kävin"


@pytest.mark.usefixtures("maija", "topic")
def test_kannel_writes_no_number_and_no_text_into_its_logs(
    gateway: Gateway, driver: Driver, office: Kannel, open_door: Opening
) -> None:
    gateway.send(sms(LONG))
    gateway.send(sms(to="+358401230999"))
    driver.incoming(NUMBER, NORDIC)
    for taken in eventually(driver.taken):
        driver.report(taken, Status.FAILED)
    time.sleep(A_WHILE)
    with open_door():
        assert eventually(Inbound.objects.exists)
    assert [word for word in (*PRIVATE, "401230999", "Muistathan") if word in office.logs()] == []
