"""What the console gateway must be told, all of it from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from notifications.gateways.base import GatewaySettingsError

STANDARD_OUTPUT = "-"


@dataclass(frozen=True)
class ConsoleConfig:
    """Where the texts are written: the path of a file, or - for the standard output."""

    file: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "ConsoleConfig":
        """Return the settings; raise `GatewaySettingsError` naming what is missing.

        Nothing is guessed: the standard output of a service is its log, and no text may stand there.
        """
        file = environ.get("CONSOLE_FILE", "")
        if not file:
            raise GatewaySettingsError("console", ["CONSOLE_FILE"])
        return cls(file)
