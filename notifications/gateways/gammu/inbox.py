"""The incoming side of gammu-smsd's tables: what has not been ticked off yet."""

from collections.abc import Collection

from notifications.gateways.gammu.parts import Arrival, InboxRow, arrivals
from notifications.gateways.gammu.store import Work

# The daemon itself waits ten minutes for a missing part before it writes the others.
WAITS_FOR_PARTS = 120.0
AT_ONCE = 200
_NO_SMS = 127  # the class of what the operator's machines say to the modem

_READ = """
    SELECT "ID", "SenderNumber", "ReceivingDateTime", "TextDecoded", "UDH", {age} FROM inbox
     WHERE "Processed" = 'false' AND "Class" <> %s ORDER BY "ID" LIMIT %s
"""
_TICK_OFF = 'UPDATE inbox SET "Processed" = \'true\' WHERE "ID" = %s'


def read(work: Work) -> list[Arrival]:
    """Return the texts that wait, the oldest first. One with a missing part waits a little for it."""
    rows = work.rows(_READ, _NO_SMS, AT_ONCE)
    found = arrivals(
        InboxRow(row, sender, str(received), text, header, float(age))
        for row, sender, received, text, header, age in rows
    )
    return [arrival for arrival in found if arrival.is_whole or arrival.age > WAITS_FOR_PARTS]


def tick_off(work: Work, identities: Collection[str]) -> None:
    """Mark the texts of these identities as taken."""
    for arrival in read(work):
        if arrival.identity in identities:
            for row in arrival.ids:
                work.change(_TICK_OFF, row)
