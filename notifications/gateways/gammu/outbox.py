"""The outgoing side of gammu-smsd's tables: what is to go, and what became of it."""

from datetime import datetime, timedelta
from itertools import groupby

from notifications.gateways.base import Fault, Sms, Status, StatusReport
from notifications.gateways.gammu.codes import NOT_SENT, fault_of_report, status_of_parts
from notifications.gateways.gammu.parts import parts_of
from notifications.gateways.gammu.store import Row, Work

# The daemon compares with its own wall clock, and moves the second one when it takes a row in hand.
LONG_AGO = "2000-01-01 00:00:00"

_PUT = """
    INSERT INTO outbox ("DestinationNumber", "TextDecoded", "Coding", "UDH", "MultiPart", "RelativeValidity",
        "DeliveryReport", "CreatorID", "SenderID", "SendingDateTime", "SendingTimeOut")
    VALUES (%s, %s, %s, %s, %s, %s, 'yes', %s, %s, %s, %s) RETURNING "ID"
"""
_PUT_MORE = """
    INSERT INTO outbox_multipart ("ID", "SequencePosition", "TextDecoded", "Coding", "UDH")
    VALUES (%s, %s, %s, %s, %s)
"""
_WAITING = 'SELECT "ID" FROM outbox WHERE {ours} ORDER BY "ID" DESC LIMIT 1'
_DONE = """
    SELECT "ID", "CreatorID", "Status", "StatusError" FROM sentitems
     WHERE {ours} ORDER BY "ID" DESC, "SequencePosition"
"""
# By the number too: after a restored backup of ours, a reference may come to name another text.
_OURS = 'substr("CreatorID", 1, %s) = %s AND "DestinationNumber" = %s'
# All parts of a text, also those of which nothing new is known.
_LATELY = """
    "ID" IN (SELECT "ID" FROM sentitems WHERE "CreatorID" LIKE '%%@%%' AND {age} < %s)
"""

_UNTOUCHED = 'SELECT "ID", "CreatorID" FROM outbox WHERE "SendingTimeOut" = %s'
_TAKE_OUT = """
    DELETE FROM outbox WHERE "ID" = %s AND "SendingTimeOut" = %s
    RETURNING "DestinationNumber", "TextDecoded", "Coding"
"""
_TAKE_OUT_MORE = 'DELETE FROM outbox_multipart WHERE "ID" = %s'
_NOT_SENT = """
    INSERT INTO sentitems ("ID", "CreatorID", "Status", "DestinationNumber", "TextDecoded", "Coding",
        "Text", "UDH", "SenderID")
    VALUES (%s, %s, 'SendingError', %s, %s, %s, '', '', '')
"""


def put(work: Work, sms: Sms, phone: str) -> int:
    """Put `sms` into the outbox for `phone`, or find it there; return its number.

    One that the modem once failed to send may be put again.
    """
    name = _name(sms.reference, sms.expires_at)
    waiting, done = _find(work, name, sms.to)
    if waiting is not None:
        return waiting
    if done and status_of_parts([word for _id, _name, word, _code in done]) is not Status.FAILED:
        return int(done[0][0])
    first, *others = parts_of(sms.body, sms.reference)
    values = (sms.to, first.text, first.coding, first.header, "true" if others else "false")
    valid = validity(sms.expires_at - sms.handed_over_at) if sms.expires_at else -1
    ((row,),) = work.rows(_PUT, *values, valid, name, phone, LONG_AGO, LONG_AGO)
    for place, part in enumerate(others, 2):
        work.change(_PUT_MORE, row, place, part.text, part.coding, part.header)
    return int(row)


def find(work: Work, sms: Sms) -> StatusReport | None:
    """Return what the daemon says of our text, or None when it has none of it."""
    # The outbox first: a row leaves it only when the list of what was sent has it.
    waiting, done = _find(work, f"{sms.reference}@", sms.to)
    if waiting is not None:
        return StatusReport(str(waiting), Status.ACCEPTED, "waiting", reference=sms.reference)
    return _report(done) if done else None


def lately(work: Work, seconds: float) -> list[StatusReport]:
    """Return what became of the texts of ours whose rows changed in the last `seconds`."""
    rows = work.rows(_DONE.format(ours=_LATELY, age="{age}"), seconds)
    return [_report(list(parts)) for _id, parts in groupby(rows, key=lambda row: row[0])]


def take_out_expired(work: Work, now: datetime) -> int:
    """Take out what came too late before the modem took it, and list it as not sent; return how many."""
    taken_out = 0
    for row, name in work.rows(_UNTOUCHED, LONG_AGO):
        if not _is_too_late(str(name), now):
            continue
        # The daemon may take it in hand this very moment: then nothing comes back.
        for there in work.rows(_TAKE_OUT, row, LONG_AGO):
            work.change(_TAKE_OUT_MORE, row)
            work.change(_NOT_SENT, row, name, *there)
            taken_out += 1
    return taken_out


def validity(rest: timedelta) -> int:
    """Return `rest` as the network takes it, at most as long (3GPP TS 23.040, 9.2.3.12.1); at least 5 minutes."""
    minutes = int(rest.total_seconds() // 60)
    if minutes < 12 * 60 + 30:
        return min(max(minutes // 5 - 1, 0), 143)
    if minutes < 48 * 60:
        return min(143 + (minutes - 12 * 60) // 30, 167)
    if rest.days <= 34:
        return min(166 + rest.days, 196)
    return min(192 + rest.days // 7, 255)


def _find(work: Work, start: str, to: str) -> tuple[int | None, list[Row]]:
    """Return the row that waits for `to` under a name with this `start`, and those of the newest that is done."""
    waiting = work.rows(_WAITING.format(ours=_OURS), len(start), start, to)
    done = work.rows(_DONE.format(ours=_OURS), len(start), start, to)
    return (waiting[0][0] if waiting else None), [row for row in done if row[0] == done[0][0]]


def _report(parts: list[Row]) -> StatusReport:
    """Return the report of one text from the rows of its parts."""
    words = [str(word) for _id, _name, word, _code in parts]
    status = status_of_parts(words)
    word, code, fault = words[0], -1, Fault.NONE
    if status is Status.FAILED:
        failed = [(w, c) for _id, _name, w, c in parts if w in NOT_SENT or w == "DeliveryFailed"]
        word, code = failed[0]
        fault = fault_of_report(word, code)
    number, name = str(parts[0][0]), str(parts[0][1])
    shown = "" if code < 0 else str(code)
    return StatusReport(number, status, word, fault, shown, name.rpartition("@")[0])


def _name(reference: str, expires_at: datetime | None) -> str:
    """Return what the rows are called: our reference, and until when they may go, in seconds since 1970."""
    return f"{reference}@{int(expires_at.timestamp()) if expires_at else ''}"


def _is_too_late(name: str, now: datetime) -> bool:
    _reference, at, until = name.rpartition("@")
    return bool(at) and until.isdigit() and int(until) < now.timestamp()
