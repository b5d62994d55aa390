"""What the Kannel gateway must be told before the service starts, and what it makes of it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from notifications.checks import check_gateways
from notifications.gateways.base import GatewaySettingsError, SendsAs
from notifications.gateways.kannel import KannelGateway
from notifications.gateways.kannel.config import KannelConfig

WHOLE = {
    "KANNEL_SENDSMS_URL": "http://127.0.0.1:13013/cgi-bin/sendsms",
    "KANNEL_USERNAME": "rinki",
    "KANNEL_PASSWORD": "secret",
    "KANNEL_FROM": "+358401110000",
    "KANNEL_SECRET": "a-secret_of_32_letters_and_digits",
    "KANNEL_CALLBACK_URL": "http://127.0.0.1:8000/",
}


def test_whole_settings_make_a_gateway_that_hears_answers() -> None:
    config = KannelConfig.from_environment(WHOLE)
    assert config.callback_url == "http://127.0.0.1:8000"
    capabilities = KannelGateway(config).capabilities
    assert (capabilities.two_way, capabilities.alphanumeric) == (True, False)
    assert (capabilities.receipts, capabilities.look_up) == (True, False)


def test_its_sender_is_one_that_must_be_authorised() -> None:
    gateway = KannelGateway(KannelConfig.from_environment(WHOLE))
    assert isinstance(gateway, SendsAs)
    assert gateway.sender == "+358401110000"


def test_from_a_name_texts_go_one_way() -> None:
    capabilities = KannelGateway(
        KannelConfig.from_environment({**WHOLE, "KANNEL_FROM": "Vapari"})
    ).capabilities
    assert (capabilities.two_way, capabilities.alphanumeric) == (False, True)


def test_without_an_address_of_its_own_kannel_finds_us_at_the_public_one(
    settings: Settings,
) -> None:
    settings.PUBLIC_BASE_URL = "https://rinki.esimerkki.fi"
    config = KannelConfig.from_environment({**WHOLE, "KANNEL_CALLBACK_URL": ""})
    assert config.callback_url == "https://rinki.esimerkki.fi"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KANNEL_SENDSMS_URL", ""),
        ("KANNEL_SENDSMS_URL", "127.0.0.1:13013"),
        ("KANNEL_SENDSMS_URL", "http://["),
        ("KANNEL_USERNAME", ""),
        ("KANNEL_PASSWORD", ""),
        ("KANNEL_FROM", ""),
        ("KANNEL_SECRET", "short"),
        ("KANNEL_SECRET", "with%A&in_it_and_long_enough_for_a_secret"),
        ("KANNEL_ALLOWED", "everybody"),
        ("KANNEL_ALLOWED", ""),
        ("KANNEL_CALLBACK_URL", "rinki.esimerkki.fi"),
    ],
)
def test_what_is_missing_or_unusable_is_named(name: str, value: str) -> None:
    with pytest.raises(GatewaySettingsError) as problem:
        KannelConfig.from_environment({**WHOLE, name: value})
    (missing,) = problem.value.missing
    assert missing.startswith(name)


def test_the_start_is_held_and_everything_missing_is_said_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in WHOLE:
        monkeypatch.delenv(name, raising=False)
    settings.RINKI_GATEWAYS = ["notifications.gateways.kannel.KannelGateway"]
    problems = [one for one in check_gateways(None) if one.id == "notifications.E001"]
    assert len(problems) == 1
    assert all(name in problems[0].msg for name in WHOLE)


def test_the_document_for_operators_names_what_must_be_set() -> None:
    document = Path(settings.BASE_DIR) / "docs" / "gateways" / "kannel.md"
    named = re.findall(r"^ *(KANNEL_\w+)=", document.read_text(), re.MULTILINE)
    assert set(named) == set(WHOLE)
