"""What the Kannel gateway must be told, all of it from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.conf import settings

from notifications.gateways.base import GatewaySettingsError
from notifications.gateways.http import is_address

Network = IPv4Network | IPv6Network

THIS_MACHINE = "127.0.0.1,::1"
# It travels in addresses that Kannel fills in itself: a % or & in it would be read as something else.
SECRET = re.compile(r"[A-Za-z0-9_-]{32,}")


@dataclass(frozen=True)
class KannelConfig:
    """Where Kannel takes texts and as whom, and who may speak for it when it calls us.

    `sender` is a number or name of ours. `callback_url` is where Kannel reaches this service.
    """

    sendsms_url: str
    username: str
    password: str
    sender: str
    secret: str
    callback_url: str
    allowed: tuple[Network, ...]

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "KannelConfig":
        """Return the settings; raise `GatewaySettingsError` naming every one that is missing or unusable."""
        url = environ.get("KANNEL_SENDSMS_URL", "")
        secret = environ.get("KANNEL_SECRET", "")
        allowed = _networks(environ.get("KANNEL_ALLOWED", THIS_MACHINE))
        callback_url = environ.get("KANNEL_CALLBACK_URL", "") or settings.PUBLIC_BASE_URL
        config = cls(
            sendsms_url=url,
            username=environ.get("KANNEL_USERNAME", ""),
            password=environ.get("KANNEL_PASSWORD", ""),
            sender=environ.get("KANNEL_FROM", ""),
            secret=secret,
            callback_url=callback_url.rstrip("/"),
            allowed=allowed or (),
        )
        needed = {
            "KANNEL_SENDSMS_URL": is_address(url),
            "KANNEL_USERNAME": config.username,
            "KANNEL_PASSWORD": config.password,
            "KANNEL_FROM": config.sender,
            "KANNEL_SECRET (32 or more letters and digits)": SECRET.fullmatch(secret),
            "KANNEL_ALLOWED (addresses or networks)": allowed,
            "KANNEL_CALLBACK_URL or RINKI_PUBLIC_URL": is_address(callback_url),
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise GatewaySettingsError("kannel", missing)
        return config

    @property
    def is_alphanumeric(self) -> bool:
        """Tell whether the sender is a name, to which nobody can reply."""
        return not re.fullmatch(r"\+?\d+", self.sender)


def _networks(written: str) -> tuple[Network, ...] | None:
    """Return the networks in a list with commas, or None when one of them is none."""
    try:
        return tuple(ip_network(part.strip()) for part in written.split(",") if part.strip())
    except ValueError:
        return None
