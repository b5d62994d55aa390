"""How a text will arrive with the longest values: its words, its parts and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.template import TemplateSyntaxError

from notifications import texts
from notifications.services.costs import part_prices
from notifications.texts import Encoding, TextError


@dataclass(frozen=True)
class Preview:
    """A text with the longest values. `prices`: euros of all parts, by gateway; `left_out`: values not told."""

    text: str
    is_short_alphabet: bool
    units: int
    room: int
    parts: int
    prices: Sequence[tuple[str, Decimal]]
    left_out: Sequence[str]


def preview(name: str, language: str, words: str, now: datetime) -> Preview | None:
    """Return how the text `name` arrives when worded as `words`, or None when those cannot be read."""
    if texts.unreadable(name, words):
        return None
    try:
        text = texts.render(name, language, texts.samples_of(name), words)
    except (TextError, TemplateSyntaxError):
        return None
    size = texts.count(text)
    return Preview(
        text=text,
        is_short_alphabet=size.encoding is Encoding.GSM7,
        units=size.units,
        room=texts.room(size),
        parts=size.parts,
        prices=[(gateway, euros * size.parts) for gateway, euros in part_prices(now).items()],
        left_out=texts.left_out(name, words),
    )
