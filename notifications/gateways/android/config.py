"""What the gateway of an Android phone must be told, all of it from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from notifications.gateways.base import GatewaySettingsError
from notifications.gateways.http import is_address

# The app makes a key of eight characters by itself: too few.
SHORTEST_KEY = 32


@dataclass(frozen=True)
class AndroidConfig:
    """Where the app (or its server) takes texts and as whom, and the key with which it signs what it posts.

    `sim` is the place of the card to send from, 1 to 3; None leaves it to the phone.
    """

    url: str
    username: str
    password: str
    signing_key: str
    sim: int | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "AndroidConfig":
        """Return the settings; raise `GatewaySettingsError` naming every one that is missing or unusable."""
        sim = environ.get("ANDROID_SMS_SIM", "")
        config = cls(
            url=environ.get("ANDROID_SMS_URL", "").rstrip("/"),
            username=environ.get("ANDROID_SMS_USERNAME", ""),
            password=environ.get("ANDROID_SMS_PASSWORD", ""),
            signing_key=environ.get("ANDROID_SMS_SIGNING_KEY", ""),
            sim=int(sim) if sim in {"1", "2", "3"} else None,
        )
        needed = {
            "ANDROID_SMS_URL": is_address(config.url),
            "ANDROID_SMS_USERNAME": config.username,
            "ANDROID_SMS_PASSWORD": config.password,
            f"ANDROID_SMS_SIGNING_KEY ({SHORTEST_KEY} or more characters)": len(config.signing_key)
            >= SHORTEST_KEY,
            "ANDROID_SMS_SIM (1, 2 or 3)": config.sim or not sim,
            "RINKI_PUBLIC_URL": settings.PUBLIC_BASE_URL,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise GatewaySettingsError("android", missing)
        return config
