"""What the office writes down about a pair: one line a time, with its day."""

from datetime import date
from typing import Any

from rings.models import Pair


def with_note(pair: Pair, words: str, today: date) -> dict[str, Any]:
    """Return the change that puts `words` under what was written before; nothing when there are none."""
    if not words.strip():
        return {}
    line = f"{today.day}.{today.month}.{today.year}: {words.strip()}"
    return {"note": "\n".join(filter(None, [pair.note, line]))}
