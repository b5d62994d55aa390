"""A gateway whose books are a file: what it took it still knows when everybody else has died."""

import os
from datetime import datetime
from pathlib import Path

from notifications.gateways.base import (
    Capabilities,
    Found,
    InboundSms,
    LookUp,
    NoWebhooks,
    SendResult,
    Sms,
    Status,
    StatusReport,
)

BOOKS = "RINKI_TEST_CARRIER"


class Carrier(NoWebhooks):
    """Writes each text it takes as a line "reference number" and says of any whether it has it."""

    name = "carrier"
    capabilities = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=True)
    timeout = 1.0
    listing_lag = 0.0
    rate = 1000.0
    concurrent = 1

    def send(self, sms: Sms) -> SendResult:
        books = os.open(os.environ[BOOKS], os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(books, f"{sms.reference} {sms.to}\n".encode())
        os.close(books)
        return SendResult(provider_id=sms.reference, status=Status.DELIVERED)

    def look_up(self, sms: Sms) -> Found:
        if sms.reference not in {reference for reference, _to in taken(Path(os.environ[BOOKS]))}:
            return Found(LookUp.ABSENT)
        return Found(LookUp.FOUND, StatusReport(sms.reference, Status.DELIVERED, "delivered"))

    def poll(self, since: datetime) -> list[InboundSms]:
        """Every third text is answered "ok"; the answer stays in the list, as a real carrier's does."""
        answered = taken(Path(os.environ[BOOKS]))[::3]
        return [InboundSms(f"re-{reference}", to, "", "ok") for reference, to in answered]


def taken(books: Path) -> list[tuple[str, str]]:
    """Return (reference, number) of every text in the books, in order; a half-written line is none."""
    lines = books.read_text().splitlines() if books.exists() else []
    return [(reference, to) for reference, _, to in (line.partition(" ") for line in lines) if to]
