"""What the Twilio gateway must be told, all of it from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from notifications.gateways.base import GatewaySettingsError


@dataclass(frozen=True)
class TwilioConfig:
    """An account and a sender: a number or name of ours, or a Messaging Service that chooses one."""

    account_sid: str
    auth_token: str
    sender: str
    messaging_service_sid: str
    public_url: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "TwilioConfig":
        """Return the settings; raise `GatewaySettingsError` naming every one that is missing."""
        config = cls(
            account_sid=environ.get("TWILIO_ACCOUNT_SID", ""),
            auth_token=environ.get("TWILIO_AUTH_TOKEN", ""),
            sender=environ.get("TWILIO_FROM", ""),
            messaging_service_sid=environ.get("TWILIO_MESSAGING_SERVICE_SID", ""),
            public_url=settings.PUBLIC_BASE_URL.rstrip("/"),
        )
        needed = {
            "TWILIO_ACCOUNT_SID": config.account_sid,
            "TWILIO_AUTH_TOKEN": config.auth_token,
            "TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID": config.sender
            or config.messaging_service_sid,
            "RINKI_PUBLIC_URL": config.public_url,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise GatewaySettingsError("twilio", missing)
        return config

    @property
    def is_alphanumeric(self) -> bool:
        """Tell whether the sender is a name, to which nobody can reply."""
        return bool(self.sender) and not re.fullmatch(r"\+?\d+", self.sender)

    def sender_arguments(self) -> dict[str, str]:
        """Return the sender as the arguments of a new message."""
        if self.messaging_service_sid:
            return {"messaging_service_sid": self.messaging_service_sid}
        return {"from_": self.sender}
