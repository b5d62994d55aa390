"""What the gateway of an Android phone must be told before the service starts."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from notifications.checks import check_gateways
from notifications.gateways.android import AndroidGateway
from notifications.gateways.android.config import AndroidConfig
from notifications.gateways.base import GatewaySettingsError

WHOLE = {
    "ANDROID_SMS_URL": "https://sms.esimerkki.fi/3rdparty/v1/",
    "ANDROID_SMS_USERNAME": "rinki",
    "ANDROID_SMS_PASSWORD": "secret",
    "ANDROID_SMS_SIGNING_KEY": "k" * 32,
}


@pytest.fixture(autouse=True)
def _public(settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = "https://rinki.esimerkki.fi"


def test_whole_settings_make_a_gateway_that_hears_answers_and_can_be_asked() -> None:
    config = AndroidConfig.from_environment({**WHOLE, "ANDROID_SMS_SIM": "2"})
    assert (config.url, config.sim) == ("https://sms.esimerkki.fi/3rdparty/v1", 2)
    capabilities = AndroidGateway(config).capabilities
    assert (capabilities.two_way, capabilities.alphanumeric) == (True, False)
    assert (capabilities.receipts, capabilities.look_up) == (True, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANDROID_SMS_URL", ""),
        ("ANDROID_SMS_URL", "sms.esimerkki.fi"),
        ("ANDROID_SMS_USERNAME", ""),
        ("ANDROID_SMS_PASSWORD", ""),
        ("ANDROID_SMS_SIGNING_KEY", ""),
        ("ANDROID_SMS_SIGNING_KEY", "k" * 31),
        ("ANDROID_SMS_SIM", "4"),
        ("ANDROID_SMS_SIM", "first"),
    ],
)
def test_what_is_missing_or_unusable_is_named(name: str, value: str) -> None:
    with pytest.raises(GatewaySettingsError) as problem:
        AndroidConfig.from_environment({**WHOLE, name: value})
    (missing,) = problem.value.missing
    assert missing.startswith(name)


def test_the_start_is_held_and_everything_missing_is_said_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in WHOLE:
        monkeypatch.delenv(name, raising=False)
    settings.PUBLIC_BASE_URL = ""
    settings.RINKI_GATEWAYS = ["notifications.gateways.android.AndroidGateway"]
    (problem,) = [one for one in check_gateways(None) if one.id == "notifications.E001"]
    assert all(name in problem.msg for name in [*WHOLE, "RINKI_PUBLIC_URL"])


def test_the_document_for_operators_names_what_must_be_set() -> None:
    document = Path(settings.BASE_DIR) / "docs" / "gateways" / "android.md"
    named = re.findall(r"^ *(ANDROID_SMS_\w+)=", document.read_text(), re.MULTILINE)
    assert set(named) == set(WHOLE)
