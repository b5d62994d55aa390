"""Kannel as the document for operators says to set it up, on free ports, between the carrier and our service."""

import re
import shutil
import sqlite3
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from urllib.request import urlopen

from django.conf import settings

from tests.gateways.counterpart import eventually
from tests.gateways.kannel.carrier import PASSWORD, USER, Carrier
from tests.gateways.programs import free_port, program

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "gateways" / "kannel.md"
KANNEL_PASSWORD = "for tests only"
SECRET = "for_tests_only-and-long-enough-for-a-secret"


@dataclass
class Kannel:
    """Kannel with its two boxes. `door` is the port at which it finds us, when anybody is there."""

    carrier: Carrier
    folder: Path
    door: int = field(default_factory=free_port)
    admin: int = field(default_factory=free_port)
    boxes: int = field(default_factory=free_port)
    sendsms: int = field(default_factory=free_port)
    stack: ExitStack = field(default_factory=ExitStack)
    boxes_running: list["Popen[bytes]"] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it takes texts."""
        return f"http://127.0.0.1:{self.sendsms}"

    def configure(self) -> None:
        """Write the document's configuration with the ports and folders of this run."""
        places = {
            "admin-port = 13000": f"admin-port = {self.admin}",
            "ADMIN-PASSWORD": "admin",
            "smsbox-port = 13001": f"smsbox-port = {self.boxes}",
            "sendsms-port = 13013": f"sendsms-port = {self.sendsms}",
            "/var/log/kannel": str(self.folder),
            "/var/spool/kannel": str(self.folder),
            "host = HOST": "host = 127.0.0.1",
            "port = PORT": f"port = {self.carrier.port}",
            "CARRIER-USER": USER,
            "CARRIER-PASSWORD": PASSWORD,
            "KANNEL-PASSWORD": KANNEL_PASSWORD,
            "key=SECRET": f"key={SECRET}",
            "http://127.0.0.1:8000": f"http://127.0.0.1:{self.door}",
            # A day's patience, in less of it.
            "reconnect-delay = 10": "reconnect-delay = 1",
            "sms-resend-freq = 10": "sms-resend-freq = 1",
            "http-queue-delay = 10": "http-queue-delay = 1",
        }
        text = block("ini")
        for written, here in places.items():
            assert written in text, f"the document has no {written!r}"
            text = text.replace(written, here)
        (self.folder / "kannel.conf").write_text(text)
        with sqlite3.connect(self.folder / "reports.sqlite") as reports:
            reports.executescript(block("sql"))

    def start(self) -> None:
        """Start both boxes, the one that holds the line first."""
        for box, port in (("bearerbox", self.boxes), ("smsbox", self.sendsms)):
            path = shutil.which(box, path="/usr/bin:/usr/sbin:/usr/local/sbin")
            assert path, f"{box} is not installed: bin/test does that"
            command, log = [path, "-v", "4", "kannel.conf"], self.folder / f"{box}.out"
            box_running = program(command, log, port=port, folder=self.folder)
            self.boxes_running.append(self.stack.enter_context(box_running))
        assert eventually(lambda: self.carrier.ask("bound")), "Kannel did not reach the carrier"

    def kill(self) -> None:
        """Let the power fail."""
        for box in self.boxes_running:
            box.kill()
            box.wait()

    def waiting(self) -> bool:
        """Tell whether anything that Kannel took is not with the carrier yet."""
        address = f"http://127.0.0.1:{self.admin}/status.txt?password=admin"
        with urlopen(address, timeout=5) as answer:
            found = re.search(r"store size (\d+)", answer.read().decode())
        return found is None or found[1] != "0"

    def logs(self) -> str:
        """Return all that Kannel has written into its logs."""
        files = [*self.folder.glob("*.log"), *self.folder.glob("*.out")]
        return "\n".join(path.read_text(errors="replace") for path in files)


def block(language: str) -> str:
    """Return the document's block in `language`."""
    found = re.search(rf"( *)```{language}\n(.*?)\n *```", DOCUMENT.read_text(), re.DOTALL)
    assert found, f"the document has no block in {language}"
    return textwrap.dedent(found[2]) + "\n"


@contextmanager
def kannel(carrier: Carrier, folder: Path) -> Iterator[Kannel]:
    """Run Kannel until the block ends."""
    made = Kannel(carrier, folder)
    made.configure()
    with made.stack:
        made.start()
        yield made
