"""A server on this machine that answers as no gateway should: garbage, half an answer, none at all."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HTML = b"<html><body><h1>It works!</h1></body></html>"
ERROR = b'{"code": 20003, "message": "Authenticate", "status": 401, "error": "no", "state": "?"}'


def _whole(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Connection: close\r\n\r\n" + body


# After each of these nobody knows whether the text was taken.
TROUBLES: dict[str, bytes | None] = {
    "garbage": b"\x00\xff\x17 garbage \r\n\r\n\x80" * 20,
    "html": _whole("200 OK", "text/html", HTML),
    "bad gateway in html": _whole("502 Bad Gateway", "text/html", HTML),
    "200 with an error": _whole("200 OK", "application/json", ERROR),
    "an empty 200": _whole("200 OK", "text/plain", b""),
    "cut off": _whole("200 OK", "application/json", b'{"sid": "SM1", "body": "' + b"x" * 200)[:-90],
    "dropped": b"",
    "never": None,
}


@contextmanager
def troubled(answer: bytes | None, certificate: Path | None = None) -> Iterator[str]:
    """Serve `answer` to every request, or keep silent when it is None; give the origin."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    closing = threading.Event()

    def talk(line: socket.socket) -> None:
        spoken = context.wrap_socket(line, server_side=True) if context else line
        with spoken:
            _read_request(spoken)
            if answer is None:
                closing.wait(30)
            else:
                spoken.sendall(answer)

    with _answered(talk, closing) as place:
        yield f"{'https' if context else 'http'}://{place}"


@contextmanager
def trickling(every: float) -> Iterator[str]:
    """Serve an answer that comes one byte `every` so many seconds and never ends."""
    closing = threading.Event()

    def trickle(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n")
        while not closing.wait(every):
            line.sendall(b".")

    with _answered(trickle, closing) as place:
        yield f"http://{place}"


def nobody_listens() -> str:
    """Return an origin on this machine where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def wrong_certificate(folder: Path) -> Path:
    """Make a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    )
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    form = serialization.Encoding.PEM
    secret = key.private_bytes(
        form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "somebody.pem"
    path.write_bytes(secret + signed.public_bytes(form))
    return path


def _read_request(line: socket.socket) -> None:
    """Read the request to its end: a line closed over unread bytes is reset, which is another trouble."""
    line.settimeout(5)
    read = b""
    while b"\r\n\r\n" not in read:
        read += _heard(line)
    head, _, body = read.partition(b"\r\n\r\n")
    for name, _, value in (field.partition(b":") for field in head.split(b"\r\n")):
        if name.lower() == b"content-length":
            while len(body) < int(value):
                body += _heard(line)


def _heard(line: socket.socket) -> bytes:
    """Return what comes next; somebody who rings off in the middle raises `ConnectionError`."""
    heard = line.recv(65536)
    if not heard:
        raise ConnectionError
    return heard


@contextmanager
def _answered(talk: Callable[[socket.socket], None], closing: threading.Event) -> Iterator[str]:
    """Talk to everybody who rings; give the host and port. Nobody listens any more when this is over."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = threading.Thread(target=_each, args=(server, talk), daemon=True)
        listening.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            closing.set()
            server.shutdown(socket.SHUT_RDWR)  # wakes the thread, which closing would not
            listening.join()


def _each(server: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    """Talk to everybody who rings, each in a thread of their own, until the server closes."""

    def safely(line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            talk(line)

    with contextlib.suppress(OSError):
        while True:
            line, _address = server.accept()
            threading.Thread(target=safely, args=(line,), daemon=True).start()
