"""Which gateways are in use, and the check that holds the start until they can work."""

import pytest
from pytest_django import Settings

from notifications.checks import check_gateways
from notifications.gateways.demo import DemoGateway
from notifications.gateways.registry import gateways

TWILIO = "notifications.gateways.twilio.TwilioGateway"
DEMO = "notifications.gateways.demo.DemoGateway"


@pytest.fixture
def _twilio_with_a_name(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "AC1")
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "Vapari")
    settings.PUBLIC_BASE_URL = "https://rinki.esimerkki.fi"


def test_the_demo_phones_are_the_default() -> None:
    (only,) = gateways()
    assert isinstance(only, DemoGateway)
    assert check_gateways(None) == []


def test_a_gateway_without_settings_holds_the_start_and_names_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"):
        monkeypatch.delenv(name, raising=False)
    settings.RINKI_GATEWAYS = [TWILIO]
    (problem,) = check_gateways(None)
    assert problem.id == "notifications.E001"
    assert "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM" in problem.msg
    assert "RINKI_PUBLIC_URL" in problem.msg


def test_an_unknown_gateway_holds_the_start(settings: Settings) -> None:
    settings.RINKI_GATEWAYS = ["nowhere.Gateway"]
    assert [problem.id for problem in check_gateways(None)] == ["notifications.E002"]


@pytest.mark.usefixtures("_twilio_with_a_name")
def test_a_sender_that_cannot_be_answered_alone_holds_the_start(settings: Settings) -> None:
    settings.RINKI_GATEWAYS = [TWILIO]
    assert [problem.id for problem in check_gateways(None)] == ["notifications.E003"]
