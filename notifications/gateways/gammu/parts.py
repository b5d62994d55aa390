"""Long texts: cut into parts for the outbox, put together again from the inbox (3GPP TS 23.040, 9.2.3.24.1)."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from notifications.gateways.incoming import own_id
from notifications.texts import Encoding, split
from notifications.texts import count as measure

CODINGS = {
    Encoding.GSM7: "Default_No_Compression",
    Encoding.UCS2: "Unicode_No_Compression",
}
# Length of the header, "parts of one text", length of what follows: then its number, how many parts, which.
_CONCATENATED = "050003"
_CONCATENATED_WIDE = "060804"


@dataclass(frozen=True)
class Part:
    """One part as the outbox takes it: `header` is empty when it is the only one."""

    text: str
    coding: str
    header: str


def parts_of(body: str, reference: str) -> list[Part]:
    """Return the parts of `body`; `reference` gives them the number by which a phone puts them together."""
    coding = CODINGS[measure(body).encoding]
    texts = split(body)
    if len(texts) == 1:
        return [Part(body, coding, "")]
    start = f"{_CONCATENATED}{zlib.crc32(reference.encode()) & 0xFF:02X}{len(texts):02X}"
    return [Part(text, coding, f"{start}{place:02X}") for place, text in zip(count(1), texts)]


@dataclass(frozen=True)
class InboxRow:
    """One row of the inbox; `age` is how long ago the daemon wrote it, in seconds."""

    id: int
    sender: str
    received: str
    text: str
    header: str
    age: float


@dataclass
class Arrival:
    """One text that came in, from one row or several."""

    total: int
    rows: dict[int, InboxRow] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Tell whether no part is missing."""
        return len(self.rows) == self.total

    @property
    def sender(self) -> str:
        """Return who wrote."""
        return next(iter(self.rows.values())).sender

    @property
    def body(self) -> str:
        """Return the words. The daemon may have put the whole into the first row and left the others empty."""
        return "".join(self.rows[place].text for place in sorted(self.rows))

    @property
    def ids(self) -> list[int]:
        """Return the rows it came from."""
        return [*(row.id for row in self.rows.values()), *self.repeated]

    @property
    def age(self) -> float:
        """Return how long ago the last of it was written, in seconds."""
        return min(row.age for row in self.rows.values())

    @property
    def identity(self) -> str:
        """Return an id of what was said, by whom and when: the same if the daemon writes its rows again."""
        first = self.rows[min(self.rows)]
        return own_id(first.sender, first.received, first.header[:-2], self.body)


def arrivals(rows: Iterable[InboxRow]) -> list[Arrival]:
    """Put `rows`, the oldest first, together into texts."""
    found: list[Arrival] = []
    open_ones: dict[tuple[str, str], Arrival] = {}
    for row in rows:
        total, place = _place(row.header)
        group = (row.sender, row.header[:-2])
        arrival = open_ones.get(group) if total > 1 else None
        if arrival is None or _is_another(arrival, place, row):
            arrival = Arrival(total)
            found.append(arrival)
            open_ones[group] = arrival
        if place in arrival.rows:
            arrival.repeated.append(row.id)
        else:
            arrival.rows[place] = row
    return found


def _is_another(arrival: Arrival, place: int, row: InboxRow) -> bool:
    """Tell whether `row` begins a new text of the same number: numbers of texts go round after 255."""
    there = arrival.rows.get(place)
    return there is not None and (there.text, there.received) != (row.text, row.received)


def _place(header: str) -> tuple[int, int]:
    """Return how many parts the text of this header has, and which this is; 1 and 1 when it is not cut."""
    if header.startswith((_CONCATENATED, _CONCATENATED_WIDE)):
        total, place = int(header[-4:-2], 16), int(header[-2:], 16)
        if 1 <= place <= total:
            return total, place
    return 1, 1
