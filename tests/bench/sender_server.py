"""A counterpart for the bench `sender`: answers each new message as Twilio's API does, after a given time.

`python -m tests.bench.sender_server PORT=MILLISECONDS …`: one process, which listens on each port and answers
there after so long. It reads no more of a request than it must, so that it is never what is measured.
"""

import asyncio
import json
import sys
from functools import partial
from itertools import count

ACCOUNT = "AC" + "0" * 32
END_OF_HEAD = b"\r\n\r\n"
_numbers = count(1)


class Api(asyncio.Protocol):
    """One connection, kept open: a request, its answer, the next request."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while END_OF_HEAD in self._read:
            head, _, rest = self._read.partition(END_OF_HEAD)
            length = _length(head)
            if len(rest) < length:
                return
            self._read = rest[length:]
            asyncio.get_running_loop().call_later(self._seconds, self._answer)

    def _answer(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(_created(next(_numbers)))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _created(number: int) -> bytes:
    sid = f"SM{number:032x}"
    said: dict[str, object] = {
        "account_sid": ACCOUNT, "api_version": "2010-04-01", "body": "-", "date_created": None,
        "date_sent": None, "date_updated": None, "direction": "outbound-api", "error_code": None,
        "error_message": None, "from": "+358401110000", "messaging_service_sid": None,
        "num_media": "0", "num_segments": "1", "price": None, "price_unit": "USD", "sid": sid,
        "status": "queued", "subresource_uris": {}, "to": "+358401230001",
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
    }  # fmt: skip
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + END_OF_HEAD + body


async def serve(places: dict[int, float]) -> None:
    """Listen on each port of `places`, for ever; the seconds are how long an answer takes."""
    loop = asyncio.get_running_loop()
    for port, seconds in places.items():
        await loop.create_server(partial(Api, seconds), "127.0.0.1", port)
    print("listening", flush=True)
    await loop.create_future()


if __name__ == "__main__":
    given = (word.split("=") for word in sys.argv[1:])
    asyncio.run(serve({int(port): int(ms) / 1000 for port, ms in given}))
