"""What people write to the modem: given until it is stored, put together, the same though written down twice."""

import logging
from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from notifications.gateways.base import Status
from notifications.gateways.gammu import GammuGateway
from notifications.gateways.registry import gateways
from notifications.models import Inbound
from notifications.services.polling import poll
from notifications.services.sender import send_due
from people.models import Person
from tests.gateways.contract.part import written
from tests.gateways.counterpart import eventually
from tests.gateways.gammu.modem import OWN_NUMBER, Modem
from tests.notifications.makers import state_of

NUMBER = "+358401230002"
EMOJI = "Väinö 🙂 " * 20


def test_what_comes_in_is_given_until_it_is_stored_and_then_no_more(
    modem: Modem, gateway: GammuGateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    now = timezone.now()
    modem.incoming(NUMBER, EMOJI)
    modem.incoming("16400", "Saldo 5 €")
    assert eventually(lambda: len(gateway.poll(now)) == 2)
    first, again = gateway.poll(now), gateway.poll(now)
    assert first == again
    assert {(sms.sender, sms.recipient, sms.body) for sms in first} == {
        (NUMBER, OWN_NUMBER, EMOJI),
        ("16400", OWN_NUMBER, "Saldo 5 €"),
    }
    gateway.stored(first[:1])
    assert gateway.poll(now) == first[1:]
    gateway.stored(first)
    assert gateway.poll(now) == []
    assert "Saldo" not in caplog.text


def test_a_text_that_the_daemon_writes_down_again_is_the_same_text(
    modem: Modem, gateway: GammuGateway
) -> None:
    now = timezone.now()
    modem.incoming(NUMBER, "Ok")
    (once,) = eventually(lambda: gateway.poll(now))
    columns = '"ReceivingDateTime", "Text", "SenderNumber", "UDH", "TextDecoded", "RecipientID"'
    modem.do(f"INSERT INTO inbox ({columns}) SELECT {columns} FROM inbox")  # noqa: S608
    twice = gateway.poll(now)
    assert {sms.provider_id for sms in twice} == {once.provider_id}
    gateway.stored([once])
    assert gateway.poll(now) == []


def test_the_rest_of_a_text_with_a_lost_part_is_given_after_a_while(
    modem: Modem, gateway: GammuGateway
) -> None:
    now = timezone.now()
    write_part(modem, "Äiti kaatui ", "0500032A0301", now, seconds_ago=100)
    write_part(modem, "tulkaa", "0500032A0303", now, seconds_ago=100)
    assert gateway.poll(now) == []
    modem.do("DELETE FROM inbox")
    write_part(modem, "Äiti kaatui ", "0500032A0301", now, seconds_ago=150)
    write_part(modem, "tulkaa", "0500032A0303", now, seconds_ago=130)
    (given,) = gateway.poll(now)
    assert given.body == "Äiti kaatui tulkaa"


def write_part(
    modem: Modem, body: str, header: str, received: datetime, *, seconds_ago: int
) -> None:
    """Write a row as the daemon does when it has waited for the other parts long enough."""
    row = {
        "SenderNumber": NUMBER,
        "UDH": header,
        "TextDecoded": body,
        "Text": "",
        "RecipientID": "",
    }
    at = f"{received:%Y-%m-%d %H:%M:%S}"
    modem.write("inbox", seconds_ago, row | {"ReceivingDateTime": at})


def test_what_the_operator_says_to_the_modem_is_no_text(
    modem: Modem, gateway: GammuGateway
) -> None:
    said = {"SenderNumber": "", "UDH": "", "TextDecoded": "Saldo 5 EUR", "Text": ""}
    modem.write("inbox", 0, said | {"RecipientID": "", "Class": "127"})
    assert gateway.poll(timezone.now()) == []


@pytest.fixture
def in_use(modem: Modem, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> GammuGateway:
    """The gateway as the only one of the service."""
    for name, value in modem.environment().items():
        monkeypatch.setenv(name, value)
    settings.RINKI_GATEWAYS = [modem.gateway]
    (only,) = gateways()
    assert isinstance(only, GammuGateway)
    return only


@pytest.mark.logs_error("Could not ask gateway gammu")
@pytest.mark.usefixtures("coordinator")
def test_who_dies_between_storing_and_ticking_off_neither_loses_nor_doubles(
    modem: Modem, in_use: GammuGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_texts: object) -> None:
        raise SystemError

    modem.incoming(NUMBER, "Ok")
    assert eventually(lambda: in_use.poll(timezone.now()))
    with monkeypatch.context() as patch:
        patch.setattr(in_use, "stored", die)
        poll(timezone.now())
    assert Inbound.objects.count() == 1
    poll(timezone.now())
    assert [text.body for text in Inbound.objects.all()] == ["Ok"]
    assert modem.rows("SELECT 1 FROM inbox WHERE \"Processed\" = 'false'") == []


@pytest.mark.usefixtures("topic")
def test_within_a_minute_a_text_is_known_to_have_arrived(
    modem: Modem, in_use: GammuGateway, maija: Person
) -> None:
    now = timezone.now()
    message = written(maija, in_use, now)
    send_due(now)
    (taken,) = eventually(modem.taken)
    modem.report(taken, Status.DELIVERED)

    def there() -> bool:
        poll(timezone.now())
        return state_of(message) == "delivered"

    assert eventually(there)
    assert message.events.filter(status="DeliveryOK").count() == 1
