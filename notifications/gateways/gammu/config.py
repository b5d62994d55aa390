"""What the gammu gateway must be told, all of it from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from notifications.gateways.base import GatewaySettingsError


@dataclass(frozen=True)
class GammuConfig:
    """Where gammu-smsd keeps its tables, and which of its modems is ours.

    `database` is an address: sqlite:////path/to/file or postgres://user:password@host/name. `phone` is the
    PhoneID of a daemon, empty when there is one modem only. `number` is the SIM card's own number.
    """

    database: str
    phone: str = ""
    number: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "GammuConfig":
        """Return the settings; raise `GatewaySettingsError` naming every one that is missing."""
        database = environ.get("GAMMU_DATABASE", "")
        if not database.startswith(("sqlite:///", "postgres://", "postgresql://")):
            needed = "GAMMU_DATABASE (sqlite:///… or postgres://…)"
            raise GatewaySettingsError("gammu", [needed])
        return cls(database, environ.get("GAMMU_PHONE_ID", ""), environ.get("GAMMU_NUMBER", ""))
