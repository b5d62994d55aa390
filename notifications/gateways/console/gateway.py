"""A gateway whose texts are read in a file: one line of JSON each, whole, for who may read the file."""

import json
import os
import sys

from notifications.gateways.base import (
    Capabilities,
    Fault,
    NeverHeardOf,
    SendResult,
    Sms,
)
from notifications.gateways.console.config import STANDARD_OUTPUT, ConsoleConfig

FOR_THE_OWNER_ALONE = 0o600


class ConsoleGateway(NeverHeardOf):
    """Writes every text down. Nobody answers, and nothing arrives."""

    name = "console"
    capabilities = Capabilities(two_way=False, alphanumeric=True, receipts=False, look_up=False)
    timeout = 1.0
    listing_lag = 0.0
    rate = 1000.0
    concurrent = 1

    def __init__(self, config: ConsoleConfig | None = None) -> None:
        self.config = config or ConsoleConfig.from_environment()

    def send(self, sms: Sms) -> SendResult:
        told = {"at": sms.handed_over_at.isoformat(), "to": sms.to, "text": sms.body}
        line = json.dumps(told, ensure_ascii=False) + "\n"
        if self.config.file == STANDARD_OUTPUT:
            sys.stdout.write(line)
            sys.stdout.flush()
            return SendResult()
        return self._append(line.encode())

    def _append(self, line: bytes) -> SendResult:
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            file = os.open(self.config.file, flags, FOR_THE_OWNER_ALONE)
        except OSError as problem:
            return SendResult(fault=Fault.CONFIGURATION, code=type(problem).__name__[:20])
        try:
            # In one piece: lines of two workers do not mix.
            written = os.write(file, line)
        except OSError as problem:
            return SendResult(fault=Fault.TEMPORARY, code=type(problem).__name__[:20])
        finally:
            os.close(file)
        return SendResult() if written == len(line) else SendResult(fault=Fault.AMBIGUOUS)
