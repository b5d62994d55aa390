"""A carrier in a process of its own: it counts what it took, and still knows when everybody else has died.

`python -m tests.crash.exchange PORT` answers on loopback until it is killed:

- `POST /texts` takes a text, `{"reference": …, "to": …}`; its mood decides what it answers,
- `GET /texts/REFERENCE` says how often it has taken that one,
- `GET /texts` gives the whole book, `{reference: times}`, and `GET /lost` those whose answers it lost,
- `POST /mood` changes the mood, `{"loses": 0.5, "says": "accepted", "seconds": 0.05}`.
"""

import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from random import Random

TAKEN, BROKEN = "201 Created", "500 Internal Server Error"


@dataclass
class Mood:
    """How it answers: after `seconds`, with the word `says`.

    Of the share `loses` nobody hears that they were taken: every second answer is a 500, the others a closed line.
    """

    says: str = "delivered"
    seconds: float = 0.005
    loses: float = 0.0


@dataclass
class Exchange:
    """The book of one carrier, and the texts of which it has not said that it took them."""

    book: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    mood: Mood = field(default_factory=Mood)
    chance: Random = field(default_factory=lambda: Random(7))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one request and answer it; the line is closed after it."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, path, _rest = head.decode().split(" ", 2)
            body = await reader.readexactly(_length(head))
            answer = await self._answer(method, path, body)
            if answer:
                code, said = answer
                written = json.dumps(said).encode()
                writer.write(f"HTTP/1.1 {code}\r\nContent-Length: {len(written)}\r\n".encode())
                writer.write(b"Connection: close\r\n\r\n" + written)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # whoever asked has died: what was taken is taken
        finally:
            writer.close()

    async def _answer(self, method: str, path: str, body: bytes) -> tuple[str, object] | None:
        """Return code and words, or None to close the line without any."""
        if method == "GET":
            _empty, shelf, reference = [*path.split("/"), ""][:3]
            book = self.lost if shelf == "lost" else self.book
            return "200 OK", book[reference] if reference else book
        if path == "/mood":
            self.mood = Mood(**json.loads(body))
            return TAKEN, {}
        reference = json.loads(body)["reference"]
        self.book[reference] += 1
        await asyncio.sleep(self.mood.seconds)
        if self.chance.random() < self.mood.loses:
            self.lost[reference] += 1
            return (BROKEN, {}) if self.chance.random() < 0.5 else None
        return TAKEN, {"id": f"x-{reference}", "status": self.mood.says}


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def listen(port: int) -> None:
    """Answer on `port` for ever."""
    server = await asyncio.start_server(Exchange().serve, "127.0.0.1", port, backlog=500)
    print("listening", flush=True)  # noqa: T201  # the test waits for this word
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[1])))
