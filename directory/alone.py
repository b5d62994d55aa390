"""What only one worker does at a time, because each half of it done by one would not make the whole."""

from zlib import crc32

from django.db import connection
from django.db.transaction import TransactionManagementError

# Seconds after which PostgreSQL lets go of a worker that holds something and says nothing more: it is frozen.
FROZEN = 120
_HOLD = "SELECT pg_try_advisory_xact_lock(%s), set_config('idle_in_transaction_session_timeout', %s, true)"


def alone(what: str) -> bool:
    """Tell whether this worker has `what` to itself until its transaction ends; False while another one has it.

    Nobody waits, and a worker that dies holds nothing. On PostgreSQL it is an advisory lock; on SQLite there is
    never more than one transaction that writes. Outside of a transaction it would hold nothing, and raises
    `TransactionManagementError`.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("alone() holds only until the transaction ends: begin one")
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [crc32(what.encode()), f"{FROZEN}s"])
        is_held: bool = cursor.fetchone()[0]
    return is_held
