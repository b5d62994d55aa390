"""The real gammu-smsd with its dummy phone: a folder on whose SIM card the tests lay texts.

The daemon runs with the settings of docs/gateways/gammu.md; only the modem is another, and it hurries.
"""

import configparser
import itertools
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from django.db import connection

from notifications.gateways.base import Status
from notifications.texts import split
from tests.bench.servers import postgres
from tests.gateways.counterpart import Taken, eventually

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "gateways" / "gammu.md"
SCHEMAS = Path("/usr/share/doc/gammu-smsd/examples")
SMSC = "123456"  # what the dummy phone calls its network's centre; reports must come from there
REFERENCE = 255  # what the dummy phone numbers every text with
WORDS = {Status.DELIVERED: "Delivered", Status.FAILED: "Failed", Status.SENT: "Pending"}
OWN_NUMBER = "+358401110000"


@dataclass
class Modem:
    """Drives the daemon and its phone. `database` is an address as Rinki takes it."""

    folder: Path
    database: str
    settings: dict[str, str]
    gateway: str = "notifications.gateways.gammu.GammuGateway"
    running: "subprocess.Popen[bytes] | None" = None
    _header: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    # None is used again: the daemon clears the place of a text that it has stored, maybe after the next was laid.
    _place: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def environment(self) -> dict[str, str]:
        """Return the gateway's settings."""
        return {"GAMMU_DATABASE": self.database, "GAMMU_NUMBER": OWN_NUMBER}

    def away(self) -> dict[str, str]:
        """Return settings that lead to where nobody is."""
        return {"GAMMU_DATABASE": "postgres://smsd@127.0.0.1:1/smsd"}

    def start(self) -> None:
        """Start the daemon, never beside one that runs, and wait until it has found its phone."""
        self.stop()
        config = configparser.ConfigParser()
        config.read_string(page_blocks()[0])
        config["gammu"] = {"model": "dummy", "connection": "none", "port": str(self.folder)}
        config["gammu"]["gammuloc"] = "/dev/null"
        hurry = {
            "loopsleep": "1",
            "commtimeout": "1",
            "receivefrequency": "1",
            "checksecurity": "0",
        }
        quick = {"statusfrequency": "1", "logfile": str(self.folder / "log"), "debuglevel": "1"}
        config["smsd"].update(hurry | quick | self.settings)
        with (self.folder / "smsdrc").open("w") as written:
            config.write(written)
        # It does not live with a locked file: the operators' page has systemd start it again, and so does this.
        again = 'while kill -0 "$PPID"; do gammu-smsd -c "$0"; sleep 1; done'
        self.running = subprocess.Popen(
            ["sh", "-c", again, self.folder / "smsdrc"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert eventually(lambda: self.rows('SELECT 1 FROM phones WHERE "Signal" > 0')), self.log()

    def stop(self) -> None:
        """Stop the daemon as a power cut would."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None

    def silent_for(self, seconds: int) -> None:
        """Stop the daemon, and let it have been gone for so long."""
        self.stop()
        self.do("DELETE FROM phones")
        row = {
            "ID": "",
            "IMEI": "9",
            "IMSI": "9",
            "Client": "Gammu",
            "Send": "yes",
            "Receive": "yes",
        }
        self.write("phones", seconds, row | {"Signal": "42"})

    def write(self, table: str, seconds_ago: int, row: Mapping[str, str]) -> None:
        """Write `row` as the daemon did so long ago."""
        sqlite = self.database.startswith("sqlite")
        ago = f"datetime('now', '-{seconds_ago} seconds')"
        if not sqlite:
            ago = f"LOCALTIMESTAMP(0) - INTERVAL '{seconds_ago} seconds'"
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(("?" if sqlite else "%s") for _name in row)
        statement = f'INSERT INTO {table} ("UpdatedInDB", {names}) VALUES ({ago}, {marks})'  # noqa: S608
        with self._line() as line:
            line.execute(statement, tuple(row.values()))

    def forget(self) -> None:
        """Begin a new test: nothing on its way, nothing in the lists."""
        sim = self.folder / "sms" / "1"
        for path in sim.iterdir():
            path.unlink()
        for table in ("outbox", "outbox_multipart", "sentitems", "inbox"):
            self.do(f"DELETE FROM {table}")  # noqa: S608  # names of ours

    def log(self) -> str:
        """Return what the daemon says of itself."""
        path = self.folder / "log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else "no log"

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the daemon's database."""
        with self._line() as line:
            return list(line.execute(statement).fetchall())

    def do(self, statement: str) -> None:
        """Change the daemon's database."""
        with self._line() as line:
            line.execute(statement)

    @contextmanager
    def _line(self) -> Iterator[Any]:
        if not self.database.startswith("sqlite"):
            with psycopg.connect(self.database) as opened:
                yield opened
            return
        line = sqlite3.connect(self.database.removeprefix("sqlite:///"), timeout=10)
        with line:
            yield line
        line.close()

    def taken(self) -> list[Taken]:
        """Return the texts that went out by the modem, in order, as their parts make them up."""
        rows = self.rows(
            'SELECT "ID", "DestinationNumber", "TextDecoded" FROM sentitems'
            ' WHERE "Status" <> \'SendingError\' AND "ID" NOT IN (SELECT "ID" FROM outbox)'
            ' ORDER BY "ID", "SequencePosition"'
        )
        texts = [list(parts) for _row, parts in itertools.groupby(rows, key=lambda row: row[0])]
        return [
            Taken(str(parts[0][1]), "".join(part[2] for part in parts), str(parts[0][0]))
            for parts in texts
        ]

    def report(self, text: Taken, status: Status) -> None:
        """Let the network report on every part of `text`."""
        for _part in split(text.body):
            self._lay(
                "Status_Report",
                text.to,
                WORDS[status],
                "Default_No_Compression",
                MessageReference=REFERENCE,
            )

    def incoming(self, sender: str, body: str) -> None:
        """Let `sender` write `body`; a long one comes in parts, the last first."""
        parts = split(body)
        number = next(self._header) % 256
        for place, part in reversed(list(enumerate(parts, 1))):
            self.part(sender, part, number, len(parts), place)

    def part(self, sender: str, text: str, number: int, total: int, place: int) -> None:
        """Lay one part of a text on the SIM card."""
        header = {"UDH": f"050003{number:02X}{total:02X}{place:02X}"} if total > 1 else {}
        self._lay("Deliver", sender, text, "Unicode_No_Compression", **header)

    def _lay(self, kind: str, number: str, text: str, coding: str, **more: object) -> None:
        """Lay a text on the SIM card, in the format of gammu's backups."""
        code = _hexadecimal(text)
        lines = [
            "[SMSBackup000]",
            f"PDU = {kind}",
            f"DateTime = {datetime.now().astimezone():%Y%m%dT%H%M%S}",
            f'SMSC = "{SMSC}"',
            f"State = {'Sent' if kind == 'Status_Report' else 'UnRead'}",
            f'Number = "{number}"',
            f"NumberUnicode = {_hexadecimal(number)}",
            *(f"{name} = {value}" for name, value in more.items()),
            *(f"Text{at // 200:02d} = {code[at : at + 200]}" for at in range(0, len(code), 200)),
            f"Coding = {coding}",
            "Folder = 1",
            f"Length = {len(code) // 4}",
            "Class = -1",
            "",
        ]
        written = self.folder / "arriving"
        written.write_text("\n".join(lines))
        written.rename(self.folder / "sms" / "1" / str(next(self._place)))


def _hexadecimal(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def page_blocks() -> list[str]:
    """Return the blocks of settings of the operators' page."""
    return re.findall(r"```ini\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@contextmanager
def modem_on_sqlite() -> Iterator[Modem]:
    """Give a modem whose daemon keeps its tables in a file."""
    with _folder() as folder:
        path = folder / "smsd.db"
        line = sqlite3.connect(path)
        line.executescript((SCHEMAS / "sqlite.sql").read_text())
        line.execute("PRAGMA journal_mode = WAL")
        line.close()
        yield from _with_phone(folder, f"sqlite:///{path}", {"dbdir": str(folder)})


@contextmanager
def modem_on_postgres() -> Iterator[Modem]:
    """Give a modem whose daemon keeps its tables in PostgreSQL."""
    with _folder() as folder, postgres(folder) as address:
        with psycopg.connect(address) as opened:
            schema = (SCHEMAS / "pgsql.sql").read_text()
            opened.execute(schema.replace("CREATE LANGUAGE plpgsql;", "").encode())
        wire = configparser.ConfigParser()
        wire.read_string("[smsd]\n" + page_blocks()[1])
        place = address.removeprefix("postgres://").partition("@")[2]
        host, _, name = place.partition("/")
        ours = {"host": host, "user": "rinki", "password": "none", "database": name}
        yield from _with_phone(folder, address, dict(wire["smsd"]) | ours)


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder that PostgreSQL's own account may go through; pytest's are closed to it."""
    with TemporaryDirectory(prefix="rinki-modem-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def modem_for_this_run() -> Iterator[Modem]:
    """Give a modem whose daemon keeps its tables as this run of the tests keeps ours."""
    on = modem_on_postgres if connection.vendor == "postgresql" else modem_on_sqlite
    with on() as running:
        yield running


def _with_phone(folder: Path, database: str, settings: dict[str, str]) -> Iterator[Modem]:
    for place in range(5):
        (folder / "sms" / str(place)).mkdir(parents=True)
    modem = Modem(folder, database, settings)
    modem.start()
    try:
        yield modem
    finally:
        modem.stop()
