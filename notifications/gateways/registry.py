"""The gateways in use: named by dotted path in RINKI_GATEWAYS, in their order."""

from functools import cache

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from notifications.gateways.base import Gateway


@cache
def gateways() -> tuple[Gateway, ...]:
    """Return the gateways in their order; raises `GatewaySettingsError` or `ImportError`."""
    return tuple(import_string(path)() for path in settings.RINKI_GATEWAYS)


def gateway_named(name: str) -> Gateway | None:
    """Return the gateway called `name`, or None when it is not in use."""
    return next((gateway for gateway in gateways() if gateway.name == name), None)


def _forget(setting: str, **_kwargs: object) -> None:
    if setting in {"RINKI_GATEWAYS", "PUBLIC_BASE_URL"}:
        gateways.cache_clear()


setting_changed.connect(_forget)
