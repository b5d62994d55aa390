"""What must hold before the service starts: every gateway has its settings and can carry our texts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from notifications.gateways.base import GatewaySettingsError
from notifications.gateways.registry import gateways


def check_gateways(
    app_configs: Sequence[AppConfig] | None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Refuse to start with a gateway that lacks settings, is unknown, or hears no answers."""
    try:
        in_use = gateways()
    except GatewaySettingsError as problem:
        missing = ", ".join(problem.missing)
        return [
            Error(
                f"The gateway {problem.gateway} cannot start: {missing} not set.",
                hint="Set them in the environment or in .env; see docs/operations.md.",
                id="notifications.E001",
            )
        ]
    except ImportError as problem:
        return [Error(f"RINKI_GATEWAYS: {problem}", id="notifications.E002")]
    if not any(gateway.capabilities.two_way for gateway in in_use):
        return [
            Error(
                "No gateway in RINKI_GATEWAYS can receive answers, but our texts ask for them.",
                hint="Send from a number that can be replied to, not from a name.",
                id="notifications.E003",
            )
        ]
    return []
