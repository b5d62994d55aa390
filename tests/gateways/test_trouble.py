"""The servers of `trouble` leave nothing running: what they leave would slow down every test that comes after."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest

from tests.gateways.trouble import TROUBLES, trickling, troubled

SERVERS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    name: lambda answer=answer: troubled(answer) for name, answer in TROUBLES.items()
} | {"trickling": lambda: trickling(0.01)}
SAID = {
    "nothing": b"",
    "half a request": b"POST / HTTP/1.1\r\n",
    "half a body": b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf",
    "a request": b"GET / HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
@pytest.mark.parametrize("server", SERVERS.values(), ids=SERVERS)
def test_nobody_waits_for_more_of_whoever_rang_off(
    server: Callable[[], AbstractContextManager[str]], said: bytes
) -> None:
    before = threading.active_count()
    with server() as origin:
        address = urlsplit(origin)
        with socket.create_connection((str(address.hostname), int(address.port or 0))) as line:
            line.sendall(said)
    patience = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < patience:
        time.sleep(0.01)
    assert threading.active_count() <= before
