"""A carrier's SMPP centre in a process of its own, and the desk from which a test drives it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.gateways.counterpart import Taken
from tests.gateways.programs import MODULES, NODE, free_port, program

PROGRAM = Path(__file__).parent / "smsc.js"
USER, PASSWORD = "rinki", "salasana"
OUR_NUMBER = "358401110000"


@dataclass(frozen=True)
class Carrier:
    """`port` is the centre's, `desk` the test's."""

    port: int
    desk: int

    def ask(self, act: str, **details: object) -> Any:
        """Let the centre do something, or say what it has."""
        address = f"http://127.0.0.1:{self.desk}/{act}"
        body = json.dumps(details).encode() if details else None
        with urlopen(Request(address, body), timeout=5) as answer:
            return json.load(answer)

    def submits(self) -> list[dict[str, Any]]:
        """Return every message that was submitted, refused ones too, in order."""
        found: list[dict[str, Any]] = self.ask("submits")
        return found

    def taken(self) -> list[Taken]:
        """Return the texts that were taken, each whole; its name is the id of its first part."""
        parts: dict[tuple[str, object], list[dict[str, Any]]] = defaultdict(list)
        for one in self.submits():
            if one["id"]:
                key = (one["to"], one["part"][0] if one["part"] else one["id"])
                parts[key].append(one)
        whole = [
            sorted(some, key=lambda one: (one["part"] or [0, 0, 0])[2])
            for some in parts.values()
            if len(some) == (some[0]["part"] or [0, 1])[1]
        ]
        return [
            Taken(f"+{some[0]['to']}", "".join(one["body"] for one in some), some[0]["id"])
            for some in whole
        ]

    def receipt(self, text: Taken, stat: str, err: str = "000") -> None:
        """Say what became of a text, in the words of SMPP: DELIVRD, UNDELIV, EXPIRED…"""
        self.ask("receipt", id=text.name, stat=stat, err=err)

    def incoming(self, sender: str, body: str) -> None:
        """Let `sender` write to our number, in UCS-2 as a phone does that has more to say than GSM-7 knows."""
        words = body.encode("utf-16-be").hex()
        room = 67 * 4
        parts = [words[at : at + room] for at in range(0, len(words), room)]
        self.written(sender, parts if len(words) > 70 * 4 else [words], coding=8)

    def written(self, sender: str, parts: list[str], coding: int) -> None:
        """Let `sender` write bytes (in hexadecimal) in a coding of SMPP."""
        self.ask(
            "incoming", **{"from": sender.lstrip("+")}, to=OUR_NUMBER, parts=parts, coding=coding
        )


@contextmanager
def carrier(folder: Path) -> Iterator[Carrier]:
    """Run the centre until the block ends."""
    made = Carrier(free_port(), free_port())
    command = [NODE, PROGRAM, str(made.port), str(made.desk), USER, PASSWORD]
    modules = {"NODE_PATH": str(MODULES)}
    with program(command, folder / "carrier.out", port=made.desk, environment=modules):
        yield made
